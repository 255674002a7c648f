// A value of instance parameters as the text that a node makes of it. Knows diagnostics and python.
import {
  atMost,
  described,
  failWith,
  finding,
  pastMost,
  unfitIn,
  type Diagnostic,
  type Unfit,
} from '../diagnostics/index.js'
import { pythonText } from '../python/literal.js'

/** A parameter's value as Python prints it; throws `bad-value`, naming it, for what JSON cannot hold. */
export function printedText(name: string, value: unknown): string {
  const unfit = unfitIn(name, value)
  if (unfit) failWith([unfitValue(name, unfit)])
  return pythonText(value)
}

/** `bad-value`, for a parameter of which JSON cannot hold a part, or a node. */
export function unfitValue(name: string, unfit: Unfit): Diagnostic {
  const shown = JSON.stringify(name)
  if (unfit.limit !== undefined) {
    const message = `the parameter ${shown} has ${pastMost[unfit.limit]}`
    return finding('bad-value', message, { path: name, expected: atMost[unfit.limit] })
  }
  const { path, value, expected, received } = unfit
  return finding('bad-value', `JSON cannot hold the value of the parameter ${shown}`, {
    path,
    expected,
    received: received ?? (Object.is(value, -0) ? '-0' : described(value)),
  })
}
