// A rule: ports that every import would share. Knows this folder alone.
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, valueOf } from '../options.js'

/** Imports may share an address: what has the same port in each is there in one of them only. */
export const fixedPort: Rule = function* (context) {
  if (!isImport(context)) return
  for (const [name, section] of context.sections) {
    if (!/sshd|takeover|notifier/.test(name) || !context.isUsed(name)) continue
    for (const [option, setting] of section) {
      if (!/^(?:listening-)?port$/.test(option)) continue
      const value = valueOf(context, name, option, setting)
      if (!/^\d+$/.test(value)) continue
      yield found('fixed-port', `every import instance gets the same port from ${name}:${option}`, {
        severity: 'warning',
        ...atOption(context, name, option, setting),
        expected: 'a port from slapos.cookbook:free_port, with a range for each instance number',
        received: value,
      })
    }
  }
}

function isImport({ profile, sections }: Context): boolean {
  if (profile.sections.has('importer')) return true
  for (const section of sections.values())
    if (section.get('recipe')?.value === 'slapos.cookbook:addresiliency') return true
  return false
}
