// Text that cannot steer what shows it. Knows nothing else.

/**
 * A parameter's text in one line that steers neither a terminal nor a reader: control characters,
 * line ends, lone surrogates and marks that change the direction of writing are shown as `·`.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, '·')
}

/** The same for text in lines: their ends stay. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(printable)
    .join('\n')
}
