// Where a reference leads, and how it is written. Knows diagnostics, buildout, python
// and release.
import type { Reference, Section } from '../buildout/index.js'
import { didYouMean, finding, mayLook, shortened } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import { fileRecipeOf, givenTo, isRequest, nodeOptions, returnedBy } from '../release/index.js'
import type { Reference as To } from './about.js'
import type { Context } from './context.js'
import type { Unplaced } from './finding.js'
import { nodeSections } from './given.js'
import { lacksRecipe } from './inherited.js'
import { oldNameHint } from './old-names.js'
import { computedBy, isComputed, mayHave, ofAll, setBy } from './recipes.js'
import { remedyOf } from './root.js'
import { mayBeNamed, sectionMeant, slipOf } from './slips.js'

/** What slapgrid sets of [buildout] besides what every buildout has. */
const ofNode =
  /^(?:shared-part-list|extends-cache|download-cache|networkcache-section|rootdir|develop|index|extensions)$/

/** Whether slapgrid may set an option of [buildout]. */
export function isOfNode(option: string): boolean {
  return ofNode.test(option)
}

/** What is wrong with where a reference of a section leads; an early one is read before recipes run. */
export function misled(
  context: Context,
  name: string,
  reference: Pick<Reference, 'section' | 'option'>,
  text: string,
  isEarly = false,
): Unplaced | undefined {
  const asked = reference.section || name
  const target = context.sections.get(asked)
  const isNamed = !holdsUnknown(reference.option)
  if (!target) {
    if (context.isGiven(asked) || (holdsUnknown(asked) && context.mayBeSection(asked))) {
      if (!isNamed) return undefined
      return slip(context, asked, reference, text) ?? stray(context, asked, reference, text)
    }
    // What is not read is not a stack that has a name of another one's.
    const old = oldNameHint(context, asked, reference.option)
    if ((!context.complete && old === undefined) || asked === 'buildout') return undefined
    const near = old === undefined ? context.near(asked, context.sections) : undefined
    const hint = old ?? didYouMean(near) ?? remedyOf(asked, undefined)
    return sectionless(text, { section: asked, option: reference.option }, near, hint)
  }
  if (target.has(reference.option) || ofAll.test(reference.option)) return undefined
  if (!isNamed || mayBeSeveral(asked, target)) return undefined
  // A part without its recipe is told of as that.
  if (lacksRecipe(context, asked) && context.parts().includes(asked)) return undefined
  // Buildout reads what a section says of itself before its recipe sets anything.
  const isOwn = isEarly && reference.section === '' && target.has('recipe')
  if (!isOwn && mayHave(target, reference.option)) {
    const isKnown = setBy(target) !== undefined || isRequest(target)
    return isKnown ? undefined : slip(context, asked, reference, text)
  }
  if (asked === 'buildout' && isOfNode(reference.option)) return undefined
  const returned = isRequest(target) && reference.option.startsWith('connection-')
  const old = oldNameHint(context, asked, reference.option)
  if (!returned && old === undefined && !isWhole(context, asked, reference.option))
    return slip(context, asked, reference, text)
  if (returned && !context.complete && !target.has('return')) return undefined
  const set = isOwn ? [] : computedBy(target)
  const names = namesOnce(context, `${asked}\0${isOwn}`, () => [
    ...ofSections,
    ...target.keys(),
    ...(givenTo(context, asked) ?? []),
    ...set,
    ...(returned ? returnedBy(target)! : []).map((each) => `connection-${each}`),
  ])
  const connection = reference.option.slice('connection-'.length)
  // One recipe's name for its file may stand for another's.
  const isOutput = ['output', 'target', 'rendered'].includes(reference.option)
  const outputs = isOutput ? (fileRecipeOf(target)?.outputs ?? []) : []
  const near =
    old ??
    didYouMean(context.near(reference.option, names)) ??
    didYouMean(outputs.find((each) => set.includes(each))) ??
    recipeHint(context, asked, reference.option)
  return lacking(
    text,
    asked,
    reference.option,
    near,
    returned ? `${connection} in the return of [${asked}]` : undefined,
  )
}

/** Of a section that is asked for much that it has not, the names are put together once. */
const known = new WeakMap<Context, Map<string, readonly string[]>>()

function namesOnce(context: Context, key: string, make: () => string[]): readonly string[] {
  const all = known.get(context) ?? new Map<string, readonly string[]>()
  known.set(context, all)
  const names = all.get(key) ?? make()
  all.set(key, names)
  return names
}

/** That a section has no recipe, where a recipe is what sets the option that is asked for. */
function recipeHint(context: Context, asked: string, option: string): string | undefined {
  if (!isComputed(option) || !lacksRecipe(context, asked)) return undefined
  return `a recipe sets that, and [${asked}] has none`
}

/** What buildout sets of every section. */
const ofSections = ['_profile_base_location_', '_buildout_section_name_']

/** Whether a name of which a part is not known stands for sections that are more than one. */
function mayBeSeveral(name: string, section: Section): boolean {
  return holdsUnknown(name) && [...section.values()].some(({ history }) => history.length > 1)
}

function sectionless(
  text: string,
  reference: To,
  near: string | undefined,
  hint: string | undefined,
): Unplaced {
  const { section } = reference
  const message = `${text} refers to [${section}], which no profile has`
  const about = { section, near, ...inBraces(text, reference) }
  return { ...finding('reference-section', message, { hint }), about }
}

/** What is known besides of a reference: where a line of a context names an option it has no braces. */
function inBraces(text: string, reference: To): { reference?: To } {
  return text.startsWith('${') ? { reference } : {}
}

function lacking(
  text: string,
  asked: string,
  option: string,
  hint: string | undefined,
  expected?: string,
): Unplaced {
  const message = `${text} refers to an option that [${asked}] does not have`
  const about = {
    ...{ section: asked, options: [option] },
    ...inBraces(text, { section: asked, option }),
  }
  return { ...finding('reference-option', message, { expected, hint }), about }
}

/** A finding on an option that may be set by who is not seen, where it is nearly spelt like one that is. */
function slip(
  context: Context,
  asked: string,
  { option }: Pick<Reference, 'option'>,
  text: string,
): Unplaced | undefined {
  const target = context.sections.get(asked)
  if (!context.isOfRelease || context.isOpen(asked, option)) return undefined
  if (!mayLook(2 * (target?.size ?? 0))) return undefined
  if (mayBeNamed(target, option)) return undefined
  const near = slipOf(asked, target, option)
  // slapgrid writes all of it.
  const all = /^slap[-_]connection$/.test(asked) ? nodeOptions[asked]! : undefined
  const isLacking = all !== undefined && !all.includes(option) && target?.has(option) !== true
  if (near === undefined && !isLacking) return undefined
  return lacking(text, asked, option, didYouMean(near), isLacking ? all.join(', ') : undefined)
}

/** A finding on a section that only an unknown may give, where its name is nearly one that has the option. */
function stray(
  context: Context,
  asked: string,
  { option }: Pick<Reference, 'option'>,
  text: string,
): Unplaced | undefined {
  const near = sectionMeant(context, asked, (each) => {
    const target = context.sections.get(each)!
    return target.has(option) || mayHave(target, option)
  })
  if (near === undefined) return undefined
  return sectionless(text, { section: asked, option }, near, didYouMean(near))
}

/** Whether all options of a section can be known, so that one is missing that none of them is. */
function isWhole(context: Context, section: string, option: string): boolean {
  if (!context.complete || nodeSections.has(section)) return false
  if (mayBeNamed(context.sections.get(section), option)) return false
  if (context.isOpen(section, option)) return false
  if (context.resolved.incomplete.has(section)) {
    const given = context.isOfRelease ? givenTo(context, section) : undefined
    if (!given || given.has(option)) return false
  }
  // A profile adds options to the sections of the monitor's template.
  if (!context.isGiven(section)) return true
  return context.isOfRelease && context.sections.get(section)!.has('recipe')
}

/** What is wrong with how a reference is written. */
export function malformed(context: Context, problem: string, text: string): Unplaced | undefined {
  // What Jinja2 fills in, or a shell's own ${…} in a template, is not for buildout to read: a release
  // renders the former, and of the latter it is known who reads it.
  const isRead = context.level === 'plain' || (context.level === 'jinja' && context.isOfRelease)
  if (!isRead || holdsUnknown(text)) return undefined
  if (/[{}]/.test(text.slice(text.indexOf('{') + 1, -1))) return undefined
  return finding('reference-syntax', `buildout refuses ${shortened(text)}: ${problem}`, {
    expected: '${section:option}',
    hint: 'write $${ where a dollar and a brace are meant',
  })
}
