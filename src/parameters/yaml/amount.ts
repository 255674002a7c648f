// How much a YAML text holds, by its tokens alone: the parser takes seconds and gigabytes for more. Knows
// nothing of the house.
import { CST, Lexer } from 'yaml'

/** What a text surely has too much of, and where: whoever reads it well may find so later. */
export interface Excess {
  what: 'values' | 'levels'
  offset: number
}

/** The tokens of which each is a value of its own. */
const values = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind', 'flow-start'])
/** The tokens of which every other one may be a name. */
const scalars = new Set(['alias', 'scalar', 'single-quoted-scalar', 'double-quoted-scalar'])

/** What a text surely has more of than it may; undefined where it may be read. */
export function excessIn(text: string, mostValues: number, mostLevels: number): Excess | undefined {
  // A value takes a character, and few levels are nothing to the parser.
  if (text.length < mostValues) return undefined
  const counts = new Map<string, number>()
  let [offset, flows, inLine] = [0, 0, 0]
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    const type: string | null = isScalar ? null : CST.tokenType(token)
    isScalar = type === 'scalar'
    const isFlow = type === 'flow-seq-start' || type === 'flow-map-start'
    if (isFlow) flows++
    if (type === 'flow-seq-end' || type === 'flow-map-end') flows--
    if (type === 'newline') inLine = 0
    if (flows === 0 && (type === 'seq-item-ind' || type === 'explicit-key-ind')) inLine++
    if (flows > mostLevels + 1 || inLine > mostLevels + 1) return { what: 'levels', offset }
    const kind = isFlow ? 'flow-start' : scalars.has(type ?? '') ? 'scalar' : type
    if (kind === 'scalar' || values.has(kind ?? '')) {
      const count = (counts.get(kind!) ?? 0) + 1
      if (count > (kind === 'scalar' ? 2 * mostValues : mostValues))
        return { what: 'values', offset }
      counts.set(kind!, count)
    }
    if (!/^[\x02\x18\x1f]$/.test(token)) offset += token.length
  }
  return undefined
}
