// Text that cannot steer what shows it. Knows diagnostics.
import { printable as printableRows } from '../diagnostics/index.js'

/**
 * A parameter's text in one line that steers neither a terminal nor a reader: control characters,
 * line ends, lone surrogates and marks that change the direction of writing are shown as `·`.
 */
export function printable(text: string): string {
  return printableRows(text).replaceAll('\n', '·')
}

/** A value in one line: that its text has lines is shown as `\n`, as JSON writes it. */
export function printableValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return printable(text.replace(/\r\n?|\n/g, '\\n'))
}

/** The same as {@link printable} for text in lines: their ends stay. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(printable)
    .join('\n')
}
