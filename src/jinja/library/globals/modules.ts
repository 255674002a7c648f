// The modules that a section's context can import. Knows Python's modules and diagnostics.
import { fail, nearest } from '../../../diagnostics/index.js'
import { json, type Module, parse, urllib } from '../../../python/index.js'

/** The modules that a section's context can import here (`import NAME MODULE`), by their names. */
const modules: ReadonlyMap<string, Module> = new Map([
  ['json', json],
  ['urllib', urllib],
  ['urllib.parse', parse],
  ['six.moves.urllib.parse', parse],
])

/** Whether a section's context can import a module here. */
export function isModule(name: string): boolean {
  return modules.has(name)
}

/** One of Python's modules; throws `template-import` where it is not known here. */
export function importModule(name: string): Module {
  const known = [...modules.keys()]
  const near = nearest(name, known)
  const hint =
    near === undefined ? `the modules known here are ${known.join(', ')}` : `did you mean ${near}?`
  return (
    modules.get(name) ?? fail('template-import', `the module ${name} is not known here`, { hint })
  )
}
