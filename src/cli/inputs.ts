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
  return path !== '-' && leadsTo('folder', path, io)
}

function leadsTo(kind: 'file' | 'folder', path: string, io: Io): boolean {
  try {
    const found = statSync(resolve(io.cwd, path))
    return kind === 'file' ? found.isFile() : found.isDirectory()
  } catch {
    return false // Reading it says why.
  }
}

function xmlFiles(folder: string, io: Io): string[] {
  const names = readdirSync(resolve(io.cwd, folder))
    .filter((name) => name.endsWith('.xml'))
    // What is read without being named must come to an end: a pipe may not.
    .filter((name) => leadsTo('file', join(folder, name), io))
    .sort()
  if (names.length > 0) return names.map((name) => join(folder, name))
  fail('unreadable-file', `${folder} contains no XML file`, {
    file: folder,
    expected: 'files whose name ends in .xml',
  })
}
