// What sections inherit from each other ([a] <= b). Knows diagnostics and python.
import { finding, grouped, wayBack, type Diagnostic } from '../diagnostics/index.js'
import { updateSection, type Section, type Sections } from './merge.js'
import { strip } from '../python/space.js'

/** The sections with what their macros (`[a] <= b`) give them. */
export interface Expanded {
  sections: Sections
  /** Sections that a missing or looping macro leaves without some of their options. */
  incomplete: Set<string>
  diagnostics: Diagnostic[]
}

/** How many options sections may inherit in all: a long chain of macros can ask for gigabytes. */
const mostOptions = 5_000_000

/** The names in a section's `<`. */
export function macrosOf(section: ReadonlyMap<string, { value: string }>): string[] {
  const value = section.get('<')?.value
  if (value === undefined) return []
  return value.split('\n').map(strip).filter(Boolean)
}

/**
 * zc.buildout's `_do_extend_raw` for every section: later macros over earlier ones, the section over
 * all. `known` says which missing sections somebody else gives, `undecided` has those that may have more.
 */
export function expandMacros(
  raw: Sections,
  known: (section: string) => boolean,
  undecided: ReadonlyMap<string, unknown> = new Map(),
): Expanded {
  const expansion = new Expansion(raw, known)
  for (const name of undecided.keys()) expansion.incomplete.add(name)
  for (const name of raw.keys()) expansion.expandFrom(name)
  return expansion
}

class Expansion implements Expanded {
  readonly sections: Sections = new Map()
  readonly incomplete = new Set<string>()
  readonly diagnostics: Diagnostic[] = []
  readonly #open = new Set<string>()
  #options = 0

  constructor(
    readonly raw: Sections,
    readonly known: (section: string) => boolean,
  ) {}

  /** Expands a section after all that it inherits. */
  expandFrom(name: string): void {
    const stack = [name]
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const section = this.raw.get(top)!
      if (this.sections.has(top)) {
        stack.pop()
        continue
      }
      const macros = top === 'buildout' ? [] : macrosOf(section)
      if (!this.#open.has(top)) {
        this.#open.add(top)
        for (const each of this.#waitedFor(top, macros)) stack.push(each)
        if (stack.at(-1) !== top) continue
      }
      stack.pop()
      this.#open.delete(top)
      this.sections.set(top, this.#expand(top, section, macros))
    }
  }

  /** The macros that must be expanded first. */
  #waitedFor(name: string, macros: readonly string[]): string[] {
    return macros.filter((macro) => {
      if (!this.raw.has(macro)) this.#lacking(name, macro)
      else if (this.#open.has(macro)) this.#looping(name, macro)
      else return !this.sections.has(macro)
      return false
    })
  }

  #expand(name: string, section: Section, macros: readonly string[]): Section {
    if (macros.length === 0 && !section.has('<')) return section
    const result: Section = new Map()
    for (const macro of macros) {
      if (this.incomplete.has(macro)) this.incomplete.add(name)
      const from = this.sections.get(macro)
      this.#options += from?.size ?? 0
      if (this.#options > mostOptions) {
        if (this.#options - (from?.size ?? 0) <= mostOptions) this.#tooMany(name)
        this.incomplete.add(name)
        continue
      }
      for (const [option, setting] of from ?? []) result.set(option, setting)
    }
    updateSection(result, section)
    result.delete('<')
    return result
  }

  #tooMany(name: string): void {
    this.diagnostics.push(
      finding('too-large', 'the sections inherit more options than can be put together', {
        path: `${name}:<`,
        expected: `at most ${grouped(mostOptions)} options, each as often as it is inherited`,
      }),
    )
  }

  #lacking(name: string, macro: string): void {
    this.incomplete.add(name)
    if (this.known(macro)) return
    this.diagnostics.push(
      finding('macro-missing', `[${name}] inherits [${macro}], which no profile has`, {
        path: `${name}:<`,
        received: macro,
        hint: 'correct the name, or give the section with --given',
      }),
    )
  }

  #looping(name: string, macro: string): void {
    this.incomplete.add(name)
    const path = [...this.#open]
    const round = path.slice(path.indexOf(macro))
    this.diagnostics.push(
      finding('macro-loop', `[${name}] inherits itself: ${wayBack(round, macro)}`, {
        path: `${name}:<`,
        hint: 'remove one <= of the loop',
      }),
    )
  }
}
