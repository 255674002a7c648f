// A rule: grep for a variable's name. Knows buildout.
import { spaceClass } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'

const greps = new RegExp(`\\bgrep(?: -\\w+)* (\\w+)(?=[${spaceClass}]|$)`, 'g')

/** A script that sets a variable and has grep look for its name never looks for its value. */
export const grepName: Rule = function* (context) {
  for (const { name, option, setting, assignment } of context.settingsWith('grep')) {
    const set = new Set(Array.from(setting.value.matchAll(/^[ \t]*(\w+)=/gm), ([, each]) => each!))
    for (const [command, word] of setting.value.matchAll(greps)) {
      if (!set.has(word!)) continue
      yield found('grep-name', `${name}:${option} makes grep look for the name of a variable`, {
        at: context.locate(assignment, command),
        path: `${name}:${option}`,
        expected: `"$${word!}"`,
        received: word!,
      })
    }
  }
}
