// Three rules: where references lead, and how they are written. Knows types of buildout, and diagnostics.
import type { Reference, Setting } from '../../buildout/index.js'
import { mayLook } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { lacksRecipe } from '../inherited.js'
import { isClosed, swallowed, unclosed } from '../open.js'
import { atHeader, atSection } from '../options.js'
import { malformed, misled } from '../reference.js'

/** Every reference has a section and an option, and a form that buildout accepts. */
export const references: Rule = function* (context) {
  const reported = new Set<string>()
  for (const [name, options] of context.referring) {
    if (!context.isUsed(name)) continue
    for (const [option, setting] of options) {
      for (const finding of ofSetting(context, name, option, setting)) {
        // A macro's reference is one finding, however many sections inherit it.
        if (reported.has(keyOf(finding))) continue
        reported.add(keyOf(finding))
        yield finding
      }
    }
  }
}

function* ofSetting(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
): Generator<Finding> {
  const { value } = setting
  if (!isClosed(value, context.allReferences(value))) yield* open(context, name, option, setting)
  const seen = new Set<string>()
  for (const reference of context.references(value)) {
    // What stands in it twice is wrong once.
    const text = value.slice(reference.start, reference.end)
    if (seen.has(text)) continue
    seen.add(text)
    for (const each of [reference, ...swallowed(value, reference)]) {
      const finding = check(context, name, option, setting, each)
      if (finding) yield finding
    }
  }
}

function keyOf({ at: { profile, start }, code }: Finding): string {
  return `${profile.file}\0${start}\0${code}`
}

/** References that no brace closes before their line ends: they are text, or run into the next one. */
function* open(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
): Generator<Finding> {
  for (const each of unclosed(setting.value, context.level === 'software-template')) {
    const { text, section, option: wanted, rest } = each
    const isKnown = section === '' || context.sections.has(section) || context.isGiven(section)
    // What a shell or Python means begins with a sign, or ends on its line.
    if (!isKnown && (!/^[a-z]/.test(section + wanted) || rest.includes('}'))) continue
    yield found('reference-open', `${text} is never closed, and stays as text`, {
      ...placeOf(context, name, option, setting, text),
      expected: `${text}}`,
    })
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
  // A fragment of the monitor's sections is part of what has the others.
  const isFragment = !context.isOfRelease && context.isGiven(name) && !context.knowsParts
  if (reference.problem === undefined && isFragment && !context.sections.has(reference.section))
    return undefined
  const wrong =
    reference.problem === undefined
      ? misled(context, name, reference, text, true)
      : malformed(context, reference.problem, text)
  if (!wrong) return undefined
  const asked = reference.section || name
  // What a request would return is missing with its recipe, however many ask for it.
  const header = reference.option.startsWith('connection-') && atHeader(context, asked)
  if (header && wrong.code === 'reference-option' && lacksRecipe(context, asked))
    return found('part-recipe', `[${asked}] is asked for ${reference.option} and has no recipe`, {
      ...header,
      expected: 'recipe = EGG:NAME',
    })
  const isHeirs = wrong.code === 'reference-option' && reference.section === ''
  if (isHeirs && isOfOne(context, option, setting, reference.option))
    return { ...wrong, ...atSection(context, name, option, setting) }
  return { ...wrong, ...placeOf(context, name, option, setting, text) }
}

/** Whether some that inherit a value have what it asks of them: then one that has not is wrong, not the value. */
function isOfOne(context: Context, option: string, setting: Setting, wanted: string): boolean {
  if (!mayLook(context.sections.size)) return false
  for (const [name, section] of context.sections) {
    if (section.get(option)?.assignment !== setting.assignment) continue
    if (section.has(wanted) && context.isUsed(name)) return true
  }
  return false
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
