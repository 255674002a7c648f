// The files that sections make, checked against the sections of their level. Knows diagnostics,
// buildout, python and release.
import { references } from '../../buildout/index.js'
import { finding, shortened, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import type { Making, Release, Unit } from '../../release/index.js'
import type { Context } from '../context.js'
import { swallowed, unclosed } from '../open.js'
import { malformed, misled } from '../reference.js'
import type { Files } from './places.js'

/** What is wrong with the references of a file that is filled in. */
export function* fillFindings(
  { artefact, scope }: Making,
  context: Context,
  { maker }: Release,
  files: Files,
): Generator<Diagnostic> {
  const { section, making, input } = artefact
  if (making !== 'fill' || input === undefined) return
  const source = maker.source(artefact, scope, scope.view(true), true)
  if (!source || !source.text.includes('${')) return
  const texts = new Map([['source', source]])
  for (const { text, section: of, option, start } of unclosed(source.text)) {
    const target = context.sections.get(of || section)
    // A script has references of its own, to what is not a section.
    if (!target || (of === '' && !target.has(option))) continue
    yield finding('reference-open', `${text} is never closed, and stays as text`, {
      ...files.origin(texts, 'source', start, start + text.length),
      path: section,
      expected: `${text}}`,
    })
  }
  const all = references(source.text).flatMap((each) => [each, ...swallowed(source.text, each)])
  for (const reference of all) {
    if (reference.escaped) continue
    const text = source.text.slice(reference.start, reference.end)
    if (holdsUnknown(text)) continue
    const wrong =
      reference.problem === undefined
        ? misled(context, section, reference, text)
        : malformed(context, reference.problem, text)
    if (!wrong) continue
    yield {
      ...wrong,
      message: shortened(wrong.message, 300),
      ...files.origin(texts, 'source', reference.start, reference.end),
      path: section,
    }
  }
}

/** Which sections the files that a section fills in refer to: filling them in reads those. */
export function readsOf(release: Release, unit: Unit | undefined): Context['reads'] {
  const known = new Map<string, string[]>()
  const makings = release.makings.filter((each) => each.unit === unit)
  const bySection = new Map(makings.map((each) => [each.artefact.section, each]))
  return (name) => {
    let sections = known.get(name)
    if (!sections) known.set(name, (sections = readBy(bySection.get(name), release)))
    return sections
  }
}

function readBy(making: Making | undefined, { maker }: Release): string[] {
  if (making?.artefact.making !== 'fill' || making.artefact.input === undefined) return []
  const { artefact, scope } = making
  const text = maker.source(artefact, scope, scope.view(true), true)?.text ?? ''
  if (!text.includes('${')) return []
  return references(text).flatMap(({ escaped, problem, section }) =>
    escaped || problem !== undefined || section === '' ? [] : [section],
  )
}
