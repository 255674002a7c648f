// `${…}` of a file filled in, as slapos.recipe.template does it. Knows buildout.
import { references, type Assignment } from '../buildout/index.js'
import { Mapping, MappedText } from './text.js'
import { Values } from './values.js'

/** The text with its references replaced and `$$` made `$`. */
export function filled(source: MappedText, section: string, values: Values): MappedText {
  const mapping = new Mapping()
  const { text, origin } = source
  let at = 0
  for (const reference of references(text)) {
    if (reference.escaped || reference.problem !== undefined) continue
    keep(mapping, source, at, reference.start)
    mapping.make(values.of(reference, section), origin(reference.start))
    at = reference.end
  }
  keep(mapping, source, at, text.length)
  return mapping.finish()
}

/** A file's text as the software level fills it in, of whose sections nothing is known. */
export function filledAlone(file: string, text: string): MappedText {
  return filled(MappedText.of(file, text), '', new Values(new Map()))
}

/** Text without references: of two dollars one is left. */
function keep(mapping: Mapping, { text, origin }: MappedText, start: number, end: number): void {
  for (let at = start; at < end;) {
    const dollars = text.indexOf('$$', at)
    const stop = dollars < 0 || dollars >= end ? end : dollars + 1
    keepLines(mapping, text.slice(at, stop), at, origin)
    at = stop === end ? end : stop + 1
  }
}

/** A text of several files keeps the origin of each of its lines. */
function keepLines(
  mapping: Mapping,
  text: string,
  start: number,
  origin: MappedText['origin'],
): void {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at) + 1
    mapping.keep(text.slice(at, end), origin(start + at))
    at = end
  }
}

/**
 * An option's value, filled in, as a text that knows the lines of the profile that it stands in. Of two
 * dollars before a brace one is left.
 */
export function inlineText(
  value: string,
  written: string,
  assignment: Assignment | undefined,
  origin: (file: string, offset: number) => { file: string; offset: number } | undefined,
): MappedText {
  const text = value.replaceAll('$${', '${')
  if (!assignment) return new MappedText(text, () => undefined)
  const mapping = new Mapping()
  const { profile, valueStart, end } = assignment
  const lines = value.split('\n')
  const sought = written.split('\n')
  const isAlike = sought.length === lines.length
  let cursor = valueStart
  for (const [index, line] of lines.entries()) {
    const original = isAlike ? sought[index]! : line
    const eol = index === lines.length - 1 ? '' : '\n'
    const found = original === '' ? -1 : profile.text.indexOf(original, cursor)
    const isFound = found >= 0 && found < end
    const at = isFound ? found : cursor
    if (isFound && original === line) keepDollars(mapping, line, at)
    else mapping.make(line.replaceAll('$${', '${'), origin(profile.file ?? '', at))
    mapping.keep(eol, origin(profile.file ?? '', at + original.length))
    if (isFound) cursor = found + original.length
  }
  return mapping.finish()

  function keepDollars(mapping: Mapping, line: string, start: number): void {
    let at = 0
    for (const part of line.split('$${')) {
      const text = at === 0 ? part : `\${${part}`
      mapping.keep(text, origin(profile.file ?? '', start + at))
      at += part.length + (at === 0 ? 1 : 3)
    }
  }
}
