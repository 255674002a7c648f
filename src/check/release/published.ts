// What requests ask to be returned, against what the types of the release publish. Knows diagnostics, buildout,
// python and release.
import { strip, words, type Section } from '../../buildout/index.js'
import { anyOf, didYouMean, finding, nearest, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import {
  fileRecipeOf,
  type LevelView,
  type Release,
  type SwitchEntry,
  type Unit,
  type Variant,
  returnedBy,
  waysOf,
} from '../../release/index.js'
import type { Context } from '../context.js'
import { isOfKnownEffect, isPublication } from '../recipes.js'
import { defaults, ownRequests } from './between.js'
import { placeOfWord } from './calls.js'
import type { Files } from './places.js'

/** A request waits for ever for what the type that it asks for never publishes. */
export function* publishedFindings(
  release: Release,
  files: Files,
  contextFor: (unit: Unit, variant: Variant) => Context,
): Generator<Diagnostic> {
  const known = new Map<Unit, ReadonlySet<string> | undefined>()
  const reported = new Set<string>()
  for (const { name, section, type, variant } of ownRequests(release)) {
    const setting = section.get('return')
    const returned = returnedBy(section)
    const isShared = ['shared', 'slave'].some((option) => section.has(option))
    if (!setting?.assignment || !returned || isShared) continue
    const wanted = type === '' ? defaults : [type]
    const entry = release.entries.find(({ type: each }) => wanted.includes(each))
    const unit = entry?.target
    // A file that another section writes too is told of as that.
    if (!unit || isWrittenTwice(entry, unit)) continue
    if (!known.has(unit)) known.set(unit, publishedBy(unit, contextFor))
    const published = known.get(unit)
    if (!published) continue
    for (const key of returned) {
      if (published.has(key) || mayBeInBranch(key, unit, files)) continue
      const names = [...published].filter((each) => each !== 'recipe' && !each.startsWith('-'))
      const { profile, start, end, valueStart } = setting.assignment
      const found = profile.text.slice(valueStart, end).search(wordOf(key))
      const from = found < 0 ? start : valueStart + found
      const printed = files.origin(
        variant.texts,
        profile.file ?? '',
        from,
        found < 0 ? end : from + key.length,
      )
      const at = placeOfWord(key, name, printed, variant, files)
      const place = `${at.file}\0${at.range?.start.offset}\0${key}`
      if (reported.has(place)) continue
      reported.add(place)
      yield finding(
        'connection-missing',
        `[${name}] asks for ${key}, which the software type ${type || defaults[0]!} does not publish`,
        {
          ...at,
          severity: 'warning',
          path: `${name}:return`,
          ...(names.length > 0 ? { expected: anyOf(names, 12) } : {}),
          received: key,
          hint: didYouMean(nearest(key, published)),
        },
      )
    }
  }
}

/** Whether the section that a switch names is not the one whose profile is found at its path. */
function isWrittenTwice({ section, unit }: SwitchEntry, { artefact }: Unit): boolean {
  if (section === artefact.section) return false
  return unit.variants.some(({ view }) => fileRecipeOf(view.sections.get(section)) !== undefined)
}

function wordOf(key: string): RegExp {
  return new RegExp(`(?<![\\w.-])${key.replace(/\W/g, '\\$&')}(?![\\w.-])`)
}

/** What a profile publishes; undefined where not all of it is known. */
function publishedBy(
  unit: Unit,
  contextFor: (unit: Unit, variant: Variant) => Context,
): Set<string> | undefined {
  const all = new Set<string>()
  if (unit.variants.length === 0 || unit.failures.length > 0) return undefined
  for (const variant of waysOf(unit)) {
    const { sections, reached, complete, knowsParts } = contextFor(unit, variant)
    if (!complete || !knowsParts || variant.view.hasAnySection) return undefined
    for (const name of reached) {
      const section = sections.get(name)
      const recipe = section?.get('recipe')
      if (!section || !recipe) continue
      if (holdsUnknown(name) || !isOfKnownEffect(section)) return undefined
      if (!isPublication(section) || section.has('-slave-reference')) continue
      const keys = keysOf(name, section, variant.view)
      if (!keys) return undefined
      for (const key of keys) all.add(key)
    }
  }
  return all
}

/** The keys that a section publishes, with those of the sections that it extends. */
function keysOf(name: string, section: Section, view: LevelView): string[] | undefined {
  if (view.isDynamic(name) || view.resolved.incomplete.has(name)) return undefined
  if (view.resolved.undecided.has(name)) return undefined
  const said = view.values.get(name, '-publish')
  const keys = said === undefined ? [...section.keys()] : words(said)
  const early = strip(section.get('-init')?.value ?? '')
  for (const line of early === '' ? [] : early.split('\n')) keys.push(words(line)[0] ?? '')
  for (const other of words(view.values.get(name, '-extends') ?? '')) {
    const extended = view.sections.get(other)
    const further = extended && other !== name ? keysOf(other, extended, view) : undefined
    if (!further) return undefined
    keys.push(...further)
  }
  return keys.some(holdsUnknown) ? undefined : keys
}

/** Whether a branch that no way took may publish it. */
function mayBeInBranch(key: string, { variants, further, file }: Unit, files: Files): boolean {
  if (variants.length + further.variants.length < 2 || file === undefined) return false
  return wordOf(key).test(files.read(file) ?? '')
}
