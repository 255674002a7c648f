// What decides whether something is printed into a profile. Knows buildout's white space.
import type { Assignment } from '../buildout/index.js'
import { words } from '../buildout/index.js'
import type { Variant } from './release.js'

/** What decides whether one comes to something, each in words; behind `each ` what is gone through for it. */
export type Causes = readonly string[]

/** What decides over the parts, sections and options of a profile: of several places, what decides least. */
export class Deciding {
  readonly #parts = new Map<string, Causes>()
  readonly #sections = new Map<string, Causes>()

  constructor(readonly variant: Variant) {
    for (const profile of variant.view.resolved.profiles.values())
      for (const { name, holds, start, assignments } of profile.blocks) {
        if (!holds) continue
        note(this.#sections, name, this.#at(profile.file, start))
        if (name !== 'buildout') continue
        for (const { option, valueStart, end } of assignments) {
          let at = valueStart
          for (const part of option === 'parts' ? words(profile.text.slice(at, end)) : []) {
            at = profile.text.indexOf(part, at)
            note(this.#parts, part, this.#at(profile.file, at))
            at += part.length
          }
        }
      }
  }

  part(name: string): Causes {
    return this.#parts.get(name) ?? []
  }

  section(name: string): Causes {
    return this.#sections.get(name) ?? []
  }

  option(assignment: Assignment | undefined): Causes {
    return assignment ? this.#at(assignment.profile.file, assignment.start) : []
  }

  #at(file: string | undefined, offset: number): Causes {
    return [...new Set(this.variant.texts.get(file ?? '')?.origin(offset)?.hangsOn ?? [])]
  }
}

function note(all: Map<string, Causes>, name: string, causes: Causes): void {
  const known = all.get(name)
  if (!known || causes.length < known.length) all.set(name, causes)
}
