// Whether a section's condition holds. Knows the evaluation and Python's errors.
import { withLimits } from '../../python/budget.js'
import { LimitError, PyError, Unsupported } from '../../python/errors.js'
import { truth } from '../../python/iterate.js'
import type { Value } from '../../python/object.js'
import { evaluate } from './evaluate.js'
import { marked } from './marker.js'
import { parseExpression, type Expression } from './parse.js'
import { globals, type Platform } from './platform.js'
import { Refusal } from './refusal.js'
import { itemsOf, unresolved } from './unresolved.js'

export { Refusal } from './refusal.js'
export { defaultPlatform, platformShape, type Platform } from './platform.js'

/** What a section's condition comes to. */
export interface Decision {
  /** Undefined where only the node can tell. */
  holds: boolean | undefined
  /** Parts that only the node can answer, each once. */
  unresolved: string[]
}

const named = new WeakMap<Platform, Map<string, Value>>()

/**
 * Whether the condition of `[name:expression]` holds on a platform. Like the engine it tries a marker
 * first (zc.buildout 3), then evaluates `[expression]` and takes the first item, with `\x23` and `\x3b` for `#` and `;`.
 * Throws {@link Refusal} with what Python would not accept.
 */
export function decide(expression: string, platform: Platform): Decision {
  let names = named.get(platform)
  if (!names) named.set(platform, (names = globals(platform)))
  const unescaped = expression.replaceAll('\\x23', '#').replaceAll('\\x3b', ';')
  const marker = platform.buildout === 2 ? undefined : marked(unescaped, platform)
  if (marker) return marker
  const source = `[${unescaped}]`
  const asked = new Set<string>()
  const tree = readable(source)
  if (!tree) return { holds: undefined, unresolved: ['a part that is not read here'] }
  const ask = (what: string): void => void asked.add(what)
  const value = refusing(() => evaluate(tree, names, ask), ask)
  if (value === unresolved) return { holds: undefined, unresolved: [...asked] }
  const items = itemsOf(value)
  if (!items) throw new Refusal('its brackets do not match')
  const [first] = items
  if (first === undefined) throw new Refusal('it is empty')
  return { holds: first === unresolved ? undefined : truth(first), unresolved: [...asked] }
}

/** Python that is not read here: functions without a name, names set on the way, texts with values in them, bytes. */
const unread = /\blambda\b|:=|\b[bBfF][rR]?["']|\b[rR][bBfF]["']|\bawait\b|\byield\b/

/** The expression; undefined where it may be one that is not read here. */
function readable(source: string): Expression | undefined {
  try {
    return parseExpression(source)
  } catch (error) {
    if (error instanceof Refusal && unread.test(source)) return undefined
    throw error
  }
}

/** What a condition may cost: numbers of some thousand digits, and no loops. */
const limits = { steps: 100_000, size: 1 << 16 }

/** What an evaluation gives, with Python's errors as refusals; unresolved where it needs what is not built. */
function refusing(run: () => Value, ask: (what: string) => void): Value {
  try {
    return withLimits(limits, run)
  } catch (error) {
    if (error instanceof Unsupported) {
      ask(error.message)
      return unresolved
    }
    if (error instanceof PyError) throw new Refusal(error.message)
    if (error instanceof LimitError) throw new Refusal('a value in it is too large')
    throw error
  }
}
