// Sections of a profile as a text. Knows python.
import { holdsUnknown, withoutUnknowns } from '../python/index.js'
import { testsOf } from './both.js'
import type { Unit } from './release.js'
import { causesIn } from './told.js'

/** Sections, and what is not known of them. */
export interface PrintedSections {
  text: string
  /** The names of those that the profile has. */
  sections: string[]
  /** What reads `…` in it, each in words. */
  unknown: string[]
}

/**
 * The sections of some names as the profile has them: what it extends and inherits merged, references as they
 * stand. What is not known, or not in each way of it, reads as `…`.
 */
export function printedSections(
  { variants, further }: Pick<Unit, 'variants' | 'further'>,
  names: Iterable<string>,
): PrintedSections {
  const views = [...variants, ...further.variants].map(({ view }) => view)
  const unknown: string[] = []
  const sections: string[] = []
  const texts: string[] = []
  for (const name of new Set(names)) {
    const own = views.filter((view) => view.sections.has(name))
    if (own.length === 0) continue
    sections.push(name)
    const options = new Set(own.flatMap((view) => [...view.sections.get(name)!.keys()]))
    const lines = [...options].map((option) => {
      const values = new Set(own.map((view) => view.sections.get(name)!.get(option)?.value))
      const [value = '', ...others] = values
      const isSure = others.length === 0 && !holdsUnknown(option + value)
      if (!isSure) {
        const found = own.flatMap((view) =>
          causesIn(option + (view.sections.get(name)!.get(option)?.value ?? ''), view),
        )
        const causes = new Set(found.length > 0 ? found : testsOf(variants))
        unknown.push(`${withoutUnknowns(option)} of [${name}] (${[...causes].join(', ')})`)
      }
      const shown = withoutUnknowns(others.length === 0 ? value : '…')
      return `${withoutUnknowns(option)} =${linesOf(shown)}\n`
    })
    texts.push(`[${name}]\n${lines.join('')}`)
  }
  return { text: texts.join('\n'), sections, unknown }
}

/** A value behind its `=`, its further lines as those of one option. */
function linesOf(value: string): string {
  const [first = '', ...others] = value.split('\n')
  return [first === '' ? '' : ` ${first}`, ...others.map((line) => line && `  ${line}`)].join('\n')
}
