// What another finding has as its consequence. Knows diagnostics.
import type { Code, Diagnostic } from '../diagnostics/index.js'
import { aboutOf } from './about.js'

/** Codes that say why an option is missing: it is misspelt, or given to a section that is. */
const causes: ReadonlySet<Code> = new Set(['recipe-option', 'option-slip', 'hash-entry'] as const)

/**
 * Findings without those that their cause explains: where an option is misspelt, whoever refers to it by
 * its right name is right. What stops a deployment does so by its cause.
 */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const missing = new Map<string, Diagnostic>()
  for (const each of diagnostics) {
    const { section, options = [], near } = aboutOf(each)
    const isCause = causes.has(each.code) && (each.code !== 'recipe-option' || near !== undefined)
    for (const option of isCause ? options : []) missing.set(`${section}:${option}`, each)
  }
  if (missing.size === 0) return [...diagnostics]
  const stopping = new Set<Diagnostic>()
  const kept = diagnostics.filter((each) => {
    if (each.code !== 'reference-option') return true
    const { section, options = [] } = aboutOf(each)
    const cause = options
      .map((option) => missing.get(`${section}:${option}`))
      .find((found) => found !== undefined)
    if (cause && each.severity === 'error') stopping.add(cause)
    return cause === undefined
  })
  return kept.map((each) => (stopping.has(each) ? { ...each, severity: 'error' } : each))
}
