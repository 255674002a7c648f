// A rule: what a profile changes of the public stack does something with ours. Knows this folder alone.
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { oldNameHint, oldOptions, oldSections } from '../old-names.js'
import { atOption } from '../options.js'
import { recipeOf, runningOptions } from '../programs.js'

/** A section or an option that only the public stack has is changed for nobody. */
export const overrideIdle: Rule = function* (context) {
  for (const name of oldSections) {
    const section = context.sections.get(name)
    const hint = oldNameHint(context, name)
    if (!section || hint === undefined) continue
    if (context.reached.has(name) || context.inherited.has(name)) continue
    const [option, setting] = [...section].find(([, { assignment }]) => assignment) ?? []
    if (option === undefined || !setting) continue
    yield found(
      'override-idle',
      `[${name}] is a section of the public stack: nothing uses it here`,
      {
        severity: 'warning',
        ...atOption(context, name, option, setting),
        hint,
      },
    )
  }
  for (const [name, option] of oldOptions) {
    const setting = context.sections.get(name)?.get(option)
    const hint = oldNameHint(context, name, option)
    if (!setting?.assignment || hint === undefined || isRead(context, name, option)) continue
    const message = `${option} of [${name}] is an option of the public stack: nothing reads it here`
    yield found('override-idle', message, {
      severity: 'warning',
      ...atOption(context, name, option, setting),
      hint,
    })
  }
}

/** Whether an option is read by the recipe of its section, by one that its profile gives it, or by others. */
function isRead(context: Context, name: string, option: string): boolean {
  const section = context.sections.get(name)!
  const [own, recipe] = [section.get(option)?.assignment, section.get('recipe')?.assignment]
  if (own && recipe && own.profile === recipe.profile) return true
  // It makes a folder of each.
  if (recipeOf(section) === 'slapos.cookbook:mkdirectory') return true
  if (recipeOf(section) !== '' && runningOptions(section).includes(option)) {
    // Of a recipe that is not known, everything may be run; cron.d takes its frequency first.
    if (recipeOf(section) !== 'slapos.cookbook:cron.d' || !section.has('frequency')) return true
  }
  for (const [other, settings] of context.sections)
    for (const { value } of settings.values())
      for (const reference of context.references(value))
        if ((reference.section || other) === name && reference.option === option) return true
  return false
}
