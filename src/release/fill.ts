// `${…}` of a file filled in, as slapos.recipe.template does it. Knows buildout.
import { references, type Assignment } from '../buildout/index.js'
import { Mapping, MappedText } from './text.js'
import type { Values } from './values.js'

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

/** An option's value as a text that knows the lines of the profile that it stands in. */
export function inlineText(
  value: string,
  assignment: Assignment | undefined,
  origin: (file: string, offset: number) => { file: string; offset: number } | undefined,
): MappedText {
  if (!assignment) return new MappedText(value, () => undefined)
  const mapping = new Mapping()
  const { profile, valueStart, end } = assignment
  const lines = value.split('\n')
  let cursor = valueStart
  for (const [index, line] of lines.entries()) {
    const text = index === lines.length - 1 ? line : `${line}\n`
    const found = line === '' ? -1 : profile.text.indexOf(line, cursor)
    if (found >= 0 && found < end) cursor = found
    const from = origin(profile.file ?? '', cursor)
    if (found >= 0 && found < end) mapping.keep(text, from)
    else mapping.make(text, from)
    if (found >= 0 && found < end) cursor = found + line.length
  }
  return mapping.finish()
}
