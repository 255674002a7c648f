// The releases that the words of check mean. Knows diagnostics, buildout and check.
import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { defaultSizeLimit } from '../buildout/files/bounded.js'
import { fileReader } from '../buildout/files/reader.js'
import type { Platform, ProfileReader } from '../buildout/index.js'
import { checkRelease, type CheckedRelease } from '../check/release/index.js'
import { anyOf, didYouMean, fail, nearest } from '../diagnostics/index.js'
import type { Io } from './io.js'

/** What a word of the command line means. */
export type Meant =
  { kind: 'release'; checked: CheckedRelease; file: string | undefined } | { kind: 'alone' }

/** Finds and checks releases, each once, however many of its files are named. */
export class Releases {
  readonly #checked = new Map<string, CheckedRelease>()
  readonly #texts = new Map<string, string>()
  /** A folder is looked into once, however many of its files are named. */
  readonly #softwareIn = new Map<string, string[]>()
  readonly reader: ProfileReader
  /** What one file may hold, in bytes. */
  readonly sizeLimit: number

  constructor(
    readonly io: Io,
    readonly softwareType: string | undefined,
    readonly platform: Platform,
  ) {
    this.sizeLimit = io.sizeLimit ?? defaultSizeLimit
    const read = fileReader(this.sizeLimit)
    this.reader = (path) => {
      const known = this.#texts.get(path)
      if (known !== undefined) return known
      const text = read(path)
      this.#texts.set(path, text)
      return text
    }
  }

  /** The software.cfg files that a word stands for: those of a folder, none where it has none, or the file itself. */
  expand(word: string): string[] {
    if (word === '-' || !this.isFolder(word)) return [word]
    const names = softwareFiles(resolve(this.io.cwd, word))
    const found = names.includes('software.cfg') ? ['software.cfg'] : names
    return found.map((name) => join(word, name))
  }

  /** The release that a file is the software.cfg of, or that renders it. */
  of(word: string): Meant {
    if (word === '-') return { kind: 'alone' }
    const path = resolve(this.io.cwd, word)
    if (isSoftware(basename(path)))
      return { kind: 'release', checked: this.#check(path), file: undefined }
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      for (const name of this.#softwareFiles(folder)) {
        const checked = this.#check(join(folder, name))
        if (!checked.files.has(path)) continue
        this.#holdFile(word, path, checked)
        return { kind: 'release', checked, file: path }
      }
      if (folder === dirname(folder)) return { kind: 'alone' }
    }
  }

  #softwareFiles(folder: string): string[] {
    const names = this.#softwareIn.get(folder) ?? softwareFiles(folder)
    this.#softwareIn.set(folder, names)
    return names
  }

  #check(path: string): CheckedRelease {
    let checked = this.#checked.get(path)
    if (!checked) {
      const { reader, sizeLimit, platform, softwareType } = this
      const type = softwareType === undefined ? {} : { softwareType }
      checked = checkRelease(path, { reader, sizeLimit, platform, ...type })
      this.#checked.set(path, checked)
      this.#holdType(checked)
    }
    return checked
  }

  /** Throws `bad-flag` for a type that a release is to be narrowed to and does not have. */
  #holdType({ release }: CheckedRelease): void {
    const types = (release?.entries ?? []).map(({ type }) => type)
    const wanted = this.softwareType
    if (wanted === undefined || types.length === 0 || types.includes(wanted)) return
    fail('bad-flag', `--software-type: the release has no type "${wanted}"`, {
      received: wanted,
      expected: anyOf(types),
      hint: didYouMean(nearest(wanted, types)),
    })
  }

  /** Throws `bad-flag` for a profile that the type does not run: nothing of it would be checked. */
  #holdFile(word: string, path: string, { release }: CheckedRelease): void {
    const wanted = this.softwareType
    if (wanted === undefined || release?.units.some(({ file }) => file === path) !== false) return
    const { reader, sizeLimit, platform } = this
    const whole = checkRelease(release.path, { reader, sizeLimit, platform })
    const units = whole.release?.units.filter(({ file }) => file === path) ?? []
    const types = [...new Set(units.flatMap((unit) => [...unit.types]))]
    if (types.length === 0) return
    fail('bad-flag', `--software-type: ${word} is not a profile of the type "${wanted}"`, {
      received: wanted,
      expected: anyOf(types),
      hint: types.length === 1 ? `--software-type ${types[0]!}` : undefined,
    })
  }

  /** Whether a word names a folder. */
  isFolder(word: string): boolean {
    try {
      return statSync(resolve(this.io.cwd, word)).isDirectory()
    } catch {
      return false // Reading it says why.
    }
  }
}

function isSoftware(name: string): boolean {
  return /^software(?:[-_.].*)?\.cfg$/.test(name)
}

/** The software profiles of a folder, software.cfg first. */
function softwareFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter(isSoftware).sort()
    return names.includes('software.cfg')
      ? ['software.cfg', ...names.filter((name) => name !== 'software.cfg')]
      : names
  } catch {
    return []
  }
}
