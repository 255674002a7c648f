// Text that cannot steer what shows it. Knows diagnostics.
import { printable as printableRows } from '../diagnostics/index.js'

/**
 * A parameter's text in one line that steers neither a terminal nor a reader: control characters,
 * line ends, lone surrogates and marks that change the direction of writing are shown as `·`.
 */
export function printable(text: string): string {
  return printableRows(text).replaceAll('\n', '·')
}

/** The same for text in lines: their ends stay. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(printable)
    .join('\n')
}
