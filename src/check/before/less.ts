// What of two releases is compared with nothing, or in part, and why. Knows diagnostics, python and
// release.
import { few, finding, type Details, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown, printedUnknown } from '../../python/index.js'
import { isMade, type Release, type SwitchEntry, type Unit } from '../../release/index.js'
import type { Files } from '../release/places.js'
import { isUnresolved } from '../unresolved.js'
import type { Role } from './role.js'
import type { ReleaseFiles, ReleaseTexts } from './texts.js'

function less(message: string, details: Details): Diagnostic {
  return finding('compared-less', message, details)
}

const hint = 'check it out together with the stack and the components that it extends'

/**
 * Of what the software of the old release extends and nobody can read, nobody knows whether it is kept.
 * What both extend is the same.
 */
export function unreadSoftware(old: ReleaseTexts, now: ReleaseTexts): Diagnostic[] {
  const unread = new Map([...old.unread].filter(([name]) => !now.unread.has(name)))
  const [first] = unread.values()
  if (!first) return []
  return [
    less(`${few([...unread.keys()], 3)} of the old release is not compared: it cannot be read`, {
      severity: 'warning',
      ...first,
      path: 'buildout:extends',
      hint,
    }),
  ]
}

/**
 * A folder that leads to no instance is compared without knowing which type has what: reported where the
 * other one does.
 */
export function noRelease(before: ReleaseFiles, after: ReleaseFiles): Diagnostic[] {
  const [other, ...others] = [before, after].filter(({ release }) => release?.root === undefined)
  if (!other || others.length > 0) return []
  const { folder, release } = other
  const why = release
    ? 'its software.cfg does not lead to the profile of an instance'
    : 'it has no software.cfg'
  return [
    less(`${why}: all profiles of the folder are compared as one, whatever instance they are for`, {
      severity: 'info',
      file: release?.path ?? folder,
      hint,
    }),
  ]
}

/**
 * Of a profile that is known in part, nobody knows what is no longer there. What the old one lacks with
 * the software is reported there.
 */
export function unreadProfile(
  { old, now }: { old: Role; now: Role },
  isSoftwareRead: boolean,
): {
  isLeftOut: boolean
  /** Whether what the old one has not may be there all the same. */
  isOldOpen: boolean
  diagnostics: Diagnostic[]
} {
  const gone = [...now.unread].filter((name) => !old.unread.has(name))
  const only = [...old.unread].filter((name) => !now.unread.has(name))
  const [role, names] = gone.length > 0 ? [now, gone] : [old, only]
  if (names.length === 0 || (gone.length === 0 && !isSoftwareRead))
    return { isLeftOut: false, isOldOpen: only.length > 0, diagnostics: [] }
  const { types, file } = role.unit
  const of = types.size > 0 ? `of ${[...types].join(', ')}` : 'with the switch'
  const what = gone.length > 0 ? 'is not compared' : 'is only partly compared'
  const whose = gone.length > 0 ? 'the new one' : 'the old one'
  return {
    isLeftOut: gone.length > 0,
    isOldOpen: only.length > 0,
    diagnostics: [
      less(
        `the profile ${of} ${what}: ${whose} extends or imports ${few(names.map(named), 3)}, which cannot be read`,
        { severity: gone.length > 0 ? 'warning' : 'info', ...(file === undefined ? {} : { file }) },
      ),
    ],
  }
}

/** Of what is known on a node alone, the name. */
function named(text: string): string {
  return text.replaceAll(printedUnknown, '$1')
}

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
    less(
      `the profile of ${type} is only partly compared: with other parameters it fails (${first.message})`,
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
  // Where the new one has no switch, each type is reported as lost.
  if (entries.length > 0 || (which === 'new' && isWhole(root))) return []
  const file = root.file ?? side.release.path
  return [nothing(what, 'it names no software type', { file, severity: 'warning' })]
}

function isWhole({ variants }: Unit): boolean {
  return variants.every(({ resolved, profile }) => resolved.complete && profile.sections.size > 0)
}

function nothing(profile: string, why: string, details: Details): Diagnostic {
  return less(`the profile ${profile} is not compared: ${why}`, details)
}

/** Why a profile is not made, and where: a warning where the release itself is the reason. */
function causeOf(unit: Unit, side: Side): [string, Details] {
  const { release } = side
  const [first] = unit.failures.flat()
  if (first) {
    const severity = isUnresolved(first) ? 'info' : 'warning'
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
