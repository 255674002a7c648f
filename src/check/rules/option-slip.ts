// A rule: a name near to one that a recipe reads. Knows diagnostics, python, release and types of
// buildout.
import type { Section } from '../../buildout/index.js'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import { Kept } from '../../python/kept.js'
import { contextLines } from '../../release/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { demandsOf, promisePlugins, readBy } from '../known-options.js'
import { recipeOf } from '../programs.js'
import { nameMeant } from '../slips.js'

/** The recipes to which an option `config-NAME` is one of their own. */
const configured = /^slapos\.cookbook:(?:promise\.plugin|request(?:optional)?(?:\.serialised)?)$/

/** A recipe leaves out an option of which it knows another name, and says nothing. */
export const optionSlip: Rule = function* (context) {
  const reported = new Set<unknown>()
  for (const [name, section] of context.sections) {
    const recipe = recipeOf(section)
    const read = readBy(recipe)
    if (!read || !context.reached.has(name)) continue
    const asked = demandsOf(section, recipe).flat()
    const all = [...read, ...asked]
    for (const [option, { assignment, value }] of section) {
      if (!assignment || reported.has(assignment)) continue
      const { profile, start, nameEnd } = assignment
      const ofOption = {
        severity: 'warning',
        at: { profile, start, end: nameEnd },
        path: `${name}:${option}`,
        received: option,
      } as const
      const unread = `nothing reads ${option} of [${name}]`
      if (option === 'promise' && recipe === 'slapos.cookbook:promise.plugin') {
        const near = pluginNear(value)
        if (near === undefined) continue
        yield found('option-slip', `slapos.toolbox has no promise ${value}`, {
          at: context.locate(assignment, value),
          path: ofOption.path,
          received: value,
          hint: didYouMean(near),
        })
      } else if (recipe === 'slapos.recipe.template' && ofJinja2.has(option)) {
        yield found('option-slip', `${unread}: slapos.recipe.template:jinja2 does`, {
          ...ofOption,
          hint: 'write recipe = slapos.recipe.template:jinja2',
        })
      } else {
        const near =
          optionNear(option, recipe, all, section) ?? defaultNear(name, option, all, section)
        // What a recipe asks for and has not is reported as that, where all is known that it is given.
        if (near === undefined || (context.complete && asked.includes(near))) continue
        if (isReadElsewhere(context, name, option)) continue
        yield found(
          'option-slip',
          `${unread}: ${all.includes(near) ? recipe : 'what it inherits'} reads ${near}`,
          {
            ...ofOption,
            about: { section: name, options: [near], near: option },
            hint: didYouMean(near),
          },
        )
      }
      reported.add(assignment)
    }
  }
}

function pluginNear(value: string): string | undefined {
  return promisePlugins.includes(value) ? undefined : nearest(value, promisePlugins, 2)
}

/** What slapos.recipe.template leaves to its entry point for Jinja2. */
const ofJinja2 = new Set(['context', 'extensions', 'import-list'])

/** What an option that a recipe does not read may be meant for; undefined where it may have a use. */
function optionNear(
  option: string,
  recipe: string,
  read: readonly string[],
  section: Section,
): string | undefined {
  if (read.includes(option) || !/^[a-z][\w-]{2,}$/.test(option)) return undefined
  const [, prefix, rest] = /^([a-z]+)[-_](.+)$/.exec(option) ?? []
  if (configured.test(recipe) && prefix !== undefined) {
    if (prefix === 'config') return undefined
    if (nearest(prefix, ['config'], 1) !== undefined) return `config-${rest}`
  }
  const near = nearIn(read, option, recipe)
  return near === undefined || section.has(near) ? undefined : near
}

/** What is inherited, and may be meant to have another value, by an option that no recipe reads. */
function defaultNear(
  name: string,
  option: string,
  read: readonly string[],
  section: Section,
): string | undefined {
  if (read.includes(option) || section.get(option)?.assignment?.block.name !== name)
    return undefined
  const defaults = [...section]
    .filter(([, { assignment }]) => assignment && assignment.block.name !== name)
    .map(([each]) => each)
  // What stands behind it is a name of its own.
  if (!option.startsWith('config-')) return nameMeant(option, defaults)
  const rest = (each: string): string => each.slice('config-'.length)
  const near = nameMeant(
    rest(option),
    defaults.filter((each) => each.startsWith('config-')).map(rest),
  )
  return near === undefined ? undefined : `config-${near}`
}

/** Profiles have the same options again and again. */
const known = new Kept<{ near: string | undefined }>(1 << 16)

/** The name of what a recipe reads that is nearest to another. */
function nearIn(read: readonly string[], option: string, recipe: string): string | undefined {
  const key = `${recipe}\0${option}`
  const before = known.get(key)
  if (before) return before.near
  const near = nearest(option, read, option.length < 8 ? 1 : 2)
  known.keep(key, { near }, key.length)
  return near
}

/** Whether a line of a profile refers to an option of such a name, or a template is given the section. */
function isReadElsewhere(context: Context, name: string, option: string): boolean {
  if (context.mentions(`:${option}`)) return true
  for (const section of context.sections.values()) {
    const lines = contextLines(section.get('context')?.value ?? '')
    if (lines.some(({ kind, expression }) => kind === 'section' && expression === name)) return true
  }
  return false
}
