// The stack folder on the disk: what is there, and what would be written. Knows diagnostics and
// profiles and python.
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fail } from '../diagnostics/index.js'
import {
  componentsIn,
  filesEver,
  isWritten,
  readStackRecord,
  renderStack,
  stackRecord,
  type StackRecord,
} from '../profiles/index.js'
import { strip } from '../python/index.js'
import { readFound, reason, textOf, writeOutput } from './files.js'
import type { Io } from './io.js'
import { version } from './version.js'

/** A file of the folder. */
export interface StackFile {
  name: string
  /**
   * `current`: as it would be written. `missing`: not there. `old`: as some version of ours wrote it.
   * `unknown`: as the folder's record says, but no version that this one knows wrote it so. `edited`:
   * not as the record says. `foreign`: the record does not have it.
   */
  state: 'current' | 'missing' | 'old' | 'unknown' | 'edited' | 'foreign'
  /** What is there, with its line ends as they are written. */
  present: string
  /** What would be written; undefined for a file that this version does not have. */
  text: string | undefined
  /** Whether it differs by its line ends alone. */
  carriage: boolean
}

/** The folder as it is. */
export interface StackFolder {
  /** As the user names it. */
  folder: string
  /** What it says of itself, where a version of ours wrote it. */
  record: StackRecord | undefined
  /** Where the components are, from it. */
  components: string
  files: StackFile[]
  /** The version that wrote it, and this one; of one version the trees differ by their sums. */
  from: string
  to: string
}

/** Whether a file is not as any version of ours wrote it, and would be lost. */
export const isEdited = ({ state }: StackFile): boolean =>
  state === 'unknown' || state === 'edited' || state === 'foreign'

/** The MD5 of a text in UTF-8. */
export const md5 = (text: string | Uint8Array): string =>
  createHash('md5').update(text).digest('hex')

/**
 * Compares what is there with what this version writes, for components that are given or for those
 * of a release. Throws `unreadable-file`, `bad-argument`.
 */
export async function readStackFolder(
  folder: string,
  { components: given, release }: { components?: string | undefined; release?: string },
  io: Io,
): Promise<StackFolder> {
  const record = await recordOf(folder, io)
  const found = await foundComponents(folder, record, io)
  const components = given ?? found ?? componentsOf(folder, release, io)
  const texts = renderStack({ version, components, md5 })
  const files: StackFile[] = []
  // Whatever else the record names, no version of ours wrote it.
  for (const name of new Set([...texts.keys(), ...filesEver])) {
    const file = await compare(join(folder, name), name, texts.get(name), record, io)
    if (file) files.push(file)
  }
  return { folder, record, components, files, ...namesOf(record) }
}

/** The version of a folder and this one, each with the sum of its sums where they are one by number. */
function namesOf(record: StackRecord | undefined): { from: string; to: string } {
  const names = { from: record?.version ?? '', to: version }
  if (record?.version !== version) return names
  const { components } = record
  const ours = readStackRecord(renderStack({ version, components, md5 }).get(stackRecord)!)!
  const [old, now] = [record, ours].map(({ sums }) => md5([...sums].flat().join(' ')).slice(0, 8))
  return old === now ? names : { from: `${version}+${old}`, to: `${version}+${now}` }
}

/** Where the folder says that the components are: in its record, or else in the profile itself. */
async function foundComponents(
  folder: string,
  record: StackRecord | undefined,
  io: Io,
): Promise<string | undefined> {
  if (record) return record.components
  const path = join(folder, 'buildout.cfg')
  if (kindOf(path, io) !== 'other') return undefined
  const text = textOf(await readFound(path, io)).replaceAll('\r\n', '\n')
  return isWritten('buildout.cfg', text, md5) ? componentsIn(text) : undefined
}

/** What the folder says of itself; undefined where no version of ours wrote it, or nothing is there. */
export async function recordOf(folder: string, io: Io): Promise<StackRecord | undefined> {
  const kind = kindOf(folder, io)
  if (kind === 'other') noFolder(folder)
  const path = join(folder, stackRecord)
  if (kind === 'none' || kindOf(path, io) === 'none') return undefined
  return readStackRecord(textOf(await readFound(path, io)))
}

/** Throws `unreadable-file` for a folder that cannot be made, since a file is where it would lie. */
export function refuseBelowFile(folder: string, io: Io): void {
  const above = dirname(folder)
  if (above === folder) return
  if (kindOf(above, io) === 'other') noFolder(above)
  refuseBelowFile(above, io)
}

function noFolder(path: string): never {
  fail('unreadable-file', `${path} is not a folder`, {
    file: path,
    hint: 'name the folder of the stack, or one that can be made',
  })
}

/** Whether something is there, under this name. */
export function kindOf(path: string, io: Io): 'none' | 'folder' | 'other' {
  const full = resolve(io.cwd, path)
  try {
    const found = statSync(full, { throwIfNoEntry: false })
    if (found) return found.isDirectory() ? 'folder' : 'other'
    // A link that leads nowhere is there all the same.
    return lstatSync(full, { throwIfNoEntry: false }) ? 'other' : 'none'
  } catch (error) {
    // Below what is not a folder there is nothing; whoever wants to write there gets an error.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return 'none'
    fail('unreadable-file', `${path} cannot be read: ${reason(error)}`, { file: path })
  }
}

/**
 * Where the components are unless the folder or a flag says so: two folders above the release that is
 * given, or that the folder lies in; else where they are found, or as SlapOS has its stacks.
 */
function componentsOf(folder: string, release: string | undefined, io: Io): string {
  const above = foldersAbove(folder)
  const beside = above.find((each) => kindOf(join(each, 'component'), io) === 'folder')
  const place =
    release === undefined && beside !== undefined
      ? beside
      : join(release ?? releaseAround(folder, io) ?? folder, '..', '..')
  return relative(resolve(io.cwd, folder), resolve(io.cwd, place)).split(sep).join('/') || '.'
}

/** The release that a folder lies in. */
export function releaseAround(folder: string, io: Io): string | undefined {
  return foldersAbove(folder).find((each) => kindOf(join(each, 'software.cfg'), io) !== 'none')
}

/** As far up as a stack may lie in what it belongs to. */
function foldersAbove(folder: string): string[] {
  return ['..', '../..', '../../..'].map((up) => join(folder, up))
}

async function compare(
  path: string,
  name: string,
  text: string | undefined,
  record: StackRecord | undefined,
  io: Io,
): Promise<StackFile | undefined> {
  const file = { name, text, present: '', carriage: false }
  if (kindOf(path, io) === 'none')
    return text === undefined ? undefined : { ...file, state: 'missing' }
  const bytes = await readFound(path, io)
  // A checkout may have put CR LF for every line end: nobody edited that.
  const lines = Buffer.from(
    Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'),
    'latin1',
  )
  const there = { ...file, present: textOf(lines), carriage: lines.length !== bytes.length }
  const isAsWritten = text !== undefined && lines.equals(Buffer.from(text))
  if (isAsWritten) return { ...there, state: there.carriage ? 'old' : 'current' }
  if (name === stackRecord) return { ...there, state: record ? 'old' : 'foreign', carriage: false }
  if (isWritten(name, there.present, md5)) return { ...there, state: 'old', carriage: false }
  const recorded = record?.sums.get(name)
  // A file of a name that we gave up may be anybody's.
  if (recorded === undefined) return text === undefined ? undefined : { ...there, state: 'foreign' }
  return { ...there, state: recorded === md5(lines) ? 'unknown' : 'edited' }
}

/**
 * Writes what is not as it should be, and removes what this version does not have. The record is first:
 * where a run is broken off, it says which version has to go on.
 */
export function writeStackFolder({ folder, files }: StackFolder, io: Io): StackFile[] {
  const changed = files.filter(({ state }) => state !== 'current')
  if (changed.length > 0) makeFolder(folder, io)
  const isRecord = ({ name }: StackFile): boolean => name === stackRecord
  for (const { name, text } of changed.toSorted((a, b) => +isRecord(b) - +isRecord(a))) {
    const path = join(folder, name)
    if (text === undefined) removeFile(path, io)
    else writeOutput(path, text, io)
  }
  return changed
}

/** A folder that an argument names; throws `bad-argument` for one that names none. */
export function namedFolder(argument: string, folder: string): string {
  if (strip(folder) !== '') return folder
  fail('bad-argument', `${argument} does not name a folder`, {
    expected: 'a folder, whether or not it exists yet',
    received: 'nothing',
    hint: 'the current folder is written "."',
  })
}

/** Throws `unwritable-file`. */
export function makeFolder(folder: string, io: Io): void {
  try {
    makeWithAbove(resolve(io.cwd, folder))
  } catch (error) {
    // A system folder as /proc is there, and takes none.
    const isNowhere = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const why = isNowhere ? 'where it would lie, none can be' : reason(error)
    fail('unwritable-file', `the folder ${folder} cannot be created: ${why}`, {
      file: folder,
      hint: 'choose another folder',
    })
  }
}

/** Those above it first, each once: where none can be made, Node's own way tries for ever. */
function makeWithAbove(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return
  if (dirname(path) !== path) makeWithAbove(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

function removeFile(path: string, io: Io): void {
  try {
    rmSync(resolve(io.cwd, path))
  } catch (error) {
    fail('unwritable-file', `${path} cannot be removed: ${reason(error)}`, { file: path })
  }
}
