// Where a macro was given what it printed. Knows diagnostics, python and release.
import type { Range } from '../../diagnostics/index.js'
import { Tuple } from '../../python/index.js'
import type { Variant } from '../../release/index.js'
import type { Files } from './places.js'

type At = { file?: string; range?: Range }

/**
 * The place of a word of an option: where it is written, or given to the macro that wrote the section, so that the
 * macro is not wrong for all who call it.
 */
export function placeOfWord(
  word: string,
  section: string,
  printed: At,
  { calls }: Pick<Variant, 'calls'>,
  files: Files,
): At {
  const { file = '', range } = printed
  const source = files.read(file) ?? ''
  if (!range || source.slice(range.start.offset, range.end.offset).includes(word)) return printed
  for (const { parameters, at } of calls) {
    const given = [...parameters.values()]
    const isOfSection = given.some(
      (each) => typeof each === 'string' && each !== word && section.includes(each),
    )
    if (!at || !isOfSection || !given.some((each) => holds(each, word))) continue
    const text = files.read(at.file) ?? ''
    const rest = text.slice(at.offset)
    const call = rest.slice(0, /[%}]\}/.exec(rest)?.index ?? 0)
    const found = [`'${word}'`, `"${word}"`].map((each) => call.indexOf(each) + 1)
    const start = found.find((each) => each > 0) ?? call.indexOf(word)
    if (start < 0) continue
    const begin = at.offset + start
    const stretch = files.range(at.file, begin, begin + word.length)
    if (stretch) return { file: at.file, range: stretch }
  }
  return printed
}

/** Whether a value is a word, or holds it. */
function holds(value: unknown, word: string): boolean {
  if (typeof value === 'string') return value.split(' ').includes(word)
  if (Array.isArray(value)) return value.some((each) => holds(each, word))
  return value instanceof Tuple && value.items.some((each) => holds(each, word))
}
