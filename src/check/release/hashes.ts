// The entries of a release's buildout.hash.cfg. Knows diagnostics, buildout and release.
import { macrosOf, words, type Assignment } from '../../buildout/index.js'
import { didYouMean, finding, nearest, type Diagnostic } from '../../diagnostics/index.js'
import type { Release } from '../../release/index.js'
import { aboutOf, type About } from '../about.js'
import type { Files } from './places.js'

/** What is wrong with the entries of a release's buildout.hash.cfg. */
export interface HashFindings {
  diagnostics: Diagnostic[]
  /** The entries that nothing reads, and their files. */
  unread: ReadonlyMap<string, string>
}

/** A finding's cause as data, for who puts findings together. */
function about(cause: About): { about: About } {
  return { about: cause }
}

/**
 * Where a release keeps its sums in a buildout.hash.cfg, every file beside it that a section names by
 * `filename` has one there.
 */
export function hashFindings(release: Release, files: Files): HashFindings {
  const unread = new Map<string, string>()
  return { diagnostics: [...findingsIn(release, files, unread)], unread }
}

function* findingsIn(
  { path, software }: Release,
  files: Files,
  unread: Map<string, string>,
): Generator<Diagnostic> {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const hashes = software.resolved.profiles.get(`${folder}/buildout.hash.cfg`)
  if (!hashes) return
  const heirs = new Set([...software.resolved.annotated.values()].flatMap(macrosOf))
  for (const [name, section] of software.view.sections) {
    const setting = section.get('filename')
    if (!setting?.assignment || !section.has('recipe') || section.has('md5sum')) continue
    if (setting.assignment.profile.file !== path) continue
    // What others inherit makes no file by itself.
    if (heirs.has(name)) continue
    const { start, end } = setting.assignment
    yield finding('hash-entry', `the file of [${name}] has no entry in buildout.hash.cfg`, {
      severity: 'info',
      file: path,
      range: files.range(path, start, end),
      path: `${name}:filename`,
      expected: `[${name}] with filename and md5sum`,
      hint: 'slapos-resilient hash writes the sum',
    })
  }
  const lacking = [...software.view.sections].flatMap(([name, options]) =>
    options.has('recipe') && !options.has('filename') ? [name] : [],
  )
  for (const [name, entry] of hashes.sections) {
    const isIdle = isUnread(name, software, heirs)
    yield* entryFindings(name, entry, isIdle, `${folder}/`, files)
    const filename = fileOf(entry)
    if (!filename || !isIdle) continue
    const near = nearest(
      name,
      lacking.filter((each) => each !== name),
      1,
    )
    if (near === undefined) {
      unread.set(name, filename.value)
      continue
    }
    const { nameStart } = filename.block
    yield {
      ...finding('hash-entry', `nothing reads [${name}]: no section of that name makes a file`, {
        severity: 'warning',
        file: hashes.file,
        range: files.range(hashes.file!, nameStart, nameStart + name.length),
        path: name,
        hint: didYouMean(near),
      }),
      ...about({ section: near, options: ['filename', 'md5sum'] }),
    }
  }
}

/** What is wrong with an entry: the sum of its file can be taken, and is taken. */
function* entryFindings(
  name: string,
  entry: ReadonlyMap<string, Assignment>,
  isIdle: boolean,
  folder: string,
  files: Files,
): Generator<Diagnostic> {
  const filename = fileOf(entry)
  if (!filename) return
  const { profile, start, end } = filename
  const at = (from: number, to: number): Pick<Diagnostic, 'file' | 'range'> => ({
    file: profile.file!,
    range: files.range(profile.file!, from, to)!,
  })
  // Of one that is read, its section is reported.
  const isGone =
    !/[{}$]/.test(filename.value) && files.md5sum(folder + filename.value) === undefined
  if (isIdle && isGone)
    yield finding('hash-entry', `the file of [${name}] is not there: ${filename.value}`, {
      severity: 'warning',
      ...at(start, end),
      path: `${name}:${filename.name}`,
      expected: 'a file of this folder',
      hint: 'slapos-resilient hash takes no sums until the entry is corrected or removed',
    })
  if (entry.has('md5sum')) return
  const near = nearest('md5sum', entry.keys(), 3)
  const misspelt = near === undefined ? undefined : entry.get(near)
  yield finding(
    'hash-entry',
    `[${name}] has no md5sum, so nothing holds ${filename.value} to one`,
    {
      severity: 'info',
      ...(misspelt ? at(misspelt.start, misspelt.nameEnd) : at(start, end)),
      path: `${name}:md5sum`,
      expected: 'the MD5 sum of the file',
      hint: near === undefined ? 'slapos-resilient hash writes it' : `write md5sum for ${near}`,
    },
  )
}

function fileOf(entry: ReadonlyMap<string, Assignment>): Assignment | undefined {
  return entry.get('_update_hash_filename_') ?? entry.get('filename')
}

/** Whether nothing makes a file from an entry: no section of its name, none that inherits it or refers to it. */
function isUnread(
  name: string,
  { view }: Release['software'],
  heirs: ReadonlySet<string>,
): boolean {
  if (view.sections.get(name)?.has('recipe') !== false || heirs.has(name)) return false
  for (const section of view.sections.values())
    for (const { value } of section.values())
      if (value.includes(`\${${name}:`) || words(value).includes(name)) return false
  return true
}

/** What lacks a file name, with the entry of buildout.hash.cfg as its hint that may be meant to give it. */
export function withEntries(
  diagnostics: readonly Diagnostic[],
  { unread }: HashFindings,
): Diagnostic[] {
  return diagnostics.map((each) => {
    const { section, options = [] } = aboutOf(each)
    const isOfFile = options.some((option) => ofEntries.has(option))
    if (each.code !== 'reference-option' || section === undefined || !isOfFile) return each
    const entry =
      [...unread].find(([, file]) => file.startsWith(section))?.[0] ??
      (unread.size === 1 ? [...unread.keys()][0] : undefined)
    if (entry === undefined) return each
    return {
      ...each,
      hint: `buildout.hash.cfg has [${entry}], which may be meant to be [${section}]`,
    }
  })
}

/** What buildout.hash.cfg gives the sections that make files. */
const ofEntries: ReadonlySet<string> = new Set(['filename', '_update_hash_filename_', 'md5sum'])
