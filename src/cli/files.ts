// Reading inputs and writing results. Knows diagnostics and buildout.
import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { decodeUtf8 } from '../buildout/decode.js'
import { defaultSizeLimit, readBounded, readRegular, tooLarge } from '../buildout/files/bounded.js'
import { fileReader } from '../buildout/files/reader.js'
import { reason } from '../buildout/files/reason.js'
import type { ProfileReader } from '../buildout/index.js'
import { fail, nearest, ResilientError } from '../diagnostics/index.js'
import type { Io } from './io.js'
import { replaceFile } from './whole.js'

export { reason }

/** Reads profiles, as large as `--max-size` lets them be. */
export function readerOf(io: Io): ProfileReader {
  return fileReader(io.sizeLimit ?? defaultSizeLimit)
}

/** What a file's name is in findings: `-` is standard input. */
export function displayName(path: string): string {
  return path === '-' ? '<stdin>' : path
}

/**
 * The bytes of a file, or of standard input for `-`; relative to the working folder.
 * Throws `unreadable-file` or `too-large`.
 */
export async function readInput(
  path: string,
  io: Io,
  read: typeof readBounded = readBounded,
): Promise<Uint8Array> {
  const limit = io.sizeLimit ?? defaultSizeLimit
  if (path === '-') {
    const bytes = await io.stdin(limit).catch((error: unknown) => {
      const file = displayName(path)
      return fail('unreadable-file', `${file} cannot be read: ${reason(error)}`, { file })
    })
    return bytes.length > limit ? tooLarge(displayName(path), limit) : bytes
  }
  const full = resolve(io.cwd, path)
  try {
    return read(full, limit, path)
  } catch (error) {
    if (error instanceof ResilientError) throw error
    const why = reason(error)
    const near = why === 'no such file' ? nearest(basename(full), neighbours(full)) : undefined
    const hints: Readonly<Record<string, string>> = {
      'no such file': 'paths are relative to the current folder',
      'it is a folder': 'name a file in it',
    }
    fail('unreadable-file', `${path} cannot be read: ${why}`, {
      file: path,
      hint: near === undefined ? hints[why] : `did you mean ${join(dirname(path), near)}?`,
    })
  }
}

/**
 * Bytes as text: UTF-8, a byte order mark taken off. What is not UTF-8 becomes U+FFFD, which whoever
 * reads the text refuses in its own words; a profile's bytes are read by decodeProfile.
 */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** The bytes of a file that is found where a user named a folder: a pipe is none. */
export function readFound(path: string, io: Io): Promise<Uint8Array> {
  return readInput(path, io, readRegular)
}

/**
 * The text of a file, or of standard input for `-`; throws as {@link readInput} does, and `bad-encoding`
 * for what is not UTF-8.
 */
export async function readText(path: string, io: Io): Promise<string> {
  return decodeUtf8(await readInput(path, io), displayName(path))
}

/** The same of a file that {@link readFound} reads. */
export async function readFoundText(path: string, io: Io): Promise<string> {
  return decodeUtf8(await readFound(path, io), displayName(path))
}

/** The text of a template as {@link readText} reads it, a byte order mark and all: the node prints it. */
export async function readTemplateText(path: string, io: Io): Promise<string> {
  return decodeUtf8(await readInput(path, io), displayName(path), true)
}

/**
 * Writes a result to standard output (no path, or `-`), or to a file all at once: to a temporary
 * name beside it, then moved, so that a failed run leaves the old file. A symbolic link keeps
 * pointing to its file. Throws `unwritable-file`.
 */
export function writeOutput(path: string | undefined, text: string, io: Io): void {
  if (path === undefined || path === '-') return io.stdout(text)
  if (path === '')
    fail('bad-flag', 'the name of the output file is empty', {
      expected: '-o FILE',
      hint: 'leave -o out for standard output',
    })
  try {
    replaceFile(resolve(io.cwd, path), text)
  } catch (error) {
    const isFolder = (error as { code?: unknown }).code === 'ENOENT'
    const why = isFolder ? 'there is no such folder' : reason(error)
    const hints: Readonly<Record<string, string>> = {
      'there is no such folder': 'create the folder first',
      'it is a folder': `name a file in it: ${join(path, 'FILE')}`,
    }
    fail('unwritable-file', `${path} cannot be written: ${why}`, {
      file: path,
      hint: hints[why] ?? 'the file is as it was before',
    })
  }
}

function neighbours(path: string): string[] {
  try {
    return readdirSync(dirname(path))
  } catch {
    return []
  }
}
