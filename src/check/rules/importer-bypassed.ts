// A rule: a notification leads to the load. Knows this folder alone.
import { cut } from '../chains.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption } from '../options.js'

/** Whoever puts another program in the place of the stack's has it load what came. */
export const importerBypassed: Rule = function* (context) {
  for (const { section, option, setting, lost, expected } of cut(context, 'load')) {
    yield found('importer-bypassed', lost, {
      severity: 'warning',
      ...atOption(context, section, option, setting),
      expected: option === 'callback-list' ? '${import-run:wrapper-path}' : expected,
      hint: /^(?:callback-list|command-line|inline|install|update|init)$/.test(option)
        ? 'a check of your own goes into [post-notification-run]: the load calls it first'
        : `leave [${section}] as the stack has it`,
    })
  }
}
