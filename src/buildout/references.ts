// The references, ${section:option}, of a value. Knows python.
import { closing, opening } from '../python/index.js'

/** A `${section:option}` in a text. */
export interface Reference {
  /** Empty for `${:option}`: the section in which it stands. */
  section: string
  option: string
  /** Where it begins and ends in the text. */
  start: number
  end: number
  /** `$${…}`: it is for the instance level, and stays a reference. */
  escaped: boolean
  /** What makes it no reference for the engine. */
  problem?: string
}

/**
 * Every reference of a value, as zc.buildout finds them: `$$` is taken out first, then `${` up to the
 * next `}`. A `${` that no brace closes is text.
 */
export function references(text: string): Reference[] {
  const found: Reference[] = []
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    const escaped = text[at + 1] === '$'
    const open = escaped ? at + 2 : at + 1
    if (text[open] !== '{') {
      at = open
      continue
    }
    const close = text.indexOf('}', open)
    if (close < 0) break
    const inside = text.slice(open + 1, close)
    if (inside.includes('$$')) {
      at = open
      continue
    }
    const [section = '', option = '', ...more] = inside.split(':', 4)
    const reference: Reference = { section, option, start: at, end: close + 1, escaped }
    const problem = problemOf(inside, section, option, more.length > 0)
    found.push(problem === undefined ? reference : { ...reference, problem })
    at = close + 1
  }
  return found
}

/** What an unknown printed may be of a name. */
const simple = new RegExp(`^(?:[-\\w .]|${opening}[-\\w.()]*${closing})+$`)

function problemOf(
  inside: string,
  section: string,
  option: string,
  more: boolean,
): string | undefined {
  if (!inside.includes(':')) return 'it has no colon'
  if (more) return 'it has more than one colon'
  if (section !== '' && !simple.test(section))
    return 'the section has a character that no reference can hold'
  return simple.test(option) ? undefined : 'the option has a character that no reference can hold'
}
