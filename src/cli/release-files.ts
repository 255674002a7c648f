// The profiles of a release's folder, and of the stack that it extends. Knows diagnostics, buildout
// and check.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { folderOf, joinPath, words, type ProfileReader } from '../buildout/index.js'
import type { ReleaseFiles } from '../check/before/index.js'
import { fail } from '../diagnostics/index.js'
import { reason } from './files.js'
import type { Io } from './io.js'

/** What a profile is called: `software.cfg`, `instance.cfg.in`, `root.cfg.jinja2`, … */
const isProfile = /\.cfg(?:\.(?:in|jinja2?|j2))*$/

/**
 * Every profile of a folder, of its `stack/resilient`, and of the one that its profiles extend.
 * Throws `unreadable-file` for what is no folder of a release.
 */
export function readRelease(folder: string, reader: ProfileReader, io: Io): ReleaseFiles {
  const path = resolve(io.cwd, folder)
  const files = new Map<string, string>()
  const add = (each: string, names: readonly string[]): void => {
    for (const name of names) files.set(join(each, name), reader(join(each, name)))
  }
  const own = profilesIn(path, folder)
  if (own.length === 0) {
    fail('unreadable-file', `${folder} holds no profile`, {
      file: folder,
      expected: 'the folder of a release: software.cfg, and the profiles beside it',
    })
  }
  add(path, own)
  for (const stack of stacksOf(path, files)) {
    const names = profilesIn(stack)
    if (names.length > 0) add(stack, names)
  }
  return { folder: path, files, reader }
}

/** The folders of stacks that a release has, or that its profiles name. */
function stacksOf(folder: string, files: ReadonlyMap<string, string>): Set<string> {
  const stacks = new Set([join(folder, 'stack/resilient')])
  for (const [path, text] of files) {
    for (const word of words(text)) {
      if (/(?:^|\/)stack\/resilient\/[^/]+\.cfg$/.test(word) && !/[${}:]/.test(word))
        stacks.add(folderOf(joinPath(folderOf(path), word)))
    }
  }
  return stacks
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
