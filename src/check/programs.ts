// What a section runs, where it writes that, and what a value comes to. Knows buildout and python.
import { strip, words, type Section } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'
import type { Context } from './context.js'
import { filesWrittenBy } from './written.js'

const template = ['inline', 'url', 'template', 'input', 'context']

/** What a recipe makes a program of; where it writes that is in written.ts. */
const makings: Readonly<Record<string, readonly string[]>> = {
  'slapos.cookbook:wrapper': ['command-line'],
  'slapos.cookbook:notifier.notify': ['executable'],
  'slapos.recipe.template': template,
  'slapos.recipe.template:jinja2': template,
  'collective.recipe.template': template,
  'slapos.recipe.build': ['install', 'update', 'init', 'script'],
  'plone.recipe.command': ['command', 'update-command'],
  'cns.recipe.symlink': ['symlink', 'symlink_base'],
}

/** Recipes that run what they make, or leave it to their script where it lies. */
const placeless = /^(?:slapos\.recipe\.build|plone\.recipe\.command|cns\.recipe\.symlink)$/

/** Options that only say where something is, not what runs. */
const places = /^(?:wrapper-path|output|recipe|name|ip|pid-?file|log|[\w-]*-directory)$/

export function recipeOf(section: ReadonlyMap<string, { value: string }> | undefined): string {
  return strip(section?.get('recipe')?.value ?? '')
}

function makingOf(section: Section | undefined): readonly string[] | undefined {
  const recipe = recipeOf(section)
  return Object.hasOwn(makings, recipe) ? makings[recipe] : undefined
}

/** Whether the recipe of a section writes a program, or runs one. */
export function isProgram(section: Section | undefined): boolean {
  return makingOf(section) !== undefined
}

/** The options that a section runs; what another recipe left behind runs nothing. */
export function runningOptions(section: Section): string[] {
  const from = makingOf(section)
  return [...section.keys()].filter((option) => from?.includes(option) ?? !places.test(option))
}

/** Whether a program stands in a file of which it is not known what it refers to. */
function isElsewhere(context: Context, section: Section): boolean {
  return !context.isOfRelease && ['url', 'template'].some((option) => section.has(option))
}

/** Whether a section's program comes to one of some sections, or may. */
export function runs(context: Context, name: string, targets: readonly string[]): boolean {
  const section = context.sections.get(name)!
  if (isElsewhere(context, section)) return true
  const values = runningOptions(section).map((option) => section.get(option)!.value)
  return reads(context, name, targets) || comesTo(context, name, values, targets)
}

function reads(context: Context, name: string, targets: readonly string[]): boolean {
  return [...context.reads(name)].some((each) => targets.includes(each))
}

/** Whether values come to one of some sections, by themselves or by the sections that they run, or may. */
export function comesTo(
  context: Context,
  section: string,
  values: readonly string[],
  targets: readonly string[],
): boolean {
  const seen = new Set([section])
  // What is not known counts where it is the program, not where a program is told of it.
  const open = values.map((value) => ({ section, value, counts: true }))
  for (const { section: from, value, counts } of open) {
    if (counts && holdsUnknown(value)) return true
    const isWhole = counts && /^\$\$?\{[^{}]*\}$/.test(strip(value))
    for (const { section: of, option } of leadsOf(context, from, value)) {
      if (targets.includes(of) || targets.includes(`${of}:${option}`)) return true
      if (open.length > 200) continue
      const options = context.sections.get(of)
      if (!options || (of !== from && seen.has(of))) continue
      if (of === from || !isRun(options)) {
        const own = options.get(option)?.value
        if (own !== undefined) open.push({ section: of, value: own, counts: isWhole })
        continue
      }
      seen.add(of)
      if (isElsewhere(context, options) || reads(context, of, targets)) return true
      for (const each of runningOptions(options)) {
        const { value: text } = options.get(each)!
        open.push({ section: of, value: text, counts: words(text).length === 1 })
      }
    }
  }
  return false
}

/** Whether a section is more than values that others read. */
function isRun(section: Section): boolean {
  const recipe = recipeOf(section)
  return recipe !== '' && !/^slapos\.cookbook:(?:mkdirectory|free_port|userinfo)$/.test(recipe)
}

/** What a value refers to, by references or as lines of a template's context. */
function* leadsOf(
  context: Context,
  from: string,
  value: string,
): Iterable<{ section: string; option: string }> {
  for (const { section, option } of context.references(value))
    yield { section: section || from, option }
  for (const line of value.split('\n')) {
    const [kind, , what] = words(line)
    const [section, option = ''] = what?.split(':') ?? []
    if (kind === 'key' || kind === 'section') yield { section: section || from, option }
  }
}

/** A value with every reference replaced that profiles tell; what they do not tell stays as it is written. */
export function expanded(context: Context, section: string, value: string, depth = 20): string {
  let made = ''
  let at = 0
  for (const { section: of, option, start, end } of context.references(value)) {
    const name = of || section
    const found = context.sections.get(name)?.get(option)?.value
    const text =
      found === undefined || depth === 0
        ? `\${${name}:${option}}`
        : expanded(context, name, found, depth - 1)
    made += value.slice(at, start) + text
    at = end
  }
  return strip(made + value.slice(at))
}

/** Whether a section writes a program where others call it, as far as its recipe tells. */
export function isProgramAt(context: Context, name: string, called: string): boolean {
  const section = context.sections.get(name)!
  const recipe = recipeOf(section)
  if (makingOf(section) && !placeless.test(recipe)) {
    const [path] = filesWrittenBy(section)
    return path === undefined || isSame(context, name, path, name, called)
  }
  if (recipe !== 'slapos.recipe.build') return true
  const script = runningOptions(section)
    .map((option) => section.get(option)!.value)
    .join('\n')
  if (script.includes(called) || /options|self|\$\{/.test(script)) return true
  return /\blocation\b/.test(script) && isSame(context, name, 'location', name, called)
}

/** Whether two options come to the same text, or may. */
export function isSame(
  context: Context,
  name: string,
  option: string,
  other: string,
  otherOption: string,
): boolean {
  const [one, two] = [
    context.sections.get(name)?.get(option),
    context.sections.get(other)?.get(otherOption),
  ]
  if (!one || !two) return !two
  const [a, b] = [expanded(context, name, one.value), expanded(context, other, two.value)]
  return a === b || holdsUnknown(a) || holdsUnknown(b)
}
