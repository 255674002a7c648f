// A rule: a notification leads to the load. Knows buildout.
import { spaceClass } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption } from '../options.js'

const callbacks = ['notify-callback', 'import-on-notification']
const loads = new RegExp(`(?:^|[{${spaceClass}])(?:import-run|importer):`)

/** Whoever puts another callback in the place of the stack's has it load what came. */
export const importerBypassed: Rule = function* (context) {
  for (const name of callbacks) {
    const setting = context.sections.get(name)?.get('callback-list')
    if (!setting || loads.test(setting.value)) continue
    yield found('importer-bypassed', `the callback of [${name}] does not load what came`, {
      severity: 'warning',
      ...atOption(context, name, 'callback-list', setting),
      expected: '${import-run:wrapper-path}',
      hint: 'a check of your own goes into [post-notification-run]: the load calls it first',
    })
  }
}
