// A name as its reader has it, whatever it is escaped in. Knows nothing else.

/** Two offsets in a text. */
export type Stretch = [start: number, end: number]

const escapes =
  /\\x([\da-fA-F]{2})|\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})|&#x([\da-fA-F]{1,6});|&#(\d{1,7});|&(quot|apos|amp|lt|gt);/g
const named: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
}

/** A text with what the escapes of JSON, YAML and XML in it stand for. */
export function unescaped(text: string): string {
  return text.replace(escapes, (found, ...groups: (string | undefined)[]) => {
    const [x, u, wide, hex, decimal, entity] = groups
    if (entity !== undefined) return named[entity]!
    const digits = x ?? u ?? wide ?? hex
    const code = digits === undefined ? Number(decimal) : parseInt(digits, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : found
  })
}
