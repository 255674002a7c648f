// A rule: a name near to one that a recipe reads. Knows buildout, diagnostics and python.
import { words, type Section } from '../../buildout/index.js'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import { Kept } from '../../python/kept.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { demandsOf, promisePlugins, readBy } from '../known-options.js'
import { recipeOf } from '../programs.js'

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
    for (const [option, { assignment, value }] of section) {
      if (!assignment || reported.has(assignment)) continue
      if (recipe === 'slapos.recipe.template' && ofJinja2.has(option)) {
        reported.add(assignment)
        yield found(
          'option-slip',
          `nothing reads ${option} of [${name}]: slapos.recipe.template:jinja2 does`,
          {
            severity: 'warning',
            at: { profile: assignment.profile, start: assignment.start, end: assignment.nameEnd },
            path: `${name}:${option}`,
            received: option,
            hint: 'write recipe = slapos.recipe.template:jinja2',
          },
        )
        continue
      }
      const isPlugin = option === 'promise' && recipe === 'slapos.cookbook:promise.plugin'
      const near = isPlugin
        ? pluginNear(value)
        : optionNear(option, recipe, [...read, ...asked], section)
      // What a recipe asks for and has not is reported as that, where all is known that it is given.
      if (near === undefined || (context.complete && asked.includes(near))) continue
      if (!isPlugin && isReadElsewhere(context, name, option)) continue
      reported.add(assignment)
      yield found(
        'option-slip',
        isPlugin
          ? `slapos.toolbox has no promise ${value}`
          : `nothing reads ${option} of [${name}]: ${recipe} reads ${near}`,
        {
          severity: isPlugin ? 'error' : 'warning',
          at: isPlugin
            ? context.locate(assignment, value)
            : { profile: assignment.profile, start: assignment.start, end: assignment.nameEnd },
          path: `${name}:${option}`,
          received: isPlugin ? value : option,
          hint: didYouMean(near),
        },
      )
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
    const lines = section.get('context')?.value.split('\n') ?? []
    if (
      lines.map((line) => words(line)).some(([kind, , what]) => kind === 'section' && what === name)
    )
      return true
  }
  return false
}
