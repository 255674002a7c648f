/**
 * A parameter's text in one line that steers neither a terminal nor a reader: control characters,
 * line ends, lone surrogates and marks that change the direction of writing are shown as `·`.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, '·')
}
