// White space as Python has it. Knows nothing else.

/**
 * White space as Python's `str.isspace`, `str.strip` and `\s` have it: JavaScript's lacks U+001C to
 * U+001F and U+0085, and has U+FEFF.
 */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13) || code >= 0x1c
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  if (code <= 0x200a) return code >= 0x2000 || code === 0x1680
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** The first place from `start` that is no white space, `end` where all is. */
export function skipSpace(text: string, start: number, end: number): number {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  return start
}

/** The place after the last character before `end` that is no white space, `start` where all is. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/** Python's `text.strip()`. */
export function strip(text: string): string {
  const start = skipSpace(text, 0, text.length)
  return text.slice(start, trimEnd(text, start, text.length))
}

/** Python's `text.split()`: the words of a text. */
export function words(text: string): string[] {
  const found: string[] = []
  for (let at = skipSpace(text, 0, text.length); at < text.length;) {
    const start = at
    while (at < text.length && !isSpace(text.charCodeAt(at))) at++
    found.push(text.slice(start, at))
    at = skipSpace(text, at, text.length)
  }
  return found
}
