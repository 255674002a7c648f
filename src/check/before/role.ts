// One kind of instance as its release makes it, seen as the rules of a move see profiles. Knows
// buildout, python and release.
import type { Section } from '../../buildout/index.js'
import { closing, holdsUnknown, opening } from '../../python/index.js'
import type { Unit, Variant } from '../../release/index.js'
import type { Context } from '../context.js'
import type { Files } from '../release/places.js'
import { contextOf } from '../release/unit.js'
import type { ReleaseText, ReleaseTexts } from './texts.js'
import { Union, type Entry, type TextLevel } from './union.js'

/** The profile that instances of a type run, put together; of all ways that it may come to, at once. */
export class Role extends Union {
  readonly #contexts: readonly Context[]
  readonly #merged = new Map<string, Section>()

  constructor(
    readonly unit: Unit,
    files: Files,
    reads: Context['reads'],
  ) {
    super(textsOf(unit, files))
    this.#contexts = unit.variants.map((variant) => contextOf(variant, files, reads))
  }

  override section(level: TextLevel, name: string): Section {
    if (level === 'software') return super.section(level, name)
    const known = this.#merged.get(name)
    if (known) return known
    const merged: Section = new Map()
    for (const { resolved } of this.unit.variants.toReversed())
      for (const [option, setting] of resolved.sections.get(name) ?? []) merged.set(option, setting)
    this.#merged.set(name, merged)
    return merged
  }

  override value({ name }: Entry, option: string): string | undefined {
    for (const { view } of this.unit.variants) {
      if (!view.sections.get(name)?.has(option)) continue
      // A reference to a section of which not all of the name is known.
      return view.values
        .get(name, option)
        ?.replace(/\$\{[^{}]*\}/g, (text) => (holdsUnknown(text) ? `${opening}${closing}` : text))
    }
    return undefined
  }

  override isReached(name: string): boolean {
    return this.#contexts.some((context) => context.reached.has(name))
  }

  override get parts(): readonly string[] {
    return this.#contexts.flatMap((context) => context.parts())
  }

  /** What the profile extends, or imports, and nobody could read. */
  get unread(): Set<string> {
    return new Set(
      this.unit.variants.flatMap(({ resolved, asked }) => [
        ...resolved.unread,
        ...[...asked.values()].flatMap((made) => [...(made?.unread ?? [])]),
      ]),
    )
  }

  override get knowsParts(): boolean {
    return this.#contexts.length > 0 && this.#contexts.every((context) => context.knowsParts)
  }

  isGiven(section: string): boolean {
    return this.unit.variants.some(({ view }) => view.isGiven(section))
  }
}

/** The profiles that a unit is put together from, each at the places of the release's files. */
function textsOf(unit: Unit, files: Files): ReleaseTexts {
  const texts = unit.variants.flatMap((variant, index) =>
    [...variant.resolved.profiles].flatMap(([path, profile]): ReleaseText[] => {
      const isTwice = unit.variants
        .slice(0, index)
        .some((other) => other.resolved.profiles.get(path)?.text === profile.text)
      return isTwice ? [] : [textOf(path, profile, variant, files)]
    }),
  )
  return { texts, unread: new Map(), diagnostics: [], sources: new Map() }
}

function textOf(
  path: string,
  profile: ReleaseText['profile'],
  { texts }: Variant,
  files: Files,
): ReleaseText {
  return {
    path: texts.get(path)?.origin(0)?.file ?? path,
    profile,
    level: 'instance',
    isFilledIn: false,
    place: (start, end) => files.origin(texts, path, start, end),
  }
}

/** Whether all of a text is known before a node runs. */
export function isKnownName(text: string): boolean {
  return !/[{}$]/.test(text) && !holdsUnknown(text)
}
