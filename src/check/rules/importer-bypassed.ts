// A rule: a notification leads to the load. Knows this folder alone.
import { cut, loading } from '../chains.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption } from '../options.js'

/** Whoever puts another program in the place of the stack's has it load what came. */
export const importerBypassed: Rule = function* (context) {
  for (const { section, option, lost } of cut(context, loading)) {
    yield found('importer-bypassed', lost, {
      severity: 'warning',
      ...atOption(context, section, option, context.sections.get(section)!.get(option)!),
      expected: option === 'callback-list' ? '${import-run:wrapper-path}' : '${importer:wrapper}',
      hint: 'a check of your own goes into [post-notification-run]: the load calls it first',
    })
  }
}
