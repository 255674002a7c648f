import type { Rule } from '../context.js'
import { valueOf } from '../options.js'

/** An ssh URL has one slash before its path: rdiff-backup 2.2 and later refuse two. */
export const sshUrlSlash: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    for (const [option, setting] of section) {
      if (!setting.value.includes('ssh://') || !setting.assignment || !context.isUsed(name))
        continue
      const value = valueOf(context, name, option, setting)
      const doubled = /ssh:\/\/[^\s/]*\/\//.exec(value)
      if (!doubled) continue
      const { profile, start, end } = setting.assignment
      yield {
        at: { profile, start, end },
        code: 'ssh-url-slash',
        severity: 'error',
        message: `the URL in ${name}:${option} has two slashes before its path`,
        path: `${name}:${option}`,
        received: doubled[0],
        hint: 'an absolute path brings its own slash',
      }
    }
  }
}
