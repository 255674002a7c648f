import { finding, type Diagnostic } from '../diagnostics/index.js'
import { updateSection, type Section, type Sections } from './merge.js'
import { strip } from './space.js'

/** The sections with what their macros (`[a] <= b`) give them. */
export interface Expanded {
  sections: Sections
  /** Sections that a missing or looping macro leaves without some of their options. */
  incomplete: Set<string>
  diagnostics: Diagnostic[]
}

/** Bounds the memory that a long chain of macros can ask for. */
const mostOptions = 20_000_000

/** The names in a section's `<`. */
export function macrosOf(section: ReadonlyMap<string, { value: string }>): string[] {
  const value = section.get('<')?.value
  if (value === undefined) return []
  return value.split('\n').map(strip).filter(Boolean)
}

/**
 * zc.buildout's `_do_extend_raw` for every section: later macros over earlier ones, the section over
 * all. `known` says which missing sections somebody else gives.
 */
export function expandMacros(raw: Sections, known: (section: string) => boolean): Expanded {
  const sections: Sections = new Map()
  const incomplete = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const open = new Set<string>()
  let options = 0
  for (const name of raw.keys()) {
    const stack = [name]
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const section = raw.get(top)!
      if (sections.has(top)) {
        stack.pop()
        continue
      }
      const macros = top === 'buildout' ? [] : macrosOf(section)
      if (!open.has(top)) {
        open.add(top)
        for (const macro of macros) {
          if (!raw.has(macro)) lacking(top, macro)
          else if (open.has(macro)) looping([...open], top, macro)
          else if (!sections.has(macro)) stack.push(macro)
        }
        if (stack.at(-1) !== top) continue
      }
      stack.pop()
      open.delete(top)
      sections.set(top, expand(top, section, macros))
    }
  }
  return { sections, incomplete, diagnostics }

  function expand(name: string, section: Section, macros: readonly string[]): Section {
    if (macros.length === 0 && !section.has('<')) return section
    const result: Section = new Map()
    for (const macro of macros) {
      if (incomplete.has(macro)) incomplete.add(name)
      const from = sections.get(macro)
      options += from?.size ?? 0
      if (options > mostOptions) {
        incomplete.add(name)
        continue
      }
      for (const [option, setting] of from ?? []) result.set(option, setting)
    }
    updateSection(result, section)
    result.delete('<')
    return result
  }

  function lacking(name: string, macro: string): void {
    incomplete.add(name)
    if (known(macro)) return
    diagnostics.push(
      finding('macro-missing', `[${name}] inherits [${macro}], which no profile has`, {
        path: `${name}:<`,
        received: macro,
      }),
    )
  }

  function looping(path: readonly string[], name: string, macro: string): void {
    incomplete.add(name)
    const round = path.slice(path.indexOf(macro))
    const shown = round.length > 10 ? [...round.slice(0, 5), '…'] : round
    diagnostics.push(
      finding('macro-loop', `[${name}] inherits itself: ${[...shown, macro].join(' → ')}`, {
        path: `${name}:<`,
      }),
    )
  }
}
