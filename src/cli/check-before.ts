// What check --before compares. Knows diagnostics, buildout and check.
import { dirname, isAbsolute, relative } from 'node:path'
import type { ProfileReader } from '../buildout/index.js'
import { checkMove, type Move } from '../check/before/index.js'
import { fail, type Diagnostic } from '../diagnostics/index.js'
import { isFolder } from './inputs.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'
import { withFiles } from './report.js'
import { readReleaseFiles } from './release-files.js'

/** The flag of who moves a service from one release to another. */
export const beforeFlag = {
  before: option.text('the folder of the running release: reports what this one changes for it'),
}

type Flags = FlagsOf<typeof beforeFlag> & { _: string[] }
type MoveOptions = NonNullable<Parameters<typeof checkMove>[2]>

/** The profiles that are checked by themselves, and the folder of the release that they are of. */
export interface GivenWords {
  profiles: string[]
  folder: string
}

/** What the words of a command line mean: a folder is one only for who compares. */
export function givenWords({ _: words, before }: Flags, io: Io): GivenWords {
  const unique = [...new Set(words)]
  if (before === undefined) {
    return { profiles: unique.length > 0 ? unique : ['.'], folder: '.' }
  }
  const folders = unique.filter((word) => isFolder(word, io))
  if (folders.length > 1) {
    fail('bad-flag', '--before compares one release with another', {
      expected: 'the folder of one release, or profiles of one',
      received: folders.join(' '),
    })
  }
  const profiles = unique.filter((word) => !folders.includes(word))
  const [first] = profiles.filter((word) => word !== '-')
  return { profiles, folder: folders[0] ?? (first === undefined ? '.' : dirname(first)) }
}

/** What the release of a folder changes for what runs of the one before. Throws `unreadable-file`. */
export function moveOf(
  before: string,
  folder: string,
  { reader, ...options }: MoveOptions & { reader: ProfileReader },
  io: Io,
): Move {
  const [old, now] = [before, folder].map((each) => readReleaseFiles(each, reader, io))
  const { diagnostics, types, sources } = checkMove(old!, now!, options)
  // The old release is often beside the folder that the command runs in.
  const shown = (path: string): string => (isAbsolute(path) ? relative(io.cwd, path) : path)
  return {
    types,
    diagnostics: diagnostics.map((each) => withFiles(each, shown)),
    sources: new Map([...sources].map(([path, text]) => [shown(path), text])),
  }
}

/** What is lost since another release is reported once, as that. */
export function withoutTold(found: Diagnostic[], moved: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ file, range }: Diagnostic): string => `${file}\0${range?.start.offset}`
  const lost = new Set(moved.filter(({ code }) => code === 'section-lost').map(place))
  return found.filter(
    (each) =>
      !/^(?:reference-section|reference-option|part-missing|macro-missing)$/.test(each.code) ||
      !lost.has(place(each)),
  )
}
