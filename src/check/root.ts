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
  return hasParts && [...sections.values()].some(inheritsResilient)
}

/** The profiles of a checkout of SlapOS that a software extends, and what of them others refer to. */
const stacks: Readonly<Record<string, readonly string[]>> = {
  'stack/monitor/buildout.cfg': ['monitor-template', 'monitor2-template', 'monitor-eggs'],
  'stack/resilient/buildout.cfg': [
    ...['pbsready', 'pbsready-import', 'pbsready-export', 'template-pull-backup'],
    ...['instance-frozen', 'template-parts', 'template-replicated', 'pbs-recipe-egg'],
  ],
  'stack/slapos.cfg': ['slapos-cookbook', 'slapos-toolbox'],
}

/** What to do about a section that is missing, where more is known than its name. */
export function remedyOf(
  missing: string,
  heir: ReadonlyMap<string, { value: string }> | undefined,
): string | undefined {
  for (const [file, sections] of Object.entries(stacks))
    if (sections.includes(missing)) return `extend ${file}, which has [${missing}]`
  if (monitorSections.has(missing))
    return `extend the monitor's template, which has [${missing}], or name it with --given`
  // `resilient` is there with every request of the wiring; the rest are names that replicate() was given.
  return heir && inheritsResilient(heir)
    ? `add [${missing}], or leave it out of what the request inherits`
    : undefined
}

function inheritsResilient(section: ReadonlyMap<string, { value: string }>): boolean {
  return section.has('<') && macrosOf(section).includes('resilient')
}
