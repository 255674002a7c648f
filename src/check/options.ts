import type { Section, Setting } from '../buildout/index.js'
import type { Context, Finding } from './context.js'
import { cookbookRecipe } from './recipes.js'

/** Every section with a recipe of slapos.cookbook that has an option set. */
export function* optionsOf(
  context: Context,
  recipe: string,
  option: string,
): Iterable<{ name: string; section: Section; setting: Setting }> {
  for (const [name, section] of context.sections) {
    const setting = section.get(option)
    if (setting && cookbookRecipe(section) === recipe && context.isUsed(name))
      yield { name, section, setting }
  }
}

/** An option's value with references replaced where they can be, as it stands otherwise. */
export function valueOf(context: Context, name: string, option: string, setting: Setting): string {
  return context.level === 'plain'
    ? (context.resolved.value(name, option) ?? setting.value)
    : setting.value
}

/** Where a finding about an option's value is. */
export function atOption(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
): Pick<Finding, 'at' | 'path'> {
  const { profile } = context
  return { at: setting.assignment ?? { profile, start: 0, end: 0 }, path: `${name}:${option}` }
}
