// The command hash. Knows diagnostics, buildout and check.
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { defaultSizeLimit } from '../buildout/files/bounded.js'
import { decodeProfile, parseProfile } from '../buildout/index.js'
import { rehash } from '../check/hash.js'
import { md5sumWithin } from '../check/md5.js'
import { fail, report } from '../diagnostics/index.js'
import type { Command, ExitCode } from './command.js'
import { readFound, writeOutput } from './files.js'
import { option, sizeFlag } from './options.js'
import { wantsColors } from './report.js'

const name = 'buildout.hash.cfg'

const options = {
  check: option.switch('change nothing, and exit 1 if a sum is out of date'),
  ...sizeFlag,
}

/** `hash`: the MD5 sums of a software release's templates. */
export const hashCommand: Command<typeof options> = {
  usage: '[FOLDER] [options]',
  words: [0, 1],
  options,
  examples: [
    ['$0', `bring ${name} of this folder up to date`],
    ['$0 software/runner --check', 'whether it is, for CI'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const folder = flags._[0] ?? '.'
    if (statSync(resolve(io.cwd, folder), { throwIfNoEntry: false })?.isFile() === true)
      fail('bad-flag', `${folder} is a file, and hash takes a folder`, {
        expected: `the folder of a ${name}`,
        hint: `slapos-resilient hash ${dirname(folder)}`,
      })
    const file = join(folder, name)
    const text = decodeProfile(await readFound(file, io), file)
    const before = parseProfile(text, { file })
    const sources = new Map([[file, text]])
    const { profile, stale } = rehash(before, (filename) => {
      const path = join(folder, filename)
      const limit = io.sizeLimit ?? defaultSizeLimit
      const sum = md5sumWithin(resolve(io.cwd, path), limit, path)
      if (sum !== undefined) return sum
      fail('unreadable-file', `${path}, which ${file} names, cannot be read`, {
        file: path,
        hint: 'correct the filename, or remove its section',
      })
    })
    if (flags.check) {
      io.stdout(report('text', stale, { sources, colors: wantsColors(io) }))
      return stale.length > 0 ? 1 : 0
    }
    if (stale.length > 0) writeOutput(file, String(profile), io)
    const sections = stale.map(({ path }) => path!.slice(0, path!.lastIndexOf(':')))
    if (sections.length > 0) io.stderr(`${file}: ${sections.join(', ')} brought up to date\n`)
    return 0
  },
}
