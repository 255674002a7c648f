// What of two releases is not compared, since it cannot be read. Knows diagnostics and python.
import { few, finding, type Diagnostic } from '../../diagnostics/index.js'
import { printedUnknown } from '../../python/index.js'
import type { Pair } from './pairs.js'
import type { ReleaseFiles, ReleaseTexts } from './texts.js'

const hint = 'check it out with the stack and the components that it extends'

/**
 * Of what the software of the old release extends and nobody can read, nobody knows whether it is kept.
 * What both extend is the same.
 */
export function unreadSoftware(old: ReleaseTexts, now: ReleaseTexts): Diagnostic[] {
  const unread = new Map([...old.unread].filter(([name]) => !now.unread.has(name)))
  const [first] = unread.values()
  if (!first) return []
  return [
    finding(
      'compared-less',
      `what the old release has of ${few([...unread.keys()], 3)} is compared with nothing: it cannot be read`,
      { severity: 'warning', ...first, path: 'buildout:extends', hint },
    ),
  ]
}

/**
 * A folder that leads to no instance is compared without knowing which type has what: told where the
 * other one does.
 */
export function noRelease(before: ReleaseFiles, after: ReleaseFiles): Diagnostic[] {
  const [other, ...others] = [before, after].filter(({ release }) => release?.root === undefined)
  if (!other || others.length > 0) return []
  const { folder, release } = other
  const why = release
    ? 'its software.cfg leads to no profile of an instance'
    : 'it has no software.cfg'
  return [
    finding(
      'compared-less',
      `${why}: all profiles of the folder are compared as one, whatever instance they are for`,
      { severity: 'info', file: release?.path ?? folder, hint },
    ),
  ]
}

/**
 * Of a profile that is known in part, nobody knows what is no longer there. What the old one lacks with
 * the software is told there.
 */
export function unreadProfile(
  { old, now }: Pair,
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
  const what = gone.length > 0 ? 'is not compared' : 'is compared in part'
  const whose = gone.length > 0 ? 'the new one' : 'the old one'
  return {
    isLeftOut: gone.length > 0,
    isOldOpen: only.length > 0,
    diagnostics: [
      finding(
        'compared-less',
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
