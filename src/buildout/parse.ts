// A profile’s text to blocks and assignments, every byte kept. Knows diagnostics and python.
import {
  checkGiven,
  checkText,
  finding,
  grouped,
  ResilientError,
  shape,
  shortened,
  type Diagnostic,
  didYouMean,
} from '../diagnostics/index.js'
import { Editor } from './edit.js'
import {
  decide,
  defaultPlatform,
  platformShape,
  Refusal,
  type Platform,
} from './condition/index.js'
import { isComment, readHeader, readOption, type HeaderLine } from './line.js'
import { Assignment, Profile, type Block } from './profile.js'
import { together } from '../python/budget.js'
import { isSpace, skipSpace, strip, trimEnd } from '../python/space.js'

/** What {@link parseProfile} is given besides the text. */
export interface ParseOptions {
  /** The file's name, for findings. */
  file?: string
  /** What conditions are decided for; CPython 3.11 on Linux x86_64 unless said. */
  platform?: Platform
}

const parseOptions = shape.optionsOf<ParseOptions>({ file: shape.text, platform: platformShape })

/**
 * Reads a profile as zc.buildout's own parser does (configparser.py of 2.13.2), and keeps every byte:
 * `String(parseProfile(text)) === text`. Throws `profile-syntax`, `profile-header` or
 * `profile-condition` for what the engine refuses.
 */
export function parseProfile(text: string, options: ParseOptions = {}): Profile {
  checkText('the profile', text)
  checkGiven('the options', options, parseOptions)
  return parse(text, options)
}

/** The same for what is known to be text and options: each edit parses what it made. */
function parse(text: string, options: ParseOptions): Profile {
  const profile = new Profile(text, options.file, options.platform ?? defaultPlatform, editor)
  readInto(profile)
  return profile
}

/** Reads a profile's own text. */
export function readInto(profile: Profile): void {
  // A condition costs little, but there may be one in each header.
  together(undefined, () => new Parser(profile).run())
}

const editor = new Editor({ parse, readInto })

const openBracket = 0x5b
const mostErrors = 100
/** How many headers a profile may have: what is asked of each takes seconds for a million. */
const mostSections = 250_000

class Parser {
  readonly #text: string
  readonly #errors: Diagnostic[] = []
  #further = 0
  /** The block that counts; one whose condition fails leaves it as it was, as in the engine. */
  #block: Block | undefined
  /** The header's block, counting or not. */
  #latest: Block | undefined
  #assignment: Assignment | undefined
  #holds = true

  constructor(readonly profile: Profile) {
    this.#text = profile.text
  }

  run(): void {
    const text = this.#text
    let [feed, carriage] = [-1, -1]
    for (let at = 0; at < text.length;) {
      // Each is looked for again only when it was passed: a text may have none of one kind.
      if (feed < at) feed = indexFrom(text, '\n', at)
      if (carriage < at) carriage = indexFrom(text, '\r', at)
      const end = Math.min(feed, carriage)
      this.#line(at, end)
      at = carriage + 1 === feed ? feed + 1 : end + 1
    }
    if (this.#latest) this.#latest.end = text.length
    if (this.#errors.length > 0) this.#throw()
  }

  #line(start: number, end: number): void {
    const text = this.#text
    const first = start < end ? text.charCodeAt(start) : 0x0a
    if (isComment(first)) return
    if (this.#latest?.undecided && isSpace(first)) return
    if (this.#assignment && isSpace(first)) {
      if (!this.#holds) return
      const last = trimEnd(text, start, end)
      if (last > start) {
        this.#assignment.end = last
        this.#assignment.continued = true
      }
      return
    }
    const header = first === openBracket ? readHeader(text, start, end) : undefined
    if (header) this.#header(header, start, end)
    else if (!this.#block && !this.#latest?.undecided) this.#beforeHeader(start, end)
    else this.#option(start, end)
  }

  #header(header: HeaderLine, start: number, end: number): void {
    const { nameStart, nameEnd, expression } = header
    if (this.profile.blocks.length >= mostSections) this.#tooMany(start, end)
    const name = this.#text.slice(nameStart, nameEnd)
    const condition = expression && this.#text.slice(expression.start, expression.end)
    const decided = expression === undefined || this.#decide(name, expression)
    const holds = decided === true
    this.#holds = holds
    const block: Block = {
      name,
      start,
      headerEnd: end,
      nameStart,
      end,
      condition,
      holds,
      undecided: decided === undefined ? [] : undefined,
      assignments: [],
    }
    if (this.#latest) this.#latest.end = start
    this.#latest = block
    this.profile.blocks.push(block)
    if (!this.#holds) return
    this.#block = block
    this.#assignment = undefined
  }

  #decide(section: string, { start, end }: { start: number; end: number }): boolean | undefined {
    const expression = this.#text.slice(start, end)
    try {
      const { holds, unresolved } = decide(expression, this.profile.platform)
      if (holds === undefined) {
        this.profile.diagnostics.push(
          finding(
            'condition-unresolved',
            `the condition of [${section}] asks for ${unresolved.join(', ') || 'what Python makes of it'}, which only the node knows: what the section contains is not checked`,
            { severity: 'info', ...this.#place(start, end), path: section },
          ),
        )
      }
      return holds
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#errors.push(
        finding('profile-condition', `the condition of [${section}] is refused: ${error.message}`, {
          ...this.#place(start, end),
          path: section,
          expected:
            'a Python expression on the names that buildout gives: sys, os, platform, re, python3, linux, bits64, …',
          received: excerpt(expression),
          hint: didYouMean(error.near),
        }),
      )
      this.#throw()
    }
  }

  #beforeHeader(start: number, end: number): void {
    const text = this.#text
    if (skipSpace(text, start, end) === end) return
    if (afterHeader(text.slice(start, Math.min(end, start + 200))) !== undefined) {
      this.#misread(start, end)
      this.#throw()
    }
    const mark = text.charCodeAt(start) === 0xfeff
    this.#errors.push(
      finding(
        'profile-header',
        mark
          ? 'the profile begins with a byte order mark, which buildout takes for an option'
          : 'there is text before the first section',
        {
          ...this.#place(start, end),
          expected: '[section]',
          received: excerpt(text.slice(start, Math.min(end, start + 200))),
          hint: mark ? 'save the file as UTF-8 without a byte order mark' : undefined,
        },
      ),
    )
    this.#throw()
  }

  #option(start: number, end: number): void {
    const text = this.#text
    const dependencies = text.startsWith('=>', start)
    const option = dependencies
      ? { nameEnd: start, valueStart: start + 2 }
      : readOption(text, start, end)
    if (option) {
      const name = dependencies ? '<part-dependencies>' : text.slice(start, option.nameEnd)
      if (!this.#holds) this.#latest?.undecided?.push(name)
      if (!this.#holds || !this.#block) return
      const block = this.#block
      const last = trimEnd(text, option.valueStart, end)
      this.#assignment = new Assignment(
        this.profile,
        block,
        name,
        start,
        option.nameEnd,
        option.valueStart,
        last,
      )
      block.assignments.push(this.#assignment)
      return
    }
    if (!this.#assignment && skipSpace(text, start, end) === end) return
    this.#misread(start, end)
  }

  #misread(start: number, end: number): void {
    if (this.#errors.length >= mostErrors) {
      this.#further++
      return
    }
    const line = this.#text.slice(start, Math.min(end, start + 200))
    const indented = isSpace(line.charCodeAt(0))
    const crowded = afterHeader(line)
    const hint = indented
      ? 'the first option of a section begins at the margin'
      : crowded && `write ${crowded} on a line of its own`
    this.#errors.push(
      finding(
        'profile-syntax',
        crowded !== undefined
          ? 'a section header must be alone on its line'
          : line.startsWith('[')
            ? 'the line is not a section header'
            : 'the line is not a section, an option, a comment or a continued value',
        {
          ...this.#place(start, end),
          expected: line.startsWith('[') ? '[name] or [name:expression]' : 'name = value',
          received: excerpt(line),
          hint,
        },
      ),
    )
  }

  #place(start: number, end: number): Pick<Diagnostic, 'file' | 'range'> {
    const { file } = this.profile
    return { ...(file === undefined ? {} : { file }), range: this.profile.range(start, end) }
  }

  #tooMany(start: number, end: number): never {
    const expected = `at most ${grouped(mostSections)} sections`
    const message = 'the profile has more sections than can be read'
    this.#errors.push(finding('too-large', message, { ...this.#place(start, end), expected }))
    this.#throw()
  }

  #throw(): never {
    const [first, ...rest] = this.#errors as [Diagnostic, ...Diagnostic[]]
    const { file, text } = this.profile
    if (this.#further > 0) {
      rest.push(
        finding(
          'profile-syntax',
          `${this.#further} more lines are not a section, an option, a comment or a continued value`,
          { file },
        ),
      )
    }
    throw new ResilientError([first, ...rest], new Map(file === undefined ? [] : [[file, text]]))
  }
}

function indexFrom(text: string, character: string, start: number): number {
  const index = text.indexOf(character, start)
  return index < 0 ? text.length : index
}

/** What follows a header on its line, which the engine refuses; undefined where there is no header. */
function afterHeader(line: string): string | undefined {
  const end = line.indexOf(']') + 1
  const rest = strip(line.slice(end))
  if (!line.startsWith('[') || end === 0 || rest === '') return undefined
  return readHeader(line, 0, end) ? excerpt(rest) : undefined
}

function excerpt(line: string): string {
  return shortened(line, 80)
}
