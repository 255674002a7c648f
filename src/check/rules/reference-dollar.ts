// A rule: a reference without its dollar. Knows types of buildout.
import type { Assignment, Setting, Step } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'

/** `{section:option}` where a reference is meant: the section has that option. */
export const referenceDollar: Rule = function* (context) {
  const told = new Set<string>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const [option, setting] of section) {
      if (option === 'inline') continue
      for (const { text, asked, wanted, writer, isLost } of written(setting)) {
        if (!leads(context, asked || name, wanted)) continue
        const at = context.locate(writer, text)
        const key = `${at.profile.file}:${at.start}`
        if (told.has(key)) continue
        told.add(key)
        yield found('reference-dollar', `${text} stays as text: a reference begins with a dollar`, {
          severity: isLost ? 'info' : 'warning',
          at,
          path: `${name}:${option}`,
          received: text,
          hint: `write \${${asked}:${wanted}}`,
        })
      }
    }
  }
}

interface Written {
  text: string
  asked: string
  wanted: string
  writer: Assignment
  /** Whether another file has put something else in its place. */
  isLost: boolean
}

const bare = /(?<![$\w{#'"])[%#]?\{([\w.-]*):([\w.-]+)\}(?!\})/g

function* written(setting: Setting): Generator<Written> {
  if (!setting.assignment) return
  const { value } = setting
  for (let step: Step | undefined = setting.last; step; step = step.before) {
    const writer = step.assignment
    if (!writer || !step.value.includes(':')) continue
    for (const [text, asked = '', wanted = ''] of step.value.matchAll(bare))
      yield { text, asked, wanted, writer, isLost: !value.includes(text) }
  }
}

function leads(context: Context, section: string, option: string): boolean {
  return context.sections.get(section)?.has(option) === true
}
