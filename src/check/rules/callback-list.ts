import type { Rule } from '../context.js'
import { atOption, optionsOf } from '../options.js'

/** A notification has one callback: of a list the notifier finds only the last one. */
export const callbackList: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'notifier.callback', 'callback-list')) {
    const callbacks = setting.value.split('\n').filter((line) => line.trim() !== '')
    if (callbacks.length < 2) continue
    yield {
      ...atOption(context, name, 'callback-list', setting),
      code: 'callback-list',
      severity: 'error',
      message: `[${name}] has ${callbacks.length} callbacks, of which the notifier finds only the last`,
      expected: 'one callback',
      hint: 'give one script that runs them in turn',
    }
  }
}
