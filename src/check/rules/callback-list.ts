// A rule: one callback for a notification. Knows buildout.
import { strip } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, optionsOf } from '../options.js'

/** A notification has one callback: of a list the notifier finds only the last one. */
export const callbackList: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'notifier.callback', 'callback-list')) {
    const callbacks = setting.value.split('\n').filter((line) => strip(line) !== '')
    if (callbacks.length < 2) continue
    yield found(
      'callback-list',
      `[${name}] has ${callbacks.length} callbacks, but the notifier finds only the last one`,
      {
        ...atOption(context, name, 'callback-list', setting),
        expected: 'one callback',
        hint: 'give one script that runs them in turn',
      },
    )
  }
}
