import type { Rule } from '../context.js'
import { atOption, optionsOf, valueOf } from '../options.js'

/** equeue takes away the last five letters of its lockfile's name, which must be `.lock`. */
export const equeueLockfile: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'equeue', 'lockfile')) {
    const value = valueOf(context, name, 'lockfile', setting)
    if (value.endsWith('.lock') || value.endsWith('}')) continue
    yield {
      ...atOption(context, name, 'lockfile', setting),
      code: 'equeue-lockfile',
      severity: 'error',
      message: `the lockfile of [${name}] does not end in .lock`,
      expected: 'a name that ends in .lock',
      received: value,
    }
  }
}
