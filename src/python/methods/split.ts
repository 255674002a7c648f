// Text split, replaced and stripped. Knows white space.
import { textual } from '../arguments.js'
import { fits, lettersOf, spend, spendSearch } from '../budget.js'
import { refuse } from '../errors.js'
import type { Value } from '../object.js'
import { skipSpace, trimEnd, words } from '../space.js'

/** `str.split`: at whitespace where `separator` is None; at most `limit` times if not negative. */
export function split(text: string, separator: Value, limit: number): string[] {
  // A word and the space behind it take two characters at least.
  if (separator === null) {
    spend(text.length >> 2)
    return words(text, limit < 0 ? Infinity : limit)
  }
  const mark = textual('split', separator)
  if (mark === '') refuse('empty separator')
  const parts = partsOf(text, mark)
  if (limit < 0 || parts.length <= limit + 1) return parts
  return [...parts.slice(0, limit), parts.slice(limit).join(mark)]
}

/** A text cut at each mark; every part is a step. */
export function partsOf(text: string, mark: string): string[] {
  spendSearch(text, mark)
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) spend()
  return text.split(mark)
}

/** `str.replace`, at most `limit` times where that is not negative. */
export function replace(text: string, from: string, to: string, limit: number): string {
  const parts = from === '' ? ['', ...lettersOf(text), ''] : partsOf(text, from)
  const times = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1)
  fits(text.length + times * to.length)
  if (times === parts.length - 1) return parts.join(to)
  return parts.slice(0, times + 1).join(to) + from + parts.slice(times + 1).join(from)
}

/** `str.strip` of the characters given, or of whitespace. */
export function trim(text: string, given: string | null, left = true, right = true): string {
  if (given === null) {
    const start = left ? skipSpace(text) : 0
    return text.slice(start, right ? trimEnd(text, start) : text.length)
  }
  const set = new Set(given)
  const goes = (character: string) => set.has(character)
  const characters = lettersOf(text)
  let from = 0
  let to = characters.length
  if (left) while (from < to && goes(characters[from]!)) from++
  if (right) while (to > from && goes(characters[to - 1]!)) to--
  return characters.slice(from, to).join('')
}
