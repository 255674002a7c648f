// A rule: the URLs of notify. Knows this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, optionsOf } from '../options.js'

/** `notify` is split at single spaces: two in a row make an empty URL, a line break a broken one. */
export const notifySpaces: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'notifier.notify', 'notify')) {
    if (!/ {2}|[\t\n]/.test(setting.value)) continue
    yield found(
      'notify-spaces',
      `the notify of [${name}] has more than one space between two URLs`,
      {
        ...atOption(context, name, 'notify', setting),
        expected: 'URLs on one line, with one space between two of them',
      },
    )
  }
}
