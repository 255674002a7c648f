// Where an instance finds its recipes. Knows diagnostics and types of release.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { Release } from '../../release/index.js'
import type { Context } from '../context.js'
import { found } from '../finding.js'
import { placeFinding } from '../run.js'
import type { Files } from './places.js'

/**
 * An instance is offline, and its own folders of eggs are empty: the recipes are in those of the software,
 * which what it runs first names. Its types are given the same, and slapgrid says `offline` itself.
 */
export function* eggFindings(
  { root }: Release,
  context: Context | undefined,
  files: Files,
): Generator<Diagnostic> {
  const [variant] = root?.variants ?? []
  if (!root || !variant || !context?.complete || root.failures.length > 0) return
  const parts = context.parts()
  if (!parts.some((name) => context.sections.get(name)?.has('recipe') === true)) return
  const buildout = context.sections.get('buildout')
  for (const [option, severity, lost] of folders) {
    const isUndecided = context.resolved.undecided.get('buildout')?.has(option) === true
    if (isUndecided || buildout?.get(option)?.assignment) continue
    const { profile } = context
    const block = profile.blocks.find(({ name, holds }) => name === 'buildout' && holds)
    const message = `[buildout] has no ${option}, so the instance finds ${lost}`
    const at = { profile, start: block?.nameStart ?? 0, end: block?.headerEnd ?? 0 }
    const details = { severity, at, path: `buildout:${option}`, expected: 'that of the software' }
    const hint = `write ${option} = \${buildout:${option}}, which the software level fills in`
    yield placeFinding(
      found('instance-eggs', message, { ...details, hint }),
      files.place(variant.texts),
    )
  }
}

/** What is lost without each of the folders; of the second, not every software has something. */
const folders = [
  ['eggs-directory', 'error', 'no recipe'],
  ['develop-eggs-directory', 'warning', 'none of the eggs that the software built itself'],
] as const
