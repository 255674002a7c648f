// Instance documents of the master, held to the one shape that they have. Knows diagnostics, python and
// the types beside it.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import {
  didYouMean,
  fail,
  Lines,
  nearest,
  shortened,
  type Code,
  type Details,
  type Range,
} from '../diagnostics/index.js'
import { halfPair } from '../python/half.js'
import type { ParameterDocument, ParameterPlace } from './types.js'
import { firstCause } from './xml-error.js'

/**
 * The parameters of an instance document, `<instance><parameter id="…">text</parameter>…</instance>`,
 * every value exactly as a conforming XML parser sees it. Throws `xml-syntax`, `xml-doctype` or
 * `duplicate-parameter` at the first thing that is anything else.
 */
export function parseXml(text: string, file: string | undefined): ParameterDocument {
  return new Reader(text, file).read()
}

/** The parameter whose end is still to come. */
interface OpenParameter {
  id: string
  name: ParameterPlace['name']
  /** Where its text begins. */
  start: number
  value: string
}

class Reader {
  readonly #lines: Lines
  readonly #values = new Map<string, string>()
  readonly #places = new Map<string, ParameterPlace>()
  readonly #open: string[] = []
  #whole: Range | undefined
  /** The tag that was closed last, whatever closed it. */
  #closed: string | undefined
  #parameter: OpenParameter | undefined
  readonly #parser = new SaxesParser({
    xmlns: false,
    position: true,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })

  constructor(
    readonly text: string,
    readonly file: string | undefined,
  ) {
    this.#lines = new Lines(text)
  }

  read(): ParameterDocument {
    const { text, file } = this
    const half = text.search(halfPair)
    if (half >= 0)
      this.#refuse('the text holds half of a surrogate pair', half, half + 1, {
        expected: 'whole characters',
        hint: 'remove it, or write the whole character',
      })
    const parser = this.#parser
    parser.on('error', ({ message }) => this.#notWellFormed(message))
    parser.on('doctype', () => this.#doctype())
    parser.on('comment', () => this.#onlyBetween('a comment', '<!--'))
    parser.on('processinginstruction', () => this.#onlyBetween('a processing instruction', '<?'))
    parser.on('opentag', (tag) => this.#openTag(tag))
    parser.on('text', (data) => this.#addText(data))
    parser.on('cdata', (data) => this.#addText(data))
    parser.on('closetag', () => this.#closeTag())
    parser.write(text).close()
    return {
      values: fromEntries(this.#values),
      places: this.#places,
      text,
      serialisation: 'xml',
      ...(this.#whole ? { whole: this.#whole } : {}),
      ...(file === undefined ? {} : { file }),
    }
  }

  #openTag(tag: SaxesTagPlain): void {
    const open = this.#open
    const start = this.#lastIndex('<')
    const expected = ['instance', 'parameter'][open.length]
    if (tag.name !== expected) this.#refuseTag(tag.name, expected, start)
    const surplus = Object.keys(tag.attributes).find((name) => open.length === 0 || name !== 'id')
    if (surplus !== undefined) {
      const given = shortened(tag.attributes[surplus]!, 40)
      const isMeant = open.length > 0 && tag.attributes['id'] === undefined
      this.#refuse(
        `<${tag.name}> may not have the attribute "${surplus}"`,
        start,
        this.#parser.position,
        {
          expected: open.length === 0 ? '<instance>' : '<parameter id="NAME">',
          hint: isMeant ? `write id="${given}"` : 'remove it',
        },
      )
    }
    open.push(tag.name)
    this.#whole ??= this.#lines.range(start, this.#parser.position)
    if (open.length === 2) this.#startParameter(tag.attributes['id'], start)
  }

  #startParameter(id: string | undefined, start: number): void {
    const { text } = this
    if (id === undefined) {
      this.#refuse('a <parameter> has no id', start, this.#parser.position, {
        expected: '<parameter id="NAME">',
        hint: 'give it its name: id="NAME"',
      })
    }
    const quote = start + /["']/.exec(text.slice(start))!.index
    const name = this.#lines.range(quote + 1, text.indexOf(text[quote]!, quote + 1))
    const first = this.#places.get(id)
    if (first) this.#refuseTwice(id, name, first.name)
    this.#parameter = { id, name, start: this.#parser.position, value: '' }
  }

  #addText(data: string): void {
    const { text } = this
    if (this.#parameter) this.#parameter.value += data
    else if (/[^\t\n\r ]/.test(data) && this.#open.length > 0) {
      const end = this.#lastIndex('<')
      const start = Math.max(0, text.lastIndexOf('>', end - 1) + 1)
      const lead = /^\s*/.exec(text.slice(start, end))![0].length
      this.#refuse('there is text outside of any <parameter>', start + lead, end, {
        expected: '<parameter id="NAME">text</parameter>',
        hint: 'move it into a <parameter>, or remove it',
      })
    }
  }

  #closeTag(): void {
    this.#closed = this.#open.pop()
    const parameter = this.#parameter
    if (!parameter) return
    const { id, name, start, value } = parameter
    // A tag that closes itself (`<parameter id="a"/>`) has no text of its own.
    const end = Math.max(start, this.#lastIndex('</'))
    this.#values.set(id, value)
    this.#places.set(id, { name, value: this.#lines.range(start, end) })
    this.#parameter = undefined
  }

  #doctype(): void {
    const start = this.text.lastIndexOf('<!DOCTYPE', this.#parser.position)
    this.#refuseAs('xml-doctype', 'a DOCTYPE is refused', start, start + 9, {
      hint: 'remove the DOCTYPE',
    })
  }

  /** Readers differ on text that such a thing cuts in two, so it has no place inside a value. */
  #onlyBetween(what: string, opening: string): void {
    const parameter = this.#parameter
    if (!parameter) return
    const message = `there is ${what} inside the parameter "${parameter.id}"`
    this.#refuse(message, this.#lastIndex(opening), this.#parser.position, {
      expected: 'text alone',
      hint: 'move it before the <parameter>',
    })
  }

  /** Where the thing that the parser has just passed begins. */
  #lastIndex(opening: string): number {
    return this.text.lastIndexOf(opening, this.#parser.position - 1)
  }

  #refuseTag(name: string, expected: string | undefined, start: number): never {
    const near = expected === undefined ? undefined : nearest(name, [expected])
    const parent = this.#open.at(-1)
    const message =
      parent === undefined
        ? `the root is <${name}>, not <instance>`
        : `<${name}> may not stand in <${parent}>`
    this.#refuse(message, start, this.#parser.position, {
      expected: expected === undefined ? 'text alone' : `<${expected}>`,
      received: `<${name}>`,
      hint: didYouMean(near && `<${near}>`) ?? tagHint(name, parent),
    })
  }

  #refuseTwice(
    id: string,
    { start, end }: ParameterPlace['name'],
    first: ParameterPlace['name'],
  ): never {
    const { file } = this
    const message = `the parameter "${id}" is given twice`
    const place = { ...(file === undefined ? {} : { file }), range: first }
    this.#refuseAs('duplicate-parameter', message, start.offset, end.offset, {
      path: id,
      hint: 'keep one of the two',
      related: [{ message: 'it is first given here', ...place }],
    })
  }

  #notWellFormed(message: string): never {
    const end = Math.min(this.#parser.position, this.text.length)
    const fault = firstCause(message, this.text, end, this.#closed)
    const { start, words, hint } = fault
    this.#refuse(`the XML is not well-formed: ${words}`, Math.max(0, start), fault.end ?? end, {
      expected: '<instance><parameter id="NAME">text</parameter></instance>',
      hint,
    })
  }

  #refuse(message: string, start: number, end: number, details: Details): never {
    this.#refuseAs('xml-syntax', message, start, end, details)
  }

  #refuseAs(code: Code, message: string, start: number, end: number, details: Details): never {
    const { file, text: source } = this
    fail(code, message, { file, range: this.#lines.range(start, end), ...details, source })
  }
}

/** What to do about a tag that stands where another belongs. */
function tagHint(name: string, parent: string | undefined): string | undefined {
  if (parent === undefined)
    return `${name === 'parameter' ? 'put it' : 'put all parameters'} in <instance>…</instance>`
  if (name === 'instance' && parent === name) return 'write </instance>'
  if (name === parent) return `close the <${parent}> before it with </${parent}>`
  return parent === 'parameter' ? 'in text, < is written &lt;' : 'write <parameter id="NAME">'
}

/** A plain object whose every key is its own, `__proto__` too. */
function fromEntries(entries: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(entries)
}
