// The command stack. Knows diagnostics, buildout and profiles.
import { dirname, join } from 'node:path'
import { decodeProfile, parseProfile, words } from '../buildout/index.js'
import {
  finding,
  report,
  ResilientError,
  unifiedDiff,
  type Diagnostic,
} from '../diagnostics/index.js'
import { stackRecord } from '../profiles/index.js'
import type { Command, ExitCode } from './command.js'
import { readInput } from './files.js'
import type { Io } from './io.js'
import { option } from './options.js'
import { wantsColors } from './report.js'
import { switchesOf } from './stack-switch.js'
import {
  isEdited,
  kindOf,
  namedFolder,
  readStackFolder,
  recordOf,
  refuseBelowFile,
  releaseAround,
  writeStackFolder,
  type StackFile,
  type StackFolder,
} from './stack-folder.js'
import { isNewer, version } from './version.js'

const options = {
  check: option.switch('change nothing, and exit 1 where a file is not as this version writes it'),
  components: option.text('where component/ and stack/monitor/ are, from the folder'),
}

/** `stack`: the folder that releases extend, written or brought up to date. */
export const stackCommand: Command<typeof options> = {
  usage: '[FOLDER] [options]',
  words: [0, 1],
  options,
  examples: [
    ['$0', 'the folder that software.cfg extends, else stack/resilient'],
    ['$0 --check', 'whether it is up to date, for CI'],
    [
      '$0 shop/stack/resilient --components ../../../..',
      'the folder of a release that lies in software/',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const given = flags._[0]
    const named =
      given !== undefined
        ? namedFolder('FOLDER', given)
        : ((await extendedFolder(io)) ?? join('stack', 'resilient'))
    const stack = await readStackFolder(named, { components: flags.components }, io)
    if (flags.check) {
      const found = findingsOf(stack, io)
      io.stdout(checkedDifferences(stack))
      io.stdout(report('text', found, { colors: wantsColors(io) }))
      return found.length > 0 ? 1 : 0
    }
    const newer = newerVersion(stack)
    if (newer) throw new ResilientError([newer])
    refuseEdited(stack, io)
    const changed = writeStackFolder(stack, io)
    io.stderr(said(stack, changed))
    if (changed.length > 0) io.stderr(await switchesSaid(named, io))
    return 0
  },
}

/**
 * The folder of the stack that the release of this folder extends: one that a version of ours wrote,
 * whatever its name, else one that is called as SlapOS calls it.
 */
async function extendedFolder(io: Io): Promise<string | undefined> {
  const file = 'software.cfg'
  if (kindOf(file, io) === 'none') return undefined
  const text = decodeProfile(await readInput(file, io), file)
  const profile = parseProfile(text, { file })
  const extended = profile.sections.get('buildout')?.get('extends')?.value ?? ''
  const profiles = words(extended).filter(
    (each) => /(?:^|\/)buildout\.cfg$/.test(each) && !/:\/\/|\$\{/.test(each),
  )
  const folders = profiles.map((each) => dirname(each))
  for (const folder of folders) if (await isOurs(folder, io)) return folder
  return folders.find((each) => /(?:^|\/)resilient$/.test(each))
}

/** Whether a version of ours wrote the folder; others of the release may be anything. */
async function isOurs(folder: string, io: Io): Promise<boolean> {
  const isThere = kindOf(join(folder, stackRecord), io) === 'other'
  return isThere && (await recordOf(folder, io)) !== undefined
}

/** A finding for a folder of which this version cannot know what it holds. */
function newerVersion({ folder, record }: StackFolder): Diagnostic | undefined {
  if (!record || !isNewer(record.version, version)) return undefined
  return finding('newer-stack', `${folder} was written by ${record.version}, this is ${version}`, {
    file: join(folder, stackRecord),
    expected: `${version}, or an older version`,
    received: record.version,
    hint: `take ${record.version} of the command, or a newer one`,
  })
}

/** A finding for every file that is not as it would be written. Throws `unreadable-file`. */
function findingsOf(stack: StackFolder, io: Io): Diagnostic[] {
  const { folder, record, files } = stack
  const newer = newerVersion(stack)
  if (newer) return [newer]
  if (files.every(({ state }) => state === 'missing')) {
    refuseBelowFile(folder, io)
    return [
      finding('stale-stack', `${folder} holds no file of the stack`, {
        file: folder,
        hint: 'without --check they are written',
      }),
    ]
  }
  const isRefused = files.some(isEdited)
  return files
    .filter(({ state }) => state !== 'current')
    .map((file) => {
      const path = join(folder, file.name)
      if (isEdited(file)) return editedFile(stack, file)
      const wrote = record ? `as ${record.version} wrote it` : undefined
      return finding('stale-stack', `${path} is not as ${version} writes it`, {
        file: path,
        received: file.state === 'missing' ? 'no file' : file.carriage ? 'CR LF line ends' : wrote,
        hint: file.carriage
          ? `let git leave the folder as it is: "${folder}/** -text" in .gitattributes`
          : isRefused
            ? 'nothing is written before the files that are not ours are seen to'
            : 'without --check it is brought up to date',
      })
    })
}

function editedFile({ folder, record }: StackFolder, { name, state, text }: StackFile): Diagnostic {
  const path = join(folder, name)
  const why =
    state === 'edited' ? 'was edited since it was written' : 'was written by no version of ours'
  return finding('edited-stack', `${path} ${why}`, { file: path, hint: hintOf() })

  function hintOf(): string {
    if (!record)
      return `name another folder; where a version of ours wrote this one, put its ${stackRecord} back as it was`
    if (text === undefined)
      return 'put what is yours into the release, and take the file away: this version has none of that name'
    return 'put what is yours into the release; a file that is taken away is written anew'
  }
}

/** Throws `edited-stack` for all that would be lost, whose differences are the result. */
function refuseEdited(stack: StackFolder, io: Io): void {
  const edited = stack.files.filter(isEdited)
  const [first, ...rest] = edited.map((file) => editedFile(stack, file))
  if (!first) return
  io.stdout(differences(stack, edited))
  throw new ResilientError([first, ...rest])
}

/** What `--check` shows: all that is not current, where the folder is there and this version knows it. */
function checkedDifferences(stack: StackFolder): string {
  const { files } = stack
  if (newerVersion(stack) || files.every(({ state }) => state === 'missing')) return ''
  return differences(
    stack,
    files.filter(({ state }) => state !== 'current'),
  )
}

/** How files are, and how this version writes them. */
function differences({ folder }: StackFolder, files: readonly StackFile[]): string {
  const nothing = { name: '/dev/null', text: '' }
  return files
    .map(({ name, state, present, text }) => {
      const path = join(folder, name)
      return unifiedDiff(
        state === 'missing' ? nothing : { name: `${path}\tas it is`, text: present },
        text === undefined ? nothing : { name: `${path}\tas ${version} writes it`, text },
      )
    })
    .join('')
}

/** What was done, in a line. */
function said({ folder, record, components }: StackFolder, changed: readonly StackFile[]): string {
  if (changed.length === 0) return `${folder} is as ${version} writes it\n`
  const at = `components at ${components}`
  if (!record) return `${folder}: ${changed.length} files written, ${at}\n`
  const names = changed.map(({ name }) => name).join(', ')
  const from = record.version === version ? 'up to date' : `from ${record.version} to ${version}`
  return `${folder}: ${names} brought ${from}, ${at}\n`
}

/** What the release must not change with the stack, in a line; nothing where it has no such section. */
async function switchesSaid(folder: string, io: Io): Promise<string> {
  const release = kindOf('software.cfg', io) === 'none' ? releaseAround(folder, io) : '.'
  const switches = release === undefined ? [] : await switchesOf(release, io)
  if (switches.length === 0) return ''
  const named = switches.map(({ file, section }) => `[${section}] of ${file}`).join(', ')
  return `${named}: what runs hangs on the name of that section, leave it as it is\n`
}
