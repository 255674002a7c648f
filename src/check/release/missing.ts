// What an instance's profile refers to and nothing has: buildout fails on it. Knows diagnostics and release.
import type { Code, Diagnostic } from '../../diagnostics/index.js'
import { isRequest, type Release, type Unit } from '../../release/index.js'
import { withoutConsequences } from '../consequences.js'
import { parts } from '../rules/parts.js'
import { references } from '../rules/references.js'
import { mistakeOf } from '../run.js'
import { isOfSlapos } from '../taken-parts.js'
import { inWords } from '../unresolved.js'
import { readsOf } from './makings.js'
import { Files } from './places.js'
import { withUnextended } from './unextended.js'
import { unitFindings } from './unit.js'

/** Whether a request fails of it, or a section that could be one: what it is, it was to inherit. */
function isAsked({ code, path = '', severity, file = '' }: Diagnostic, unit: Unit): boolean {
  if (severity !== 'error') return false
  if (code === 'part-missing') return true
  const name = path.slice(0, path.lastIndexOf(':'))
  return unit.variants.some(({ view: { sections } }) => {
    const section = sections.get(name)
    if (!section) return false
    return (
      isRequest(section) ||
      (code === 'macro-missing' && !section.has('recipe') && !isOfSlapos(file))
    )
  })
}

/** The flag that gives sections is of `check`. */
function withoutFlag({ hint, ...rest }: Diagnostic): Diagnostic {
  const own = hint?.replace(/, or [^,]* with --given$/, '')
  return own === undefined ? rest : { ...rest, hint: own }
}

const missing: ReadonlySet<Code> = new Set([
  'part-missing',
  'macro-missing',
  'reference-section',
  'reference-option',
])

/** An instance of a release, and the profile that it runs. */
export interface RunUnit {
  release: Release
  unit: Unit
}

/** The parts, and what requests name, that certainly are not there, as `checkRelease` finds them; other sections are its alone. */
export function missingFindings(instances: readonly RunUnit[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  for (const { release, unit } of instances) {
    const { maker } = release
    const files = new Files(
      (file) => maker.read(file)?.text,
      () => undefined,
    )
    const own = unitFindings(unit, files, readsOf(release, unit), [parts, references])
    const errors = own.filter((each) => missing.has(each.code) && isAsked(each, unit))
    for (const each of withoutConsequences(withUnextended(errors, unit, release)))
      if (!found.has(mistakeOf(each))) found.set(mistakeOf(each), withoutFlag(inWords(each)))
  }
  return [...found.values()]
}
