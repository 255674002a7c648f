import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { didYouMean, fail, Lines, nearest, type Code, type Details } from '../diagnostics/index.js'
import type { ParameterDocument, ParameterPlace } from './types.js'

/**
 * The parameters of an instance document, `<instance><parameter id="…">text</parameter>…</instance>`,
 * every value exactly as a conforming XML parser sees it. Throws `xml-syntax`, `xml-doctype` or
 * `duplicate-parameter` at the first thing that is anything else.
 */
export function parseXml(text: string, file: string | undefined): ParameterDocument {
  const lines = new Lines(text)
  const values = new Map<string, string>()
  const places = new Map<string, ParameterPlace>()
  const open: string[] = []
  let parameter:
    { id: string; start: number; name: ParameterPlace['name']; value: string } | undefined
  const parser = new SaxesParser({
    xmlns: false,
    position: true,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })

  parser.on('error', (error) => notWellFormed(error.message))
  parser.on('doctype', () => {
    const start = text.lastIndexOf('<!DOCTYPE', parser.position)
    refuse('xml-doctype', 'a DOCTYPE is refused', start, start + 9, { hint: 'remove the DOCTYPE' })
  })
  parser.on('comment', () => onlyBetween('a comment', '<!--'))
  parser.on('processinginstruction', () => onlyBetween('a processing instruction', '<?'))
  parser.on('opentag', openTag)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', closeTag)
  parser.write(text).close()
  return {
    values: fromEntries(values),
    places,
    text,
    serialisation: 'xml',
    ...(file === undefined ? {} : { file }),
  }

  function openTag(tag: SaxesTagPlain): void {
    const start = text.lastIndexOf('<', parser.position - 1)
    const expected = ['instance', 'parameter'][open.length]
    if (tag.name !== expected) refuseTag(tag.name, expected, start)
    const surplus = Object.keys(tag.attributes).find((name) => open.length === 0 || name !== 'id')
    if (surplus !== undefined) {
      refuse('xml-syntax', `<${tag.name}> has an attribute "${surplus}"`, start, parser.position, {
        expected: open.length === 0 ? '<instance>' : '<parameter id="NAME">',
      })
    }
    open.push(tag.name)
    if (open.length === 2) startParameter(tag.attributes['id'], start)
  }

  function startParameter(id: string | undefined, start: number): void {
    if (id === undefined) {
      refuse('xml-syntax', 'a <parameter> has no id', start, parser.position, {
        expected: '<parameter id="NAME">',
      })
    }
    const quote = start + /["']/.exec(text.slice(start))!.index
    const name = lines.range(quote + 1, text.indexOf(text[quote]!, quote + 1))
    const first = places.get(id)
    if (first) {
      refuse(
        'duplicate-parameter',
        `the parameter "${id}" is given twice`,
        name.start.offset,
        name.end.offset,
        {
          path: id,
          hint: 'keep one of the two',
          related: [
            {
              message: 'it is first given here',
              ...(file === undefined ? {} : { file }),
              range: first.name,
            },
          ],
        },
      )
    }
    parameter = { id, name, start: parser.position, value: '' }
  }

  function addText(data: string): void {
    if (parameter) parameter.value += data
    else if (/[^\t\n\r ]/.test(data) && open.length > 0) {
      const end = text.lastIndexOf('<', parser.position - 1)
      const start = Math.max(0, text.lastIndexOf('>', end - 1) + 1)
      const lead = /^\s*/.exec(text.slice(start, end))![0].length
      refuse('xml-syntax', 'there is text outside of any <parameter>', start + lead, end, {
        expected: '<parameter id="NAME">text</parameter>',
      })
    }
  }

  function closeTag(): void {
    open.pop()
    if (!parameter) return
    // A tag that closes itself (`<parameter id="a"/>`) has no text of its own.
    const end = Math.max(parameter.start, text.lastIndexOf('</', parser.position - 1))
    values.set(parameter.id, parameter.value)
    places.set(parameter.id, { name: parameter.name, value: lines.range(parameter.start, end) })
    parameter = undefined
  }

  /** Readers differ on text that such a thing cuts in two, so it has no place inside a value. */
  function onlyBetween(what: string, opening: string): void {
    if (!parameter) return
    const start = text.lastIndexOf(opening, parser.position - 1)
    refuse(
      'xml-syntax',
      `there is ${what} inside the parameter "${parameter.id}"`,
      start,
      parser.position,
      {
        expected: 'text alone',
        hint: 'move it before the <parameter>',
      },
    )
  }

  function refuseTag(name: string, expected: string | undefined, start: number): never {
    const near = expected === undefined ? undefined : nearest(name, [expected])
    refuse(
      'xml-syntax',
      `<${name}> has no place ${open.length === 0 ? 'at the top' : `in <${open.at(-1)}>`}`,
      start,
      parser.position,
      {
        expected: expected === undefined ? 'text alone' : `<${expected}>`,
        received: `<${name}>`,
        hint: didYouMean(near && `<${near}>`),
      },
    )
  }

  function notWellFormed(message: string): never {
    const end = Math.min(parser.position, text.length)
    const [start, words] = firstCause(message, text, end)
    refuse('xml-syntax', `the XML is not well-formed: ${words}`, Math.max(0, start), end, {
      expected: '<instance><parameter id="NAME">text</parameter></instance>',
      hint: 'in text, & is written &amp; and < is written &lt;',
    })
  }

  function refuse(code: Code, message: string, start: number, end: number, more: Details): never {
    fail(code, message, { file, range: lines.range(start, end), ...more, source: text })
  }
}

/** What the parser found, by the words that its message begins with. */
const findings: [RegExp, string][] = [
  [/unclosed tag/, '<$1> is never closed'],
  [/unexpected close tag|unmatched closing tag/, 'a closing tag fits no open one'],
  [/document must contain a root element/, 'there is no <instance>'],
  [/text data outside of root node/, 'there is text outside of <instance>'],
  [/undefined entity/, 'an entity that XML does not define'],
  [
    /malformed character entity|character entity|entity name|entity reference/,
    'a reference that begins with & is malformed',
  ],
  [/duplicate attribute/, 'an attribute is given twice'],
  [/unquoted attribute value/, 'an attribute value has no quotes'],
  [/attribute/, 'an attribute is malformed'],
  [/disallowed character/, 'a character that XML does not allow'],
  [/only one root|multiple root|contain only one/, 'there is more than one root'],
  [/unexpected end/, 'it ends too early'],
]

/** The parser stops after what it cannot take; a reference or a second root began earlier. */
function firstCause(message: string, text: string, end: number): [start: number, words: string] {
  const stray = /unexpected end|unclosed tag/.test(message) ? text.search(/&(?!#?[\w.:-]+;)/) : -1
  if (stray >= 0) return [stray, 'an & begins no reference']
  const found = findings.find(([pattern]) => pattern.test(message))
  const tag = /: (\S+?)\.?$/.exec(message)?.[1] ?? ''
  const words = found?.[1].replace('$1', tag) ?? 'it breaks a rule of XML here'
  if (/entity/.test(message)) return [text.lastIndexOf('&', end - 1), words]
  return [/only one root/.test(message) ? text.lastIndexOf('<', end - 1) : end - 1, words]
}

/** A plain object whose every key is its own, `__proto__` too. */
function fromEntries(entries: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(entries)
}
