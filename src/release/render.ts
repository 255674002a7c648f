// A template of a release rendered, its places those of the release's files. Knows diagnostics,
// jinja and python.
import { Lines, ResilientError, type Diagnostic, type Range } from '../diagnostics/index.js'
import {
  type Branches,
  renderWithPlaces,
  type Place,
  type RenderOptions,
  type Source,
} from '../jinja/index.js'
import { Dict, namesPrinted, opening, Unknown, type Value } from '../python/index.js'
import { MappedText, type Origin } from './text.js'
import type { TemplateContext } from './context.js'

/** A call of a macro while a template was rendered. */
export interface MacroCall {
  macro: string
  parameters: ReadonlyMap<string, Value>
  at: Origin | undefined
  /** The place in the template's own lines. */
  place: Place
  /** The unknowns that decide whether it is called. */
  hangsOn: readonly string[]
}

/** What a template came to. */
export interface RenderedText {
  text: MappedText | undefined
  calls: MacroCall[]
  /** Why it came to nothing, at the places of the release's files. */
  diagnostics: Diagnostic[]
}

/** What templates can be imported: by their alias, or by a path below one. */
export type Importing = (name: string) => { file: string; text: MappedText } | Unknown | undefined

/** Those that a template may ask for: which of them a node's recipe has on by itself, a release does not say. */
const allExtensions = ['jinja2.ext.do', 'jinja2.ext.loopcontrols']

/** Renders a template, and gives the reason it failed instead of throwing. */
export function renderText(
  file: string,
  source: MappedText,
  { context, modules }: TemplateContext,
  importing: Importing,
  aliases: readonly string[],
  atHand: Readonly<Record<string, string>>,
  unknown: (name: string) => Unknown,
  branches: Branches,
): RenderedText {
  const texts = new Map([[file, source]])
  const lines = new Map<string, Lines>()
  const calls: MacroCall[] = []
  const imported = (name: string): Source | undefined => {
    const found = importing(name)
    if (found === undefined || found instanceof Unknown) return undefined
    texts.set(found.file, found.text)
    return { file: found.file, text: found.text.text }
  }
  const originOf = ({ file: name, line, column, hangsOn }: Place): Origin | undefined => {
    const text = texts.get(name)
    if (!text) return undefined
    let known = lines.get(name)
    if (!known) lines.set(name, (known = Lines.of(text.text)))
    const origin = text.origin(Math.min(known.start(line) + column - 1, text.text.length))
    return origin && hangsOn
      ? { ...origin, hangsOn: [...(origin.hangsOn ?? []), ...hangsOn] }
      : origin
  }
  const imports: Record<string, Source> = {}
  for (const name of aliases) {
    const source = imported(name)
    if (source) imports[name] = source
  }
  const options: RenderOptions = {
    context,
    modules,
    file,
    imports,
    load: imported,
    unread: (name) => {
      const found = importing(name)
      return found instanceof Unknown ? found : undefined
    },
    called: (macro, parameters, place) =>
      calls.push({
        macro,
        parameters: asCalled(parameters),
        place,
        at: originOf(place),
        hangsOn: branches.hangsOn,
      }),
    unset: unknown,
    branches,
    foreign: Object.values(atHand),
    extensions: allExtensions,
  }
  try {
    const rendered = renderWithPlaces(source.text, options)
    const text = new MappedText(rendered.text, (offset) => {
      const place = rendered.place(offset)
      return place && originOf(place)
    })
    return { text, calls, diagnostics: [] }
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    const diagnostics = error.diagnostics.map((each) => atOrigin(each, texts))
    return { text: undefined, calls, diagnostics }
  }
}

/** What a macro was called with: the dicts that it goes on to change are those that it was given. */
function asCalled(parameters: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (!parameters.has('slapparameter_dict')) return parameters
  return new Map([...parameters].map(([name, value]) => [name, copied(value)]))
}

function copied(value: Value): Value {
  if (!(value instanceof Dict)) return value
  const copy = new Dict(value.entries.values())
  copy.rest = value.rest
  copy.lacks = value.lacks
  return copy
}

/** A finding in a text that was made, at the place that it came from. */
export function atOrigin(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, MappedText>,
): Diagnostic {
  const { file, range } = diagnostic
  const text = file === undefined ? undefined : texts.get(file)
  const origin = range && text?.origin(range.start.offset)
  if (!text || !origin) return diagnostic
  const end = text.origin(Math.max(range.start.offset, range.end.offset - 1))
  const stop = end && end.file === origin.file ? end.offset + 1 : origin.offset + 1
  return { ...diagnostic, file: origin.file, range: offsetRange(origin.offset, stop) }
}

/** Offsets alone, for who has the file to count lines in. */
export function offsetRange(start: number, end: number): Range {
  const at = (offset: number) => ({ line: 0, column: 0, offset })
  return { start: at(start), end: at(Math.max(end, start + 1)) }
}

/** A rendered profile without the lines of which nothing is known. */
export interface Readable {
  text: MappedText
  /** Whether sections or options may be missing that an unknown would give. */
  isOpen: boolean
  /** The unknowns that would print them. */
  unknowns: string[]
}

/** Lines that an unknown printed alone become comments, so that the rest can be read. */
export function readable({ text, origin }: MappedText): Readable {
  if (!text.includes(opening))
    return { text: new MappedText(text, origin), isOpen: false, unknowns: [] }
  const unknowns: string[] = []
  const alone = new RegExp(`^${opening}(?![^\\n=]*=)[^\\n]*`, 'gm')
  const read = text.replace(alone, (line) => {
    unknowns.push(...namesPrinted(line))
    return `#${line.slice(1)}`
  })
  return { text: new MappedText(read, origin), isOpen: unknowns.length > 0, unknowns }
}
