// The command init. Knows diagnostics and profiles.
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail } from '../diagnostics/index.js'
import { renderRelease } from '../profiles/index.js'
import type { Command, ExitCode } from './command.js'
import { reason, writeOutput } from './files.js'
import { option } from './options.js'

const options = {
  directory: option.text('the folder to write into (NAME)'),
  count: option.text('how many instances, the leader too (3)'),
  force: option.switch('write over files that are there'),
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
  run(flags, io): ExitCode {
    const name = flags._[0]!
    const directory = flags.directory ?? name
    const files = renderRelease({
      name,
      ...(flags.count === undefined ? {} : { count: flags.count }),
      md5: (text) => createHash('md5').update(text).digest('hex'),
    })
    const folder = resolve(io.cwd, directory)
    if (!flags.force) refuseExisting(directory, folder, [...files.keys()])
    makeFolder(directory, folder)
    for (const [file, text] of files) writeOutput(join(directory, file), text, io)
    io.stderr(
      `${files.size} files written to ${directory}: ${join(directory, 'README.md')} says how to go on\n`,
    )
    return 0
  },
}

function refuseExisting(directory: string, folder: string, files: readonly string[]): void {
  const existing = files.filter((file) => isThere(join(folder, file)))
  if (existing.length === 0) return
  fail(
    'existing-file',
    `${directory} holds ${existing.length === 1 ? 'a file' : `${existing.length} files`} that would be overwritten`,
    {
      received: existing.join(', '),
      hint: '--force writes over them, --directory chooses another folder',
    },
  )
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false // No folder of that name can hold it: making the folder says why.
  }
}

function makeFolder(directory: string, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    fail('unwritable-file', `the folder ${directory} cannot be made: ${reason(error)}`, {
      file: directory,
      hint: 'choose another with --directory',
    })
  }
}
