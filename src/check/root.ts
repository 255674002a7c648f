// Whether a profile is the root of a component, and what that must extend. Knows buildout.
import { macrosOf, type Profile } from '../buildout/index.js'
import { monitorSections } from './given.js'

/**
 * Whether a profile is the root of a component, wired by `replicate()`: it has parts, and requests
 * that inherit `[resilient]`. Nobody extends it, so it extends the monitor's template itself; of
 * other profiles somebody else may.
 */
export function isRoot({ sections }: Profile): boolean {
  const buildout = sections.get('buildout')
  const hasParts = ['parts', 'parts +', 'parts+'].some((name) => buildout?.has(name))
  return hasParts && [...sections.values()].some((section) => inheritsResilient(section))
}

/** What to do about a section that is missing, where more is known than its name. */
export function remedyOf(
  missing: string,
  heir: ReadonlyMap<string, { value: string }> | undefined,
): string | undefined {
  if (monitorSections.has(missing))
    return `extend the monitor's template, which has [${missing}], or name it with --given`
  // `resilient` is there with every request of the wiring; the rest are names that replicate() was given.
  return heir && inheritsResilient(heir)
    ? `add [${missing}], or leave it out of what the request inherits`
    : undefined
}

function inheritsResilient(section: ReadonlyMap<string, { value: string }>): boolean {
  return macrosOf(section).includes('resilient')
}
