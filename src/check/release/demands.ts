// The options that the recipes of a release's parts need. Knows diagnostics, buildout and release.
import { strip } from '../../buildout/index.js'
import type { Assignment, Section, Setting } from '../../buildout/index.js'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import { givenTo, nodeSections } from '../../release/index.js'
import type { Context } from '../context.js'
import { found, type Finding } from '../finding.js'
import { demandsOf } from '../known-options.js'
import { atOption, atSection } from '../options.js'
import { mayBeNamed } from '../slips.js'
import { isAskedFor, isWritten } from '../wrappers.js'

/**
 * Each section that is read has the options that its recipe asks for without asking whether they are
 * there. In what an instance runs first, the sections that are handed on to its types are its own.
 */
export function* demandFindings(context: Context, isFirst = false): Generator<Finding> {
  const heirs = new Map<Assignment | undefined, string[]>()
  const all: Lack[] = []
  for (const [name, section] of context.sections) {
    const setting = section.get('recipe')
    if (!setting || !context.reached.has(name)) continue
    if (context.isGiven(name) && !(isFirst && nodeSections.has(name))) continue
    heirs.set(setting.assignment, [...(heirs.get(setting.assignment) ?? []), name])
    all.push(...missing(context, name, section, strip(setting.value)))
  }
  const reported = new Set<string>()
  for (const lack of all) {
    const { name, recipe, options, near, setting } = lack
    const [option = ''] = options
    const lacking = all.filter(
      (each) => each.setting.assignment === setting.assignment && each.options[0] === option,
    )
    // What all heirs of a recipe lack is missing once: beside the recipe.
    const isShared = lacking.length > 1 && lacking.length === heirs.get(setting.assignment)!.length
    const key = `${setting.assignment?.profile.file} ${setting.assignment?.start} ${option}`
    if (isShared && reported.has(key)) continue
    reported.add(key)
    yield found(
      'recipe-option',
      `${whoLack(isShared ? lacking : [lack])} no ${option}, which ${recipe} needs`,
      {
        ...placeOf(context, lack, isShared),
        about: { section: name, options, near },
        expected: options.join(' or '),
        hint: near === undefined ? undefined : `write ${option} for ${near}`,
      },
    )
  }
}

/** A section without an option that its recipe needs. */
interface Lack {
  name: string
  section: Section
  recipe: string
  /** The recipe's own setting. */
  setting: Setting
  /** Of which it needs one. */
  options: readonly string[]
  /** An option of the section that may be meant to be one of them. */
  near: string | undefined
}

function whoLack([first, ...others]: readonly Lack[]): string {
  const name = `[${first!.name}]`
  if (others.length === 0) return `${name} has`
  return `${name} and ${others.length === 1 ? `[${others[0]!.name}]` : `${others.length} others`} have`
}

/** What is misspelt is wrong where it stands; what is not there, in the section that should have it. */
function placeOf(context: Context, lack: Lack, isShared: boolean): Pick<Finding, 'at' | 'path'> {
  const { name, section, setting, near } = lack
  const misspelt = near === undefined ? undefined : section.get(near)?.assignment
  const own = (isShared ? atOption : atSection)(context, name, 'recipe', setting)
  if (!misspelt) return own
  const { profile, start, nameEnd } = misspelt
  return { ...own, at: { profile, start, end: nameEnd } }
}

function* missing(
  context: Context,
  name: string,
  section: Section,
  recipe: string,
): Generator<Lack> {
  const given = context.complete ? givenTo(context, name) : undefined
  if (!given) return
  const setting = section.get('recipe')!
  const demands = demandsOf(section, recipe)
  const isThere = (option: string): boolean =>
    section.has(option) ||
    section.has(`${option} +`) ||
    given.has(option) ||
    context.isOpen(name, option) ||
    mayBeNamed(section, option)
  for (const options of demands) {
    if (options.some(isThere)) continue
    // What the recipe takes besides is not misspelt.
    const taken = new Set(['software-type', ...demands.flat()])
    const others = [...section.keys()].filter((option) => !taken.has(option))
    const near = nearest(options[0]!, others)
    yield { name, section, recipe, setting, options, near }
  }
}

/** What the stack runs of an exporter or an importer is there, and something writes it. */
export function* wrapperFindings(context: Context): Generator<Finding> {
  const { profile, sections, resolved } = context
  if (!context.complete) return
  for (const name of ['exporter', 'importer']) {
    if (!isAskedFor(context, name) || resolved.incomplete.has(name)) continue
    const section = sections.get(name)
    if (section && isWritten(context, name)) continue
    const own = profile.blocks.find((block) => block.name === name && block.holds)
    const extended = profile.sections.get('buildout')?.get('extends')
    // One of the profile's own that nobody asks for may be meant.
    const idle = [...profile.sections.keys()].filter((each) => !context.reached.has(each))
    yield found(
      'component-missing',
      section
        ? `[${name}] has no recipe, and nothing writes its wrapper`
        : `there is no [${name}], whose wrapper is what runs`,
      {
        at: own
          ? { profile, start: own.start, end: own.headerEnd }
          : (extended ?? { profile, start: 0, end: 0 }),
        path: name,
        expected: `[${name}] with a recipe and wrapper = …`,
        ...(own ? {} : { hint: didYouMean(nearest(name, idle)) }),
      },
    )
  }
}
