// A rule: the lockfile of equeue. Knows this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, optionsOf, valueOf } from '../options.js'

/** equeue takes away the last five letters of its lockfile's name, which must be `.lock`. */
export const equeueLockfile: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'equeue', 'lockfile')) {
    const value = valueOf(context, name, 'lockfile', setting)
    if (value.endsWith('.lock') || value.endsWith('}')) continue
    yield found('equeue-lockfile', `the lockfile of [${name}] does not end in .lock`, {
      ...atOption(context, name, 'lockfile', setting),
      expected: 'a name that ends in .lock',
      received: value,
    })
  }
}
