// A rule: a reference without its dollar, or with one too many. Knows release and types of buildout.
import type { Assignment, Setting, Step } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { fileRecipeOf } from '../../release/index.js'
import { found, type Finding } from '../finding.js'
import { setBy } from '../recipes.js'

/** `{section:option}` where a reference is meant: the section has that option. */
export const referenceDollar: Rule = function* (context) {
  yield* doubled(context)
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

/** Two dollars where a path is meant: nothing takes one away, and there is no such folder. */
function* doubled(context: Context): Generator<Finding> {
  if (context.level !== 'plain' || !context.isOfRelease) return
  const reported = new Set<Assignment>()
  for (const [name, section] of context.sections) {
    const recipe = fileRecipeOf(section)
    if (!recipe || !context.isUsed(name)) continue
    for (const option of [...recipe.inputs, ...recipe.outputs, 'location']) {
      const { value = '', assignment } = section.get(option) ?? {}
      const reference = context.allReferences(value).find((each) => each.escaped)
      if (!reference || !assignment || value.includes('\n') || reported.has(assignment)) continue
      reported.add(assignment)
      const text = value.slice(reference.start, reference.end)
      yield found(
        'reference-dollar',
        `${text} stays as text: this recipe does not turn two dollars into one`,
        {
          at: context.locate(assignment, text),
          path: `${name}:${option}`,
          received: text,
          hint: `write ${text.slice(1)}`,
        },
      )
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

/** What all that {@link bare} finds has: a brace without its dollar, or a bracket with one. */
const mayBeBare = /(?:^|[^$])\{|\$\(/

function* written(setting: Setting): Generator<Written> {
  if (!setting.assignment) return
  const { value } = setting
  for (const step of writtenSteps(setting.last)) {
    const writer = step.assignment
    if (!writer || !mayBeBare.test(step.value)) continue
    for (const [text, a, b, c, d] of step.value.matchAll(bare)) {
      const [asked, wanted] = [a ?? c ?? '', b ?? d ?? '']
      yield { text, asked, wanted, writer, isLost: !value.includes(text) }
    }
  }
}

/** The steps at which each value of an option was written, each once: a profile may extend another a thousand times. */
function* writtenSteps(last: Step): Generator<Step> {
  const seen = new Set<Step>()
  for (let each: Step | undefined = last; each; each = each.before)
    for (let step: Step | undefined = each; step && !seen.has(step);) {
      seen.add(step)
      if (!step.taken) yield step
      const goesOn: boolean = step.operation !== 'SET' && step.operation !== 'OVERRIDE'
      step = step.taken ?? (goesOn ? step.before : undefined)
    }
}

function leads(context: Context, section: string, option: string): boolean {
  const target = context.sections.get(section)
  return target !== undefined && (target.has(option) || setBy(target)?.test(option) === true)
}
