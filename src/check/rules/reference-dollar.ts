// A rule: a reference without its dollar. Knows this folder alone.
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'

/** `{section:option}` where a reference is meant: the section has that option. */
export const referenceDollar: Rule = function* (context) {
  const told = new Set<string>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const [option, setting] of section) {
      if (!setting.value.includes(':') || !setting.assignment || option === 'inline') continue
      for (const match of setting.value.matchAll(
        /(?<![$\w{#'"])[%#]?\{([\w.-]*):([\w.-]+)\}(?!\})/g,
      )) {
        const [text, asked = '', wanted = ''] = match
        if (!leads(context, asked || name, wanted)) continue
        const at = context.locate(setting.assignment, text)
        const key = `${at.profile.file}:${at.start}`
        if (told.has(key)) continue
        told.add(key)
        yield found('reference-dollar', `${text} stays as text: a reference begins with a dollar`, {
          severity: 'warning',
          at,
          path: `${name}:${option}`,
          received: text,
          hint: `write \${${asked}:${wanted}}`,
        })
      }
    }
  }
}

function leads(context: Context, section: string, option: string): boolean {
  return context.sections.get(section)?.has(option) === true
}
