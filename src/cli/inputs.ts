// The files that a command's words mean. Knows diagnostics.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { anyOf, fail } from '../diagnostics/index.js'
import type { Format } from './documents.js'
import type { Io } from './io.js'

/** The endings of files of instance parameters, by the format that `--parameters-format` says. */
const endings: Readonly<Record<Format, readonly string[]>> = {
  auto: ['.xml', '.json', '.yaml', '.yml'],
  xml: ['.xml'],
  json: ['.json'],
  yaml: ['.yaml', '.yml'],
}

/**
 * The files that some words mean, each once: a folder means the files of parameters in it, by name;
 * `-` is standard input. Throws `unreadable-file` for a folder without any.
 */
export function inputFiles(words: readonly string[], format: Format, io: Io): string[] {
  const filesOf = (word: string): string[] =>
    isFolder(word, io) ? parameterFiles(word, format, io) : [word]
  return [...new Set(words.flatMap(filesOf))]
}

/** Whether a path leads to anything. */
export function isThere(path: string, io: Io): boolean {
  return existsSync(resolve(io.cwd, path))
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

function parameterFiles(folder: string, format: Format, io: Io): string[] {
  const names = readdirSync(resolve(io.cwd, folder))
    // A software.cfg.json describes a release: it holds no parameters.
    .filter((name) => !name.endsWith('.cfg.json'))
    .filter((name) => endings[format].some((ending) => name.toLowerCase().endsWith(ending)))
    // What is read without being named must come to an end: a pipe may not.
    .filter((name) => leadsTo('file', join(folder, name), io))
    .sort()
  if (names.length > 0) return names.map((name) => join(folder, name))
  fail('unreadable-file', `${folder} contains no file of parameters`, {
    file: folder,
    expected: `files whose names end in ${anyOf(endings[format])}`,
  })
}

/** The last ending of a profile: `software.cfg`, `instance.cfg.in`, `root.cfg.jinja2`, `root.cfg.j2`. */
const ofProfiles = /\.(?:cfg|in|jinja2?|j2)$/i

/** Whether a file, by its name, is not a profile: `*.cfg*` is meant for those that it finds. A pipe has no ending. */
export function isOther(word: string): boolean {
  return basename(word).includes('.') && !ofProfiles.test(word)
}

/** Throws `unreadable-file` for a folder that check is given, and that is not a release. */
export function refuseEmpty(folder: string): never {
  fail('unreadable-file', `${folder} contains no software.cfg`, {
    file: folder,
    expected: 'the folder of a software release',
    hint: 'name the profiles to check',
  })
}

/** Throws `bad-flag` for a folder beside a flag with which profiles are read alone. */
export function refuseFolder(flag: string, folder: string): never {
  const what = flag === 'schema' ? 'template' : 'profile'
  const how = flag === 'schema' ? 'held to its software.cfg.json' : 'checked as a release'
  fail('bad-flag', `--${flag} is for a profile, and ${folder} is a folder`, {
    received: folder,
    expected: 'a profile',
    hint: `name the ${what}; without --${flag}, ${folder} is ${how}`,
  })
}
