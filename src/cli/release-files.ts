// The profiles of a release's folder, and of the stack that it extends. Knows diagnostics,
// buildout, check, profiles and release.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { folderOf, joinPath, parseProfile, words, type ProfileReader } from '../buildout/index.js'
import type { ReleaseFiles } from '../check/before/index.js'
import { fail, ResilientError } from '../diagnostics/index.js'
import { macros } from '../profiles/macros.js'
import { readRelease, type Release } from '../release/index.js'
import { reason } from './files.js'
import type { Io } from './io.js'

/** What a profile is called: `software.cfg`, `instance.cfg.in`, `root.cfg.jinja2`, … */
const isProfile = /\.cfg(?:\.(?:in|jinja2?|j2))*$/

/**
 * Every profile of a folder, and of the stack that it extends. Throws `unreadable-file` for what is no
 * folder of a release.
 */
export function readReleaseFiles(folder: string, reader: ProfileReader, io: Io): ReleaseFiles {
  const path = resolve(io.cwd, folder)
  const files = new Map<string, string>()
  const own = profilesIn(path, folder)
  if (own.length === 0) {
    fail('unreadable-file', `${folder} contains no profile`, {
      file: folder,
      expected: 'the folder of a release: software.cfg, and the profiles beside it',
    })
  }
  for (const name of own) files.set(join(path, name), reader(join(path, name)))
  const release = releaseIn(path, reader, io)
  for (const file of release ? filesOf(release) : extendedBy(files)) {
    if (files.has(file) || !isProfile.test(file)) continue
    const text = attempt(() => reader(file))
    if (text !== undefined) files.set(file, text)
  }
  return { folder: path, files, reader, release }
}

/** What one command read: it may ask for a release's components, and for what a move from it changes. */
const known = new WeakMap<Io, Map<string, Release | undefined>>()

/** The release that a software.cfg, or that of a folder, makes, read once a command; undefined where it makes none. */
export function releaseIn(folder: string, reader: ProfileReader, io: Io): Release | undefined {
  const releases = known.get(io) ?? new Map<string, Release | undefined>()
  known.set(io, releases)
  if (!releases.has(folder)) releases.set(folder, readIn(folder, reader))
  return releases.get(folder)
}

function readIn(folder: string, reader: ProfileReader): Release | undefined {
  if (folder.endsWith('.cfg'))
    return attempt(() => readRelease(folder, { reader, atHand: macros() }))
  const names = profilesIn(folder).filter((name) => /^software\b.*\.cfg$/.test(name))
  const [name] = names.includes('software.cfg') ? ['software.cfg'] : names
  if (name === undefined) return undefined
  return attempt(() => readRelease(join(folder, name), { reader, atHand: macros() }))
}

/** What the sections of its software make files from, wherever it lies. */
function filesOf({ makings }: Release): string[] {
  return makings.flatMap(({ artefact: { input }, unit }) =>
    unit === undefined && input !== undefined ? [input] : [],
  )
}

/** The profiles of every folder from which one is extended. */
function extendedBy(files: ReadonlyMap<string, string>): string[] {
  const folders = new Set<string>()
  for (const [path, text] of files) {
    const profile = attempt(() => parseProfile(text, { file: path }))
    for (const word of words(profile?.sections.get('buildout')?.get('extends')?.value ?? ''))
      if (/\.cfg$/.test(word) && !/[${}:]/.test(word))
        folders.add(folderOf(joinPath(folderOf(path), word)))
  }
  return [...folders].flatMap((folder) => profilesIn(folder).map((name) => join(folder, name)))
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return undefined
  }
}

function profilesIn(path: string, name?: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && isProfile.test(entry.name))
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    // A stack that a release only names may be elsewhere.
    if (name === undefined) return []
    fail('unreadable-file', `${name} cannot be read: ${reason(error)}`, {
      file: name,
      expected: 'the folder of a release',
    })
  }
}
