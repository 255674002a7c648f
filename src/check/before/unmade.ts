// Profiles of which a release makes nothing, and why: they are compared with nothing. Knows diagnostics,
// python and release.
import { finding, type Details, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import { isMade, type Release, type SwitchEntry, type Unit } from '../../release/index.js'
import type { Files } from '../release/places.js'
import { isUntold } from '../ways.js'

/** A release, and the places of what is found in it. */
interface Side {
  release: Release
  files: Files
}

/** The profile of a type, where its release does not make it. */
export function unmade(
  { target, value, unit }: SwitchEntry,
  type: string,
  side: Side,
): Diagnostic[] {
  if (!target) {
    const isLater = holdsUnknown(value)
    const why = isLater ? 'only a node knows what makes it' : 'it is not known what makes it'
    const file = unit.file ?? side.release.path
    return [nothing(`of ${type}`, why, { file, severity: isLater ? 'info' : 'warning' })]
  }
  return target.variants.length > 0 ? [] : [nothing(`of ${type}`, ...causeOf(target, side))]
}

/** The profile of a type, where one of the two ways to render it fails: what stands there alone is not seen. */
export function madeInPart({ target }: SwitchEntry, type: string, side: Side): Diagnostic[] {
  const [first] = target?.failures.flat() ?? []
  if (!target || target.variants.length === 0 || !first) return []
  return [
    finding(
      'compared-less',
      `the profile of ${type} is compared in part: where it is given other things, it fails (${first.message})`,
      { severity: 'info', ...placeOf(first, side) },
    ),
  ]
}

/** The profile with the switch, where a release makes none: then nothing is known of any type. */
export function unmadeRoot(side: Side, which: 'old' | 'new'): Diagnostic[] {
  const { root, entries } = side.release
  if (!root) return []
  const what = `with the switch of the ${which} release`
  if (root.variants.length === 0) return [nothing(what, ...causeOf(root, side))]
  // Where the new one has no switch, each type is told to be lost.
  if (entries.length > 0 || (which === 'new' && isWhole(root))) return []
  const file = root.file ?? side.release.path
  return [nothing(what, 'it names no software type', { file, severity: 'warning' })]
}

function isWhole({ variants }: Unit): boolean {
  return variants.every(({ resolved, profile }) => resolved.complete && profile.sections.size > 0)
}

function nothing(profile: string, why: string, details: Details): Diagnostic {
  return finding(
    'compared-less',
    `the profile ${profile} is compared with nothing: ${why}`,
    details,
  )
}

/** Why a profile is not made, and where: a warning where the release itself is in the way. */
function causeOf(unit: Unit, side: Side): [string, Details] {
  const { release } = side
  const [first] = unit.failures.flat()
  if (first) {
    const severity = isUntold(first) ? 'info' : 'warning'
    return [first.message, { severity, ...placeOf(first, side) }]
  }
  const missing = missingFile(unit, release)
  return missing === undefined
    ? [
        'only a node knows what it is made of',
        { severity: 'info', file: unit.file ?? release.path },
      ]
    : [
        `${missing.slice(missing.lastIndexOf('/') + 1)} cannot be read`,
        { severity: 'warning', file: missing },
      ]
}

function placeOf(found: Diagnostic, { files }: Side): Details {
  const { file, range } = files.placed(found, new Map())
  return { ...(file === undefined ? {} : { file }), ...(range ? { range } : {}) }
}

/** The file that a profile would be made from, and that is not there. */
function missingFile({ artefact, scope }: Unit, { maker }: Release): string | undefined {
  let path = artefact.input
  let at = scope
  // As deep as profiles make each other; a loop ends there.
  for (let depth = 0; path !== undefined && isMade(path) && depth < 10; depth++) {
    const made = at.find(path, true)
    path = made?.artefact.input
    at = made?.scope ?? at
  }
  if (path === undefined || isMade(path) || holdsUnknown(path)) return undefined
  return maker.read(path) ? undefined : path
}
