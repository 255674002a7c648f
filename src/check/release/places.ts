// Findings in texts that were made, at the places of the release's own files. Knows diagnostics
// and release.
import { Lines, type Diagnostic, type Range, type Related } from '../../diagnostics/index.js'
import type { MappedText, Origin } from '../../release/index.js'
import type { Place } from '../index.js'

/** Texts by the name that findings give them: those that were made. */
export type Texts = ReadonlyMap<string, MappedText>

/** Makes ranges of offsets in the files of the tree. */
export class Files {
  readonly #lines = new Map<string, { text: string; lines: Lines }>()

  constructor(
    readonly read: (file: string) => string | undefined,
    /** The MD5 sum of a file, undefined where there is none. */
    readonly md5sum: (path: string) => string | undefined,
  ) {}

  /** A stretch of a file of the tree. */
  range(file: string, start: number, end: number): Range | undefined {
    const known = this.#linesOf(file)
    if (!known) return undefined
    const { lines, text } = known
    return lines.range(Math.min(start, text.length), Math.min(end, text.length))
  }

  /** Where a stretch of a made text came from. */
  origin(texts: Texts, file: string, start: number, end: number): { file?: string; range?: Range } {
    const text = texts.get(file)
    if (!text) {
      const range = this.range(file, start, end)
      return range ? { file, range } : {}
    }
    const from = text.origin(start)
    if (!from) return {}
    const written = this.#written(text.text.slice(start, end), from)
    if (written) return { file: from.file, range: written }
    const last = text.origin(Math.max(start, end - 1))
    const stop =
      last && last.file === from.file && last.offset >= from.offset
        ? last.offset + 1
        : from.offset + 1
    const range = this.range(from.file, from.offset, stop)
    return range ? { file: from.file, range } : {}
  }

  /** Where a reference is written that the place prints by another name: what a macro is given, what a template sets. */
  #written(text: string, { file, offset }: Origin): Range | undefined {
    if (!/^\$+\{[^\n{}]*\}$/.test(text)) return undefined
    const source = this.read(file) ?? ''
    if (source[offset] === '$') return undefined
    const near = source.indexOf(text, offset)
    const isOnLine = near >= 0 && !source.slice(offset, near).includes('\n')
    const at = isOnLine ? near : source.indexOf(text)
    return at < 0 ? undefined : this.range(file, at, at + text.length)
  }

  /** Where stretches of a profile are. */
  place(texts: Texts): Place {
    return ({ profile, start, end }) => this.origin(texts, profile.file ?? '', start, end)
  }

  /** A finding whose place is one of a made text, or offsets alone. */
  placed(diagnostic: Diagnostic, texts: Texts): Diagnostic {
    const { related } = diagnostic
    const moved = related
      ? {
          ...diagnostic,
          related: related.map((each): Related => ({ ...each, ...this.#at(each, texts) })),
        }
      : diagnostic
    return { ...moved, ...this.#at(diagnostic, texts) }
  }

  #at(
    { file, range }: Pick<Diagnostic, 'file' | 'range'>,
    texts: Texts,
  ): { file?: string; range?: Range } {
    if (file === undefined || !range) return {}
    const isPlaced = !texts.has(file) && range.start.line > 0
    return isPlaced ? {} : this.origin(texts, file, range.start.offset, range.end.offset)
  }

  #linesOf(file: string): { text: string; lines: Lines } | undefined {
    const known = this.#lines.get(file)
    if (known) return known
    const text = this.read(file)
    if (text === undefined) return undefined
    const made = { text, lines: new Lines(text) }
    this.#lines.set(file, made)
    return made
  }
}
