// Where a name of YAML stands, as PyYAML wants it. Knows this folder alone.
import type { Pair } from 'yaml'
import type { Refused } from './error.js'

/** PyYAML looks so far for the ":" of a name, and in one line. */
const longest = 1024

/** A name without a ? whose ":" stands in another line, or further on than PyYAML looks. */
export function nameFault(text: string, { srcToken }: Pair): Refused | undefined {
  const { start = [], key, sep = [] } = srcToken ?? {}
  const colon = sep.find(({ type }) => type === 'map-value-ind')
  if (!key || !colon || start.some(({ type }) => type === 'explicit-key-ind')) return undefined
  const first = start.find(({ type }) => type === 'anchor' || type === 'tag') ?? key
  const place = { start: key.offset, end: colon.offset + 1 }
  const between = text.slice(first.offset, colon.offset)
  if (between.includes('\n'))
    return {
      message: 'a name and its ":" are on different lines',
      ...place,
      hint: 'write NAME: value on one line; in braces a comma ends each value',
    }
  if ([...between].length > longest)
    return {
      message: 'a name is longer than 1,024 characters',
      ...place,
      hint: 'write ? before it',
    }
  return undefined
}
