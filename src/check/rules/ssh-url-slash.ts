// A rule: the slashes of an ssh URL. Knows buildout.
import { spaceClass } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { beginnings, valueOf } from '../options.js'

const host = `ssh://[^${spaceClass}/]*/`
const doubledSlash = new RegExp(`${host}/`)
const beforeReference = new RegExp(`${host}(\\$.*)`)

/** An ssh URL has one slash before its path: rdiff-backup 2.2 and later refuse two, older ones take them. */
export const sshUrlSlash: Rule = function* (context) {
  for (const { name, option, setting, assignment } of context.settingsWith('ssh://')) {
    const value = valueOf(context, name, option, setting)
    const doubled = doubledSlash.exec(value)?.[0] ?? beforePath(context, name, setting.value)
    if (doubled === undefined) continue
    const { profile, start, end } = assignment
    yield found('ssh-url-slash', `the URL in ${name}:${option} has two slashes before its path`, {
      // Which version reads it, a release may say.
      severity: 'info',
      at: { profile, start, end },
      path: `${name}:${option}`,
      received: doubled,
      hint: 'an absolute path brings its own slash',
    })
  }
}

/** A URL with a slash before a reference to an absolute path. */
function beforePath(context: Context, name: string, value: string): string | undefined {
  const url = beforeReference.exec(value)
  if (!url) return undefined
  for (const text of beginnings(context, name, url[1]!))
    if (/^(?:\/|\$?\$\{buildout:directory\})/.test(text)) return url[0]
  return undefined
}
