// What several rules ask of options. Knows buildout.
import type { Reference, Section, Setting } from '../buildout/index.js'
import type { Context } from './context.js'
import type { Finding } from './finding.js'
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

/** No profile that people read is longer; what a hostile one begins with is not worth the time. */
const longestChain = 50

/**
 * What a value begins with, as far as profiles tell: the value itself, that of the option which it
 * refers to first, and so on. References for another level lead nowhere.
 */
export function* beginnings(context: Context, section: string, value: string): Iterable<string> {
  let text: string | undefined = value
  for (let step = 0; step < longestChain && text !== undefined; step++) {
    yield text
    const reference: Reference | undefined = context.references(text)[0]
    if (reference?.start !== 0) return
    section = reference.section || section
    text = context.sections.get(section)?.get(reference.option)?.value
  }
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

/** Where the profiles have a section: the last of its headers; the option where they have none. */
export function atSection(
  context: Context,
  name: string,
  option: string,
  setting: Setting,
): Pick<Finding, 'at' | 'path'> {
  const own = atOption(context, name, option, setting)
  if (setting.assignment?.block.name === name) return own
  for (const profile of new Set([context.profile, ...context.resolved.profiles.values()])) {
    const block = profile.blocks.findLast((each) => each.name === name && each.holds)
    if (!block) continue
    const { nameStart } = block
    return { ...own, at: { profile, start: nameStart, end: nameStart + name.length } }
  }
  return own
}

/** Where the profile begins a section. */
export function atHeader(
  { profile }: Context,
  name: string,
): Pick<Finding, 'at' | 'path'> | undefined {
  const block = profile.blocks.findLast((each) => each.name === name && each.holds)
  if (!block) return undefined
  const { nameStart: start } = block
  return { at: { profile, start, end: start + name.length }, path: name }
}
