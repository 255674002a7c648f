// A YAML text as the parser has it, and what is refused of it. Knows diagnostics.
import { parseDocument, type Document } from 'yaml'
import {
  fail,
  grouped,
  Lines,
  shortened,
  type Code,
  type Details,
} from '../../diagnostics/index.js'
import { excessIn } from './amount.js'
import { errorFound, type Refused } from './error.js'
import { newerSyntax, oddCharacter } from './older.js'

/** How long a text may be: a parser of YAML takes seconds for each million of its characters. */
const mostCharacters = 4 * 2 ** 20
/** So many levels of lists and mappings are read by PyYAML, which takes two of Python's 1,000 calls for each. */
export const mostLevels = 450
/** So many values come of a text at most: aliases may say a thing again and again. */
export const mostValues = 100_000
const past = `more than ${grouped(mostCharacters)}`

/** A text that is YAML to PyYAML too; made of another it throws `yaml-syntax`. */
export class YamlText {
  readonly text: string
  readonly lines: Lines
  readonly document: Document
  readonly #file: string | undefined

  constructor(text: string, file: string | undefined) {
    this.text = text
    this.#file = file
    this.lines = new Lines(text)
    if (text.length > mostCharacters)
      this.refuse('too-large', `the YAML has ${past} characters`, [0, 1], {
        expected: past.replace('more than', 'at most'),
        hint: 'write it as JSON',
      })
    this.refuseFound(oddCharacter(text))
    const excess = excessIn(text, mostValues, mostLevels)
    if (excess?.what === 'levels') this.refuseDepth([excess.offset, excess.offset + 1])
    if (excess) this.refuseAmount([excess.offset, excess.offset + 1])
    this.document = this.#parsed()
  }

  #parsed(): Document {
    let document: Document
    try {
      document = parseDocument(this.text, {
        version: '1.1',
        schema: 'failsafe',
        resolveKnownTags: false,
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'error',
        keepSourceTokens: true,
      })
    } catch {
      // Deeper than the parser's own calls go.
      return this.refuseDepth([0, 1])
    }
    const exhausted = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
    if (exhausted) return this.refuseDepth(exhausted.pos)
    this.refuseFound(errorFound(document, this.text))
    this.refuseFound(newerSyntax(this.text, document))
    return document
  }

  /** Throws `yaml-value` for what is deeper than a YAML text may be. */
  refuseDepth(range: readonly [number, number]): never {
    return this.refuse('yaml-value', `the YAML has more than ${mostLevels} levels`, range, {
      expected: `at most ${mostLevels} levels of lists and mappings`,
    })
  }

  /** Throws `yaml-value` for what comes to more than a YAML text may. */
  refuseAmount(range: readonly [number, number]): never {
    const message = `the YAML expands to more than ${grouped(mostValues)} values`
    return this.refuseValue(message, range, 'use fewer aliases, or write it as JSON')
  }

  /** Throws what was found, if anything was. */
  refuseFound(found: Refused | undefined): void {
    if (!found) return
    const { message, start, end, hint } = found
    this.refuse('yaml-syntax', message, [start, end], { hint })
  }

  /** Throws `duplicate-parameter`. */
  refuseTwice(name: string, range: readonly [number, number], first: [number, number]): never {
    const place = { ...(this.#file === undefined ? {} : { file: this.#file }) }
    const related = [
      { message: 'it is first given here', ...place, range: this.lines.range(...first) },
    ]
    const message = `the name "${shortened(name, 40)}" is given twice`
    const details = { expected: 'each name once', hint: 'keep one of the two', related }
    return this.refuse('duplicate-parameter', message, range, details)
  }

  /** Throws `yaml-value`. */
  refuseValue(message: string, range: readonly [number, number], hint?: string): never {
    const expected = 'text, a number, true, false, null, a list or a mapping'
    return this.refuse('yaml-value', message, range, { expected, hint })
  }

  /** Throws a finding that stands between two offsets. */
  refuse(
    code: Code,
    message: string,
    [start, end]: readonly [number, number],
    { expected = 'YAML as slapos request reads it: NAME: value', hint, related }: Details = {},
  ): never {
    return fail(code, message, {
      ...(this.#file === undefined ? {} : { file: this.#file }),
      range: this.lines.range(start, Math.max(start, Math.min(end, this.text.length))),
      expected,
      hint,
      related,
      source: this.text,
    })
  }
}
