// A rule: an option that is indented by mistake. Knows buildout, diagnostics and release.
import { strip, type Section } from '../../buildout/index.js'
import { nearest } from '../../diagnostics/index.js'
import { fileRecipeOf } from '../../release/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { cookbook } from '../known-recipes.js'
import { cookbookRecipe } from '../recipes.js'

/** Options of which no value has a second line. */
const short = /^(?:recipe|url|filename|md5sum|output|mode|port|name|minimum|maximum|ip|bytes)$/

const setting = /^([\w.-]{3,}) *[+-]?=(?!=)/

/** What every recipe may be given. */
const common = ['recipe', 'url', 'filename', 'md5sum', 'output', 'context', 'extensions']

/** A line that is indented belongs to the value above, though it looks like an option of the section. */
export const optionIndented: Rule = function* (context) {
  const reported = new Set<unknown>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name) && !context.inherited.has(name)) continue
    for (const [option, { value, assignment }] of section) {
      if (!assignment || !value.includes('\n') || reported.has(assignment)) continue
      const [first = '', ...others] = value.split('\n')
      if (!short.test(option) || strip(first) === '') continue
      const names = others.map((each) => setting.exec(strip(each))?.[1])
      const lost = names.find((each) => each !== undefined && isOption(each, section, option))
      if (lost === undefined) continue
      reported.add(assignment)
      yield found('option-indented', `${lost} is indented, and so part of ${name}:${option}`, {
        at: context.locate(assignment, lost),
        path: `${name}:${option}`,
        received: lost,
        hint: 'begin the line at the margin',
      })
    }
  }
}

/** Whether a line sets what the recipe of the section reads, or nearly so. */
function isOption(name: string, section: Section, option: string): boolean {
  // A recipe is one word: whatever is below it was meant to be an option.
  if (option === 'recipe') return true
  const known = [...common, ...namesOf(section)]
  return known.includes(name) || (name.length >= 5 && nearest(name, known, 2) !== undefined)
}

function namesOf(section: Section): string[] {
  const entry = cookbookRecipe(section) ?? ''
  const own = Object.hasOwn(cookbook, entry) ? cookbook[entry]! : []
  const ofFile = fileRecipeOf(section)
  return [
    ...section.keys(),
    ...own.flatMap((each) => each.split('|')),
    ...(ofFile ? [...ofFile.inputs, ...ofFile.outputs] : []),
  ]
}
