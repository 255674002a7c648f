// A value of instance parameters as the text that a node makes of it. Knows diagnostics and python.
import { described, fail } from '../diagnostics/index.js'
import { NoLiteral, pythonText } from '../python/literal.js'

/** A parameter's value as Python prints it; throws `bad-value`, naming it, for what JSON cannot hold. */
export function printedText(name: string, value: unknown): string {
  try {
    return pythonText(value)
  } catch (error) {
    if (!(error instanceof NoLiteral)) throw error
    return fail('bad-value', `JSON cannot hold the value of the parameter "${name}"`, {
      path: name,
      expected: jsonValues,
      received: described(value),
    })
  }
}

/** What JSON can hold, for a finding. */
export const jsonValues = 'text, a number, true, false, null, or lists and objects of them'
