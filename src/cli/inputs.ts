// The files that a command's words mean. Knows diagnostics.
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail } from '../diagnostics/index.js'
import type { Io } from './io.js'

/**
 * The files that some words mean, each once: a folder means the XML files in it, by name; `-` is
 * standard input. Throws `unreadable-file` for a folder without any.
 */
export function inputFiles(words: readonly string[], io: Io): string[] {
  return [...new Set(words.flatMap((word) => (isFolder(word, io) ? xmlFiles(word, io) : [word])))]
}

/** Whether a path leads to a folder. */
export function isFolder(path: string, io: Io): boolean {
  if (path === '-') return false
  try {
    return statSync(resolve(io.cwd, path)).isDirectory()
  } catch {
    return false // Reading it says why.
  }
}

function xmlFiles(folder: string, io: Io): string[] {
  const names = readdirSync(resolve(io.cwd, folder), { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.xml'))
    .map(({ name }) => name)
    .sort()
  if (names.length > 0) return names.map((name) => join(folder, name))
  fail('unreadable-file', `${folder} contains no XML file`, {
    file: folder,
    expected: 'files whose name ends in .xml',
  })
}
