import { join } from 'node:path'
import { expect, it } from 'vitest'
import { nodeReader } from '../../src/buildout/files/reader.js'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, releases } from '../support/releases.js'
import { kiosk } from './kiosk.js'

const line = /^([ \t]+)(?:key|raw|section|jsonkey|json)[ \t]+(\w+)[ \t]+\S.*$/gm

interface Case {
  file: string
  text: string
  was: string
}

/** The files of a release, each time with one more value of a context that only a node knows. */
function casesOf(files: Iterable<string>, source: (file: string) => string | undefined): Case[] {
  return [...files].flatMap((file) => {
    const text = source(file) ?? ''
    return [...text.matchAll(line)].map(({ 0: was, 1: blank, 2: name, index }) => ({
      file,
      was,
      text: `${text.slice(0, index)}${blank!}import ${name!} pwd${text.slice(index + was.length)}`,
    }))
  })
}

/** Errors and warnings, but for the sum of the file that was changed. */
const wrong = ({ diagnostics }: ReturnType<typeof checkRelease>): string[] =>
  diagnostics
    .filter(({ severity, code }) => severity !== 'info' && code !== 'wrong-md5sum')
    .map(({ code, message }) => `${code}: ${message}`)

const folders = {
  ...Object.fromEntries(
    releases.map((name) => [name, () => placeRelease(folderOf(), name, filesOfRelease(name))]),
  ),
  kiosk: () => folderOf(kiosk),
}

it.each(Object.entries(folders))(
  '%s: a value of a context that is not known makes nothing wrong',
  (_, placed) => {
    const software = join(placed(), 'software.cfg')
    const { files, source, ...known } = checkRelease(software)
    expect(known.diagnostics).toEqual([])
    const cases = casesOf(files, source)
    expect(cases.length).toBeGreaterThan(3)
    for (const { file, text, was } of cases) {
      const reader = (path: string) => (path === file ? text : nodeReader(path))
      const found = checkRelease(software, { reader })
      expect({ was, wrong: wrong(found) }).toEqual({ was, wrong: [] })
    }
  },
)
