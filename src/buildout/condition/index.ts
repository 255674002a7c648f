import { evaluate } from './evaluate.js'
import { parseExpression } from './parse.js'
import { globals, type Platform } from './platform.js'
import { Refusal, truth, Tuple, unknown, type Value } from './values.js'

export { Refusal } from './values.js'
export { defaultPlatform, type Platform } from './platform.js'

/** What a section's condition comes to. */
export interface Decision {
  holds: boolean
  /** Parts that only the node can answer, each once; they count as false. */
  untold: string[]
}

const named = new WeakMap<Platform, Map<string, Value>>()

/**
 * Whether the condition of `[name:expression]` holds on a platform. Like the engine it evaluates
 * `[expression]` and takes the first item, with `\x23` and `\x3b` for `#` and `;`.
 * Throws {@link Refusal} with what Python would not accept.
 */
export function decide(expression: string, platform: Platform): Decision {
  let names = named.get(platform)
  if (!names) named.set(platform, (names = globals(platform)))
  const source = `[${expression.replaceAll('\\x23', '#').replaceAll('\\x3b', ';')}]`
  const untold = new Set<string>()
  const value = evaluate(parseExpression(source), names, (what) => untold.add(what))
  if (value === unknown) return { holds: false, untold: [...untold] }
  if (!(value instanceof Tuple)) throw new Refusal('its brackets do not match')
  const [first] = value.items
  if (first === undefined) throw new Refusal('it is empty')
  return { holds: truth(first), untold: [...untold] }
}
