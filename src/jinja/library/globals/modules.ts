// The modules that a section's context can import. Knows Python's modules and diagnostics.
import { fail, nearest } from '../../../diagnostics/index.js'
import { json, type Module, parse } from '../../../python/index.js'
import { Fault } from '../../fault.js'

/** The modules that a section's context can import here (`import NAME MODULE`), by their names. */
const modules: ReadonlyMap<string, Module> = new Map([
  ['json', json],
  ['urllib.parse', parse],
  ['six.moves.urllib.parse', parse],
])

/** Throws a finding of `template-import` for a module that is not known here. */
export function checkModule(name: unknown): void {
  try {
    importModule(String(name))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, message, hint } = error
    fail(code, message, typeof hint === 'string' ? { hint } : {})
  }
}

/** One of Python's modules; throws a Fault of `template-import` where it is not known here. */
export function importModule(name: string): Module {
  const found = modules.get(name)
  if (found) return found
  const near = nearest(name, modules.keys())
  const known = [...modules.keys()]
  throw new Fault(
    'template-import',
    `the module ${name} is not known here`,
    near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`,
  )
}
