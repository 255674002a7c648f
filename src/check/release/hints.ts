// Hints of a release's findings: what to write at that very place, with its dollars. Knows diagnostics,
// buildout and release.
import { strip, type Section } from '../../buildout/index.js'
import type { Diagnostic } from '../../diagnostics/index.js'
import type { Release, Unit } from '../../release/index.js'
import { aboutOf, type Reference } from '../about.js'
import { mayHave } from '../recipes.js'
import type { Files } from './places.js'

type Sections = ReadonlyMap<string, Section>

/** Knows the other level of each finding, and which files the software level fills in. */
export class LevelHints {
  /** The files of which one dollar of two is left when the instance reads them. */
  readonly #filled: ReadonlySet<string>

  constructor(
    readonly release: Release,
    readonly files: Files,
  ) {
    const inputs = release.makings.flatMap(({ unit, artefact }) =>
      unit || artefact.making !== 'fill' || artefact.input === undefined ? [] : [artefact.input],
    )
    this.#filled = new Set([...inputs, ...release.software.resolved.profiles.keys()])
  }

  /** A finding on a reference that the software level reads. */
  ofSoftware(diagnostic: Diagnostic): Diagnostic {
    const missing = aboutOf(diagnostic).reference
    if (!missing) return diagnostic
    const { section, option } = missing
    const instance = this.release.units.find(
      (unit) => this.#isOf(unit, diagnostic.file) && has(unit.variants[0]?.view.sections, missing),
    )
    if (!instance) {
      // `${name:-…}` is the shell's.
      const isShell = diagnostic.hint === undefined && /^[-+=?]/.test(option)
      return isShell ? { ...diagnostic, hint: `write $\${${section}:${option}}` } : diagnostic
    }
    const isEntry = this.release.entries.some(
      ({ unit, type }) => unit === instance && this.#isValueOf(type, diagnostic),
    )
    const hint = isEntry ? `write ${section}:${option}` : `write $\${${section}:${option}}`
    return { ...diagnostic, hint }
  }

  /** A finding on what an instance reads. */
  ofInstance(diagnostic: Diagnostic): Diagnostic {
    const isFilled = diagnostic.file !== undefined && this.#filled.has(diagnostic.file)
    const missing = aboutOf(diagnostic).reference
    const { sections } = this.release.software.view
    if (missing && isFilled && has(sections, missing))
      return { ...diagnostic, hint: `write \${${missing.section}:${missing.option}}` }
    // That hint is for the software level, which reads the file first.
    if (!isFilled || diagnostic.code === 'software-script') return diagnostic
    const { hint, expected } = diagnostic
    return {
      ...diagnostic,
      ...(hint === undefined ? {} : { hint: doubled(hint) }),
      ...(expected === undefined ? {} : { expected: doubled(expected) }),
    }
  }

  #isOf({ file, variants }: Unit, wanted: string | undefined): boolean {
    return (
      file === wanted ||
      variants.some(({ texts }) =>
        [...texts.values()].some((each) => each.origin(0)?.file === wanted),
      )
    )
  }

  /** Whether a finding stands in the value of an option of that name. */
  #isValueOf(option: string, { file, range }: Diagnostic): boolean {
    const text = (file === undefined ? undefined : this.files.read(file)) ?? ''
    const start = range?.start.offset ?? 0
    const line = text.slice(text.lastIndexOf('\n', start) + 1, start)
    return strip(line.slice(0, line.lastIndexOf('='))) === option
  }
}

/** Whether sections have what another level lacks, or a recipe may set it. */
function has(sections: Sections | undefined, { section, option }: Reference): boolean {
  const own = sections?.get(section)
  return own !== undefined && (own.has(option) || (own.has('recipe') && mayHave(own, option)))
}

function doubled(text: string): string {
  return text.replace(/(?<!\$)\$(?=\{)/g, '$$$$')
}
