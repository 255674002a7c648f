// A rule: the host of a URL. Knows buildout.
import { spaceClass } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, beginnings } from '../options.js'

const bracketed = new RegExp(`\\w://[^${spaceClass}/[\\]]*\\[([^${spaceClass}[\\]]+)\\]`, 'g')

/** The brackets of `http://[host]:port` are for IPv6: around an IPv4 host they make no URL. */
export const urlIpv4: Rule = function* (context) {
  for (const { name, option, setting, assignment } of context.settingsWith('://')) {
    for (const [url, host] of setting.value.matchAll(bracketed)) {
      if (!isIpv4(context, name, host!)) continue
      yield found('url-ipv4', `the URL in ${name}:${option} has an IPv4 host in brackets`, {
        ...atOption(context, name, option, setting),
        at: context.locate(assignment, url.slice(1)),
        expected: 'an IPv6 host',
        received: host!,
      })
    }
  }
}

/** Whether a host is an IPv4 address, or leads to an option that is named for one. */
function isIpv4(context: Context, name: string, host: string): boolean {
  for (const text of beginnings(context, name, host))
    if (/^(?:\d+(?:\.\d+){3}|\$?\$\{[^{}:]*:[^{}:]*ipv4[^{}:]*\})$/.test(text)) return true
  return false
}
