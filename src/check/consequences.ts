// What another finding has as its consequence, and what many places have as one mistake. Knows
// diagnostics.
import type { Diagnostic } from '../diagnostics/index.js'
import { aboutOf } from './about.js'

/**
 * Findings without those that their cause explains: where an option is misspelt, whoever refers to it by
 * its right name is right.
 */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const misspelt = new Set<string>()
  for (const diagnostic of diagnostics) {
    const { section, options = [], near } = aboutOf(diagnostic)
    if (diagnostic.code !== 'recipe-option' || near === undefined) continue
    for (const option of options) misspelt.add(`${section}:${option}`)
  }
  return diagnostics.filter((diagnostic) => {
    const { section, options = [] } = aboutOf(diagnostic)
    const isCause = diagnostic.code !== 'reference-option'
    return isCause || !options.some((option) => misspelt.has(`${section}:${option}`))
  })
}
