// A rule: a reference without its dollar. Knows types of buildout.
import type { Assignment, Setting, Step } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { setBy } from '../recipes.js'

/** `{section:option}` where a reference is meant: the section has that option. */
export const referenceDollar: Rule = function* (context) {
  const reported = new Set<string>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const [option, setting] of section) {
      for (const { text, asked, wanted, writer, isLost } of written(setting)) {
        // A script may hold braces of its own, and hardly the name of a section with its option.
        if (option === 'inline' && asked === '') continue
        if (!leads(context, asked || name, wanted)) continue
        const at = context.locate(writer, text)
        const key = `${at.profile.file}:${at.start}`
        if (reported.has(key)) continue
        reported.add(key)
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

const inside = '([\\w.-]*):([\\w.-]+)'
/** `{a:b}`, `%{a:b}`, `$ {a:b}`, `$(a:b)`. */
const bare = new RegExp(
  `(?<![$\\w{#'"])(?:(?:[%#]?|\\$+ +)\\{${inside}\\}(?!\\})|\\$+\\(${inside}\\))`,
  'g',
)

function* written(setting: Setting): Generator<Written> {
  if (!setting.assignment) return
  const { value } = setting
  for (let step: Step | undefined = setting.last; step; step = step.before) {
    const writer = step.assignment
    if (!writer || !step.value.includes(':')) continue
    for (const [text, a, b, c, d] of step.value.matchAll(bare)) {
      const [asked, wanted] = [a ?? c ?? '', b ?? d ?? '']
      yield { text, asked, wanted, writer, isLost: !value.includes(text) }
    }
  }
}

function leads(context: Context, section: string, option: string): boolean {
  const target = context.sections.get(section)
  return target !== undefined && (target.has(option) || setBy(target)?.test(option) === true)
}
