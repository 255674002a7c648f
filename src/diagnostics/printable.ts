// Text that cannot steer what shows it. Knows nothing else.

/** What moves a terminal or turns the direction of text, and what nobody sees; the joiners of words stay. */
const steering =
  /(?!\n)[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** Rows as they are printed: what a file holds must not steer the terminal or the log that shows it. */
export function printable(rows: string): string {
  return rows.replace(steering, '·')
}

/** Text on one line: a line end in a name or a value is written `\n`, as JSON writes it. */
export function onOneLine(text: string): string {
  return text.replaceAll('\n', '\\n')
}

/** A value as JSON, with a line end: what would steer a terminal is escaped, and so reads back the same. */
export function printableJson(value: unknown): string {
  const escaped = (steer: string): string =>
    `\\u${steer.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value, null, 2).replace(steering, escaped) + '\n'
}
