// The files that sections make, checked against the sections of their level. Knows diagnostics,
// buildout, python and release.
import { references } from '../../buildout/index.js'
import { finding, shortened, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import type { Making, Release } from '../../release/index.js'
import type { Context } from '../context.js'
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
  for (const reference of references(source.text)) {
    if (reference.escaped) continue
    const text = source.text.slice(reference.start, reference.end)
    if (holdsUnknown(text)) continue
    const wrong =
      reference.problem === undefined
        ? misled(context, section, reference, text)
        : malformed(context, reference.problem, text)
    if (!wrong) continue
    const texts = new Map([['source', source]])
    const { code, message, ...details } = wrong
    yield finding(code, shortened(message, 300), {
      ...details,
      ...files.origin(texts, 'source', reference.start, reference.end),
      path: section,
    })
  }
}
