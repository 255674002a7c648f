// The command init. Knows diagnostics, buildout and profiles.
import { join, relative, resolve, sep } from 'node:path'
import { strip } from '../buildout/index.js'
import { fail } from '../diagnostics/index.js'
import { renderRelease } from '../profiles/index.js'
import type { Command, ExitCode } from './command.js'
import { writeOutput } from './files.js'
import type { Io } from './io.js'
import { option } from './options.js'
import {
  isEdited,
  kindOf,
  makeFolder,
  md5,
  readStackFolder,
  namedFolder,
  writeStackFolder,
  type StackFolder,
} from './stack-folder.js'
import { isNewer, version } from './version.js'
import { allOrNothing } from './whole.js'

const options = {
  directory: option.text('the folder to write into (NAME)'),
  count: option.text('how many instances, including the leader (3)'),
  stack: option.text(
    'the stack folder to extend (that of the SlapOS checkout around it, or its own)',
  ),
}

/** `init NAME`: a whole resilient software release to start from. */
export const initCommand: Command<typeof options> = {
  usage: 'NAME [options]',
  words: [1, 1],
  options,
  examples: [
    ['$0 shop', 'a leader and two backups, in shop/'],
    ['$0 shop --directory software/shop --count 2', 'one backup, in a folder of your own'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const name = flags._[0]!
    if (strip(name) === '')
      fail('bad-name', 'the software has no name', {
        expected: 'NAME',
        hint: 'name it after the software: slapos-resilient init shop',
      })
    const directory = namedFolder('--directory', flags.directory ?? name)
    const folder = resolve(io.cwd, directory)
    const { stack, since, isThere } = await stackFor(directory, flags.stack, io)
    const files = renderRelease({
      name,
      ...(flags.count === undefined ? {} : { count: flags.count }),
      stack: relative(folder, resolve(io.cwd, stack.folder)).split(sep).join('/'),
      md5,
    })
    const existing = [...files.keys()].filter(
      (file) => kindOf(join(directory, file), io) !== 'none',
    )
    if (existing.length > 0) refuse(directory, existing, '--directory chooses another folder')
    const written = allOrNothing([resolve(io.cwd, stack.folder), folder], () => {
      const { length } = isThere ? [] : writeStackFolder(stack, io)
      makeFolder(directory, io)
      for (const [file, text] of files) writeOutput(join(directory, file), text, io)
      return length
    })
    const why = since === undefined ? '' : `, since ${since}`
    io.stderr(
      isThere
        ? `${stack.folder} is left as it is: ${stateOf(stack)}\n`
        : `${written} files written to ${stack.folder}${why}\n`,
    )
    io.stderr(`${files.size} files written to ${directory}, which extends ${stack.folder}\n`)
    io.stderr(`${join(directory, 'README.md')} says how to go on\n`)
    return 0
  },
}

/**
 * The stack folder that the release extends, and whether one of ours is there; where it is not the
 * usual one, why.
 */
async function stackFor(
  directory: string,
  given: string | undefined,
  io: Io,
): Promise<{ stack: StackFolder; since?: string; isThere?: true }> {
  const shared = join(directory, '..', '..', 'stack', 'resilient')
  const own = join(directory, 'stack', 'resilient')
  const isCheckout = ['component', 'stack'].some(
    (each) => kindOf(join(directory, '..', '..', each), io) === 'folder',
  )
  const usual = [...(isCheckout ? [shared] : []), own]
  const places = given === undefined ? usual : [namedFolder('--stack', given)]
  for (const place of places) {
    const stack = await readStackFolder(place, { release: directory }, io)
    if (stack.record) return { stack, isThere: true }
    const present = stack.files.filter(({ state }) => state !== 'missing').map(({ name }) => name)
    if (present.length === 0) {
      return place === places[0]
        ? { stack }
        : { stack, since: `no version of ours wrote ${shared}` }
    }
    if (place === places.at(-1)) refuse(place, present, '--stack chooses another folder')
  }
  throw new Error('there is a place for the stack')
}

/** How a folder that is left stands to what this version writes. */
function stateOf({ record, files }: StackFolder): string {
  const wrote = record?.version ?? ''
  if (isNewer(wrote, version)) return `${wrote}, which is newer than ${version}, wrote it`
  const edited = files.filter(isEdited).map(({ name }) => name)
  if (edited.length > 0)
    return `since ${wrote} wrote it ${edited.join(', ')} ${edited.length === 1 ? 'was' : 'were'} edited, and \`slapos-resilient stack\` updates nothing there`
  if (files.every(({ state }) => state === 'current')) return `as ${version} writes it`
  return `${wrote} wrote it, and \`slapos-resilient stack\` brings it up to date`
}

function refuse(folder: string, files: readonly string[], hint: string): never {
  fail(
    'existing-file',
    `${folder} holds ${files.length === 1 ? 'a file' : `${files.length} files`} that would be overwritten`,
    { received: files.join(', '), hint },
  )
}
