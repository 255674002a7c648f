// The command stack. Knows diagnostics and profiles.
import { dirname, join, resolve } from 'node:path'
import { report, ResilientError } from '../diagnostics/index.js'
import { stackRecord } from '../profiles/index.js'
import type { Command, ExitCode } from './command.js'
import type { Io } from './io.js'
import { option } from './options.js'
import { wantsColors } from './report.js'
import {
  checkedDifferences,
  differences,
  findingsOf,
  editedFindings,
  newerVersion,
  said,
} from './stack-words.js'
import { allOrNothing } from './whole.js'
import { extendsOf, releasesThatExtend, switchesOf, type SwitchSection } from './stack-switch.js'
import {
  isEdited,
  kindOf,
  namedFolder,
  readStackFolder,
  recordOf,
  releaseAround,
  writeStackFolder,
  type StackFolder,
} from './stack-folder.js'

const options = {
  check: option.switch(
    'change nothing, and exit 1 if a file differs from what this version writes',
  ),
  components: option.text('where component/ and stack/monitor/ are, relative to the folder'),
}

/** `stack`: the folder that releases extend, written or brought up to date. */
export const stackCommand: Command<typeof options> = {
  usage: '[FOLDER] [options]',
  words: [0, 1],
  options,
  examples: [
    ['$0', 'the folder that software.cfg extends, else stack/resilient'],
    ['$0 --check', 'whether it is up to date, for CI'],
    ['$0 shop/stack/resilient --components ../../../..', 'the folder of a release in software/'],
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
    const changed = allOrNothing([resolve(io.cwd, named)], () => writeStackFolder(stack, io))
    io.stderr(said(stack, changed))
    io.stderr(await switchesSaid(named, io))
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
  const profiles = (await extendsOf(file, io)).filter(
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

/** Throws `edited-stack` for all that would be lost, whose differences are the result. */
function refuseEdited(stack: StackFolder, io: Io): void {
  const [first, ...rest] = editedFindings(stack)
  if (!first) return
  io.stdout(differences(stack, stack.files.filter(isEdited)))
  throw new ResilientError([first, ...rest])
}

/** What releases must not change with the stack, in a line; nothing where none has such a section. */
async function switchesSaid(folder: string, io: Io): Promise<string> {
  const near = kindOf('software.cfg', io) === 'none' ? releaseAround(folder, io) : '.'
  const releases = [
    ...(near === undefined ? [] : [near]),
    ...(await releasesThatExtend(folder, io)),
  ]
  const switches: SwitchSection[] = []
  const seen = new Set<string>()
  for (const release of releases) {
    const path = resolve(io.cwd, release)
    if (!seen.has(path)) switches.push(...(await switchesOf(release, io)))
    seen.add(path)
  }
  if (switches.length === 0) return ''
  const named = switches.map(({ file, section }) => `[${section}] of ${file}`).join(', ')
  return switches.length === 1
    ? `${named}: what runs hangs on the name of that section, leave it as it is\n`
    : `${named}: what runs hangs on the names of those sections, leave them as they are\n`
}
