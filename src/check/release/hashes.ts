// The entries of a release's buildout.hash.cfg. Knows diagnostics, buildout and release.
import { macrosOf, words } from '../../buildout/index.js'
import { didYouMean, finding, nearest, type Diagnostic } from '../../diagnostics/index.js'
import type { Release } from '../../release/index.js'
import { aboutOf } from '../about.js'
import type { Files } from './places.js'

/** What is wrong with the entries of a release's buildout.hash.cfg. */
export interface HashFindings {
  diagnostics: Diagnostic[]
  /** The misspelt entries, by the sections that are meant. */
  meant: ReadonlyMap<string, string>
}

/**
 * Where a release keeps its sums in a buildout.hash.cfg, every file beside it that a section names by
 * `filename` has one there.
 */
export function hashFindings(release: Release, files: Files): HashFindings {
  const meant = new Map<string, string>()
  return { diagnostics: [...findingsIn(release, files, meant)], meant }
}

function* findingsIn(
  { path, software }: Release,
  files: Files,
  meant: Map<string, string>,
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
  for (const [name, section] of hashes.sections) {
    if (software.view.sections.get(name)?.has('recipe') !== false) continue
    if (isReferredTo(name, software)) continue
    const assignment = section.get('filename') ?? section.get('_update_hash_filename_')
    if (!assignment) continue
    const lacking = [...software.view.sections].flatMap(([each, options]) =>
      each !== name && options.has('recipe') && !options.has('filename') ? [each] : [],
    )
    const near = nearest(name, lacking, 1)
    if (near === undefined) continue
    meant.set(near, name)
    yield finding('hash-entry', `nothing reads [${name}]: no section of that name makes a file`, {
      severity: 'warning',
      file: hashes.file,
      range: files.range(
        hashes.file!,
        assignment.block.nameStart,
        assignment.block.nameStart + name.length,
      ),
      path: name,
      hint: didYouMean(near),
    })
  }
}

function isReferredTo(name: string, { view }: Release['software']): boolean {
  for (const section of view.sections.values())
    for (const { value } of section.values())
      if (value.includes(`\${${name}:`) || words(value).includes(name)) return true
  return false
}

/** What lacks the file name that a misspelt entry of buildout.hash.cfg has, with that entry as its hint. */
export function withEntries(
  diagnostics: readonly Diagnostic[],
  { meant }: HashFindings,
): Diagnostic[] {
  return diagnostics.map((each) => {
    const { section: lacking = '' } = aboutOf(each)
    const entry = meant.get(lacking)
    if (each.code !== 'reference-option' || entry === undefined || each.hint !== undefined)
      return each
    return {
      ...each,
      hint: `buildout.hash.cfg has [${entry}], which may be meant to be [${lacking}]`,
    }
  })
}
