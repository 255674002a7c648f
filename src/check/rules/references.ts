// Three rules: where references lead, and how they are written. Knows diagnostics and buildout.
import type { Reference, Setting } from '../../buildout/index.js'
import { shortened } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { nodeSections } from '../given.js'
import { isRequest, mayHave, returnedBy } from '../recipes.js'
import { remedyOf } from '../root.js'

/** Every reference has a section and an option, and a form that buildout accepts. */
export const references: Rule = function* (context) {
  const told = new Set<string>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const [option, setting] of section) {
      for (const reference of context.references(setting.value)) {
        const finding = check(context, name, option, setting, reference)
        if (!finding) continue
        // A macro's reference is one finding, however many sections inherit it.
        const { profile, start } = finding.at
        const key = `${profile.file}\0${start}\0${finding.code}`
        if (told.has(key)) continue
        told.add(key)
        yield finding
      }
    }
  }
}

function check(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
  reference: Reference,
): Finding | undefined {
  const text = setting.value.slice(reference.start, reference.end)
  if (reference.problem !== undefined)
    return malformed(context, name, option, setting, reference, text)
  const asked = reference.section || name
  const target = context.sections.get(asked)
  if (!target) {
    if (
      !context.complete ||
      context.isGiven(asked) ||
      context.isGiven(name) ||
      asked === 'buildout'
    )
      return undefined
    return found('reference-section', `${text} refers to [${asked}], which no profile has`, {
      ...placeOf(context, name, option, setting, text),
      hint: context.near(asked, context.sections) ?? remedyOf(asked, undefined),
    })
  }
  if (target.has(reference.option) || mayHave(target, reference.option)) return undefined
  const returned = isRequest(target) && reference.option.startsWith('connection-')
  if (!returned && !isWhole(context, asked)) return undefined
  if (returned && !context.complete && !target.has('return')) return undefined
  const names = [
    ...target.keys(),
    ...(returned ? returnedBy(target)! : []).map((each) => `connection-${each}`),
  ]
  const connection = reference.option.slice('connection-'.length)
  return found('reference-option', `${text} refers to an option that [${asked}] does not have`, {
    ...placeOf(context, name, option, setting, text),
    expected: returned ? `${connection} in the return of [${asked}]` : undefined,
    hint: context.near(reference.option, names),
  })
}

/** Whether all options of a section can be known. */
function isWhole(context: Context, section: string): boolean {
  if (!context.complete || context.resolved.incomplete.has(section)) return false
  if (nodeSections.has(section)) return false
  // A profile adds options to the sections of the monitor's template.
  return !context.isGiven(section) || context.sections.get(section)!.has('recipe')
}

function malformed(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
  { problem }: Reference,
  text: string,
): Finding | undefined {
  // What Jinja2 fills in, or a shell's own ${…} in a template, is not for buildout to read.
  if (context.level !== 'plain' || /[{}]/.test(text.slice(text.indexOf('{') + 1, -1)))
    return undefined
  return found('reference-syntax', `buildout refuses ${shortened(text)}: ${problem}`, {
    ...placeOf(context, name, option, setting, text),
    expected: '${section:option}',
    hint: 'write $${ where a dollar and a brace are meant',
  })
}

function placeOf(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
  text: string,
): Pick<Finding, 'at' | 'path'> {
  const writer = context.writerOf(setting, text)
  const { profile } = context
  const at = writer ? context.locate(writer, text) : { profile, start: 0, end: 0 }
  return { at, path: `${name}:${option}` }
}
