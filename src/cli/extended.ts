// Profiles of no release of which one extends another. Knows types of diagnostics.
import { resolve } from 'node:path'
import type { Code, Diagnostic } from '../diagnostics/index.js'
import type { Io } from './io.js'

/** What a profile may lack that who extends it adds. */
const completed: ReadonlySet<Code> = new Set([
  ...(['reference-section', 'reference-option', 'macro-missing', 'option-added'] as const),
  ...(['part-missing', 'part-recipe', 'recipe-option'] as const),
  ...(['component-part', 'component-wrapper', 'component-missing'] as const),
])

/** Gathers what was found by the profile that was checked, and holds each to what the others add. */
export class Extended {
  readonly #found = new Map<string, readonly Diagnostic[]>()
  readonly #extends = new Map<string, Set<string>>()

  constructor(readonly io: Io) {}

  /** A profile's findings. */
  add(word: string, findings: readonly Diagnostic[]): void {
    this.#found.set(resolve(this.io.cwd, word), findings)
  }

  /** The files that a profile of no release extends. */
  read(path: string, files: Iterable<string>): void {
    this.#extends.set(path, new Set([...files].map((file) => resolve(this.io.cwd, file))))
  }

  /** All findings, but what a profile lacks that another of them extends: that is reported of the other. */
  *findings(): Generator<Diagnostic> {
    for (const [path, findings] of this.#found) {
      const isExtended = this.#extends.has(path) && this.#isExtended(path)
      for (const each of findings) if (!isExtended || !completed.has(each.code)) yield each
    }
  }

  #isExtended(path: string): boolean {
    for (const [other, files] of this.#extends)
      if (other !== path && files.has(path) && !this.#extends.get(path)!.has(other)) return true
    return false
  }
}
