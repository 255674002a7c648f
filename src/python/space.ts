// Python's white space: what `str.isspace`, `str.strip` and `\s` take for it. Knows nothing.

// JavaScript's lacks U+001C to U+001F and U+0085, and has U+FEFF.
const ranges = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const

const spaces = new Uint8Array(0x3001)
for (const [first, last] of ranges) spaces.fill(1, first, last + 1)

/** White space for the inside of a pattern's brackets. */
export const spaceClass = ranges
  .map((range) => range.map((code) => '\\u' + code.toString(16).padStart(4, '0')).join('-'))
  .join('')

/** Whether a UTF-16 unit is white space. */
export function isSpace(code: number): boolean {
  return spaces[code] === 1
}

/** The first place from `start` that is not white space, `end` where all is. */
export function skipSpace(text: string, start = 0, end = text.length): number {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  return start
}

/** The place after the last character before `end` that is not white space, `start` where all is. */
export function trimEnd(text: string, start = 0, end = text.length): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/** Python's `text.strip()`. */
export function strip(text: string): string {
  const start = skipSpace(text)
  return text.slice(start, trimEnd(text, start))
}

/** The text without what C's `isspace` takes for space around it. */
export function stripC(text: string): string {
  const isC = (at: number): boolean => /[\t\n\v\f\r ]/.test(text[at] ?? '')
  let [start, end] = [0, text.length]
  while (isC(start)) start++
  while (end > start && isC(end - 1)) end--
  return text.slice(start, end)
}

/** Python's `text.split()`: the words of a text; after `limit` of them, the rest as it is. */
export function words(text: string, limit = Infinity): string[] {
  const found: string[] = []
  for (let at = skipSpace(text); at < text.length;) {
    if (found.length === limit) return [...found, text.slice(at)]
    const start = at
    while (at < text.length && !isSpace(text.charCodeAt(at))) at++
    found.push(text.slice(start, at))
    at = skipSpace(text, at)
  }
  return found
}
