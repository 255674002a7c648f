// What the files of a release say of each other: types and requests. Knows diagnostics, buildout, python
// and release.
import { strip, type Section, type Setting } from '../../buildout/index.js'
import {
  anyOf,
  didYouMean,
  finding,
  nearest,
  type Diagnostic,
  type Range,
} from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import {
  fileRecipeOf,
  isMade,
  type Release,
  type SwitchEntry,
  type Unit,
  type Variant,
  isRequest,
} from '../../release/index.js'
import { placeOfWord } from './calls.js'
import type { Files } from './places.js'

/** The type of an instance that was asked for without one, by its two names. */
export const defaults: readonly string[] = ['default', 'RootSoftwareInstance']

/** Each type of a switch leads to a profile. */
export function* entryFindings({ entries, units }: Release, files: Files): Generator<Diagnostic> {
  for (const entry of entries) {
    const wrong = entry.isLeftOut ? undefined : entryProblem(entry, units)
    if (!wrong || !entry.assignment) continue
    const { assignment, unit, type } = entry
    const texts = unit.variants[0]!.texts
    const { profile, valueStart, end } = assignment
    yield finding('switch-entry', `the software type ${type} ${wrong.message}`, {
      ...files.origin(
        texts,
        profile.file ?? '',
        valueStart + spaceAt(profile.text, valueStart),
        end,
      ),
      path: `${entry.switch}:${type}`,
      expected: wrong.expected,
      received: entry.value,
      hint: wrong.hint,
    })
  }
}

function spaceAt(text: string, start: number): number {
  return /[ \t]*/.exec(text.slice(start))![0].length
}

function entryProblem(
  { value, section, option, unit, switch: name }: SwitchEntry,
  units: readonly Unit[],
): { message: string; expected?: string; hint?: string | undefined } | undefined {
  if (holdsUnknown(value) || unit.variants.length > 1) return undefined
  const [variant] = unit.variants
  const recipe = variant?.view.sections.get(name)?.get('recipe')?.value ?? ''
  if (!variant || !recipe.endsWith('switch-softwaretype')) return undefined
  if (value.split(':').length !== 2 || section === '' || option === '')
    return { message: 'is not section:option', expected: 'section:option' }
  const { view } = variant
  const options = view.sections.get(section)
  if (!options) {
    if (!variant.resolved.complete || view.isGiven(section)) return undefined
    return {
      message: `leads to [${section}], which no profile has`,
      expected: `[${section}]`,
      hint: didYouMean(nearest(section, view.sections.keys())),
    }
  }
  if (view.values.get(section, option) !== undefined || view.isOpen(section)) {
    const isTemplate = [...view.artefacts.values()].some((each) => each.section === section)
    const isOutput = options.has(option) || !isTemplate
    if (isUnwritten(section, option, variant, unit))
      return {
        message: `leads to ${option} of [${section}], which has no recipe: nothing writes that file`,
        expected: 'a recipe in the section',
      }
    if (isOutput || units.length === 0) return undefined
    return {
      message: `leads to ${option} of [${section}], which sets no such option`,
      expected: 'the output of the section',
      hint: didYouMean(nearest(option, options.keys()) ?? outputOf(options)),
    }
  }
  return {
    message: `leads to ${option} of [${section}], which has no such option`,
    hint: didYouMean(nearest(option, options.keys()) ?? outputOf(options)),
  }
}

/** The option that says where the recipe of a section writes. */
function outputOf(options: Section): string | undefined {
  return fileRecipeOf(options)?.outputs.find((each) => options.has(each))
}

/** Whether a path is one of the instance's own, and no section with a recipe has it. */
function isUnwritten(section: string, option: string, { view }: Variant, { own }: Unit): boolean {
  const path = view.values.get(section, option) ?? ''
  if (view.isOpen(section) || holdsUnknown(path) || !isMade(path)) return false
  if (own?.find(path, true) !== undefined) return false
  const isOfInstance = path.startsWith(`${view.values.get('buildout', 'directory')}/`)
  const makers = [...view.sections].filter(([, options]) => options.has('recipe'))
  return (
    isOfInstance &&
    !makers.some(([name, options]) =>
      [...options.keys()].some((each) => view.values.get(name, each) === path),
    )
  )
}

/** The types that an instance may have, undefined where not all are known. */
export function typesOf({ entries, root }: Release): Set<string> | undefined {
  if (!root || root.variants.length === 0) return undefined
  const own = entries.filter(({ unit }) => unit === root)
  if (own.length === 0 || own.some(({ type }) => holdsUnknown(type))) return undefined
  const isWhole = root.variants.every(
    ({ resolved, view }) => resolved.complete && own.every((each) => !view.isDynamic(each.switch)),
  )
  return isWhole ? new Set(own.map(({ type }) => type)) : undefined
}

/** Whether a type may stand in a branch of the root that no way took. */
export function mayBeInBranch(
  type: string,
  { root }: Release,
  read: (path: string) => string | undefined,
): boolean {
  const { variants = [], file } = root ?? {}
  return variants.length > 1 && file !== undefined && (read(file) ?? '').includes(type)
}

/** The release that an instance is of, as its requests name it: by the node's section, or as a heir of it. */
const ownRelease =
  /^\$\{(?:slap[-_]connection)?:software[-_]release[-_]url\}$|^\$\{slap-configuration:slap-software-release-url\}$/

interface Asked {
  type: string
  name: string
  at: { file?: string; range?: Range }
}

/** A section that requests an instance of its own release, and the type that it names; none where it names none. */
export interface OwnRequest {
  name: string
  section: Section
  type: string
  setting: Setting | undefined
  variant: Variant
}

/** What profiles request of their own release. */
export function* ownRequests({ units }: Release): Generator<OwnRequest> {
  for (const unit of units) {
    for (const variant of unit.variants) {
      const { view } = variant
      for (const [name, section] of view.sections) {
        if (!isRequest(section)) continue
        const url = strip(section.get('software-url')?.value ?? '')
        if (!ownRelease.test(url)) continue
        const type = strip(view.values.get(name, 'software-type') ?? '')
        if (!holdsUnknown(type))
          yield { name, section, type, setting: section.get('software-type'), variant }
      }
    }
  }
}

/** The types that profiles request of their own release, once for each place. */
function* askedTypes(release: Release, files: Files): Generator<Asked> {
  const seen = new Set<string>()
  for (const { name, type, setting, variant } of ownRequests(release)) {
    if (!setting?.assignment || type === '') continue
    const { profile, valueStart, end } = setting.assignment
    const from = valueStart + spaceAt(profile.text, valueStart)
    const printed = files.origin(variant.texts, profile.file ?? '', from, end)
    const at = placeOfWord(type, name, printed, variant, files)
    // What a loop or a macro writes is one mistake.
    const key = `${at.file}\0${at.range?.start.offset}\0${type}`
    if (seen.has(key)) continue
    seen.add(key)
    yield { type, name, at }
  }
}

/** Each type that a profile requests of its own release is one. */
export function* requestFindings(release: Release, files: Files): Generator<Diagnostic> {
  const types = typesOf(release)
  if (!types) return
  const asked = [...askedTypes(release, files)]
  const meant = new Set(asked.map(({ type }) => type))
  for (const { type, name, at } of asked) {
    if (hasType(types, type)) continue
    // A type that somebody else requests by its own name was hardly meant here.
    const others = [...types].filter((each) => !meant.has(each))
    const near = nearest(type, types, 1) ?? nearest(type, others)
    yield finding(
      'type-missing',
      `[${name}] requests the software type ${type}, which no switch has`,
      {
        ...at,
        path: `${name}:software-type`,
        expected: anyOf([...types]),
        received: type,
        hint: didYouMean(near) ?? `add ${type} = SECTION:OPTION to [switch-softwaretype]`,
      },
    )
  }
}

/** Whether a type is one of those; the one of an instance without a type has two names. */
export function hasType(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (defaults.includes(type) && defaults.some((each) => types.has(each)))
}
