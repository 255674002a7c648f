// A parsed profile as data; parse.ts makes it, and hands in what edits it. Knows diagnostics and
// python.
import { checkText, Lines, type Diagnostic, type Range } from '../diagnostics/index.js'
import { skipSpace, trimEnd } from '../python/space.js'
import type { Chunks } from './chunks.js'
import type { Platform } from './condition/index.js'
import { readValue } from './value.js'

/** One `name = value` of a profile, where it stands. */
export class Assignment {
  #value: string | undefined

  constructor(
    readonly profile: Profile,
    readonly block: Block,
    /** As the engine's parser names it: `parts +` for `parts +=`, `<` for a macro. */
    readonly name: string,
    /** Where the name begins and ends; with the sign of `+=`. */
    readonly start: number,
    readonly nameEnd: number,
    readonly valueStart: number,
    /** After the last character of the value's last line. */
    public end: number,
    /** Whether lines follow the first one. */
    public continued = false,
  ) {}

  /** The option that it sets or changes: `parts` for `parts +=`. */
  get option(): string {
    return this.operator === '='
      ? this.name
      : this.name.slice(0, trimEnd(this.name, 0, this.name.length - 1))
  }

  get operator(): '=' | '+=' | '-=' {
    const sign = this.name.at(-1)
    return sign === '+' || sign === '-' ? `${sign}=` : '='
  }

  /** The value as the engine reads it. */
  get value(): string {
    return (this.#value ??= this.#read())
  }

  #read(): string {
    const { text } = this.profile
    if (this.continued) return readValue(text, this.valueStart, this.end)
    return text.slice(skipSpace(text, this.valueStart, this.end), this.end)
  }

  /** From the name to the end of the value. */
  get range(): Range {
    return this.profile.range(this.start, this.end)
  }
}

/** A header and what follows it up to the next one; a section may have several. */
export interface Block {
  /** The section's name. */
  name: string
  /** The header's line. */
  start: number
  headerEnd: number
  nameStart: number
  /** Where the next header's line begins, or the text ends. */
  end: number
  /** The text between the colon and the bracket of `[name:expression]`. */
  condition: string | undefined
  /** False where the condition leaves the whole block out. */
  holds: boolean
  /** Where only the node can tell whether it is left out: the options that it would set. */
  undecided: string[] | undefined
  assignments: Assignment[]
}

/** What reads and edits profiles: an edited text is parsed again, so the parser hands this in. */
export interface Edits {
  read(profile: Profile): void
  get(profile: Profile, section: string, option: string): string | undefined
  set(profile: Profile, section: string, option: string, value: string): Profile
  add(profile: Profile, section: string, options: Readonly<Record<string, string>>): Profile
  remove(profile: Profile, section: string, option: string | undefined): Profile
}

/** A profile's text in pieces, so that an edit reads the one of its option alone. */
export interface Pieces {
  /** What stands before the first header. */
  readonly head: string
  readonly blocks: Chunks<PieceBlock>
  /** Where the blocks of each section stand among them. */
  readonly places: Places
  /** The text's own way to end a line. */
  readonly eol: string
}

/** The pieces of a block, its header the first; where it was removed, what is left of it. */
export interface PieceBlock {
  readonly pieces: Chunks<Piece>
  /** Where each option stands among them. */
  readonly places: Places
  readonly isThere: boolean
}

/** A header or an option, and the lines after it up to the next one. */
export interface Piece {
  /** The option's name, as in {@link Assignment.name}; undefined for a header. */
  readonly name: string | undefined
  readonly text: string
  /** Where the option was removed: the place of one before it, or of the header. */
  readonly before?: number
}

/** Where names stand in a list: whoever has a list looks at the places below its length. */
export interface Places {
  readonly of: Map<string, readonly number[]>
  /** How long the list is that was added to last. */
  count: number
}

/** A profile's text with what stands where. Made by `parseProfile`; edits give a new one. */
export class Profile {
  readonly #blocks: Block[] = []
  readonly #diagnostics: Diagnostic[] = []
  #text: string | undefined
  #pieces: Pieces | undefined
  #isRead: boolean
  #lines: Lines | undefined
  #sections: Map<string, Map<string, Assignment>> | undefined
  readonly #edits: Edits

  constructor(
    given: string | Pieces,
    readonly file: string | undefined,
    /** What the conditions were decided for. */
    readonly platform: Platform,
    edits: Edits,
  ) {
    this.#edits = edits
    this.#isRead = typeof given === 'string'
    if (typeof given === 'string') this.#text = given
    else this.#pieces = given
  }

  get text(): string {
    return (this.#text ??= joined(this.#pieces!))
  }

  /** What edits have made, undefined where all of it is read. */
  get pieces(): Pieces | undefined {
    return this.#pieces
  }

  /** Every header, in order, also those whose condition does not hold. */
  get blocks(): Block[] {
    this.#read()
    return this.#blocks
  }

  /** What is worth reporting about a profile that could be read. */
  get diagnostics(): Diagnostic[] {
    this.#read()
    return this.#diagnostics
  }

  #read(): void {
    if (this.#isRead) return
    this.#isRead = true
    this.#edits.read(this)
    this.#pieces = undefined
  }

  /** The text, byte for byte. */
  toString(): string {
    return this.text
  }

  get lines(): Lines {
    return (this.#lines ??= new Lines(this.text))
  }

  range(start: number, end: number): Range {
    return this.lines.range(start, end)
  }

  /** Section → option (named as in {@link Assignment.name}) → the assignment that counts. */
  get sections(): ReadonlyMap<string, ReadonlyMap<string, Assignment>> {
    if (this.#sections) return this.#sections
    const sections = new Map<string, Map<string, Assignment>>()
    for (const { name, holds, assignments } of this.blocks) {
      if (!holds) continue
      let section = sections.get(name)
      if (!section) sections.set(name, (section = new Map()))
      for (const assignment of assignments) section.set(assignment.name, assignment)
    }
    return (this.#sections = sections)
  }

  /** The options that a section may have, by a condition that only the node can decide. */
  get undecided(): ReadonlyMap<string, ReadonlySet<string>> {
    const sections = new Map<string, Set<string>>()
    for (const { name, undecided } of this.blocks)
      if (undecided) sections.set(name, new Set([...(sections.get(name) ?? []), ...undecided]))
    return sections
  }

  /** The value of an option of this text, undefined where it is not set. */
  get(section: string, option: string): string | undefined {
    checkText('the section', section)
    checkText('the option', option)
    if (!this.#isRead) return this.#edits.get(this, section, option)
    return this.sections.get(section)?.get(option)?.value
  }

  /**
   * What `zc.buildout.configparser.parse` returns for the same text: section → option → value, with
   * `parts +` for `parts +=` and `<` for a macro. The objects have no prototype.
   */
  toObject(): Record<string, Record<string, string>> {
    const object = Object.create(null) as Record<string, Record<string, string>>
    for (const { name, holds, assignments } of this.blocks) {
      if (!holds) continue
      const options = (object[name] ??= Object.create(null) as Record<string, string>)
      for (const assignment of assignments) options[assignment.name] = assignment.value
    }
    return object
  }

  /**
   * The profile with an option set (`parts +` sets a `parts +=`); layout, comments and all else stay.
   * Throws `bad-value` or `bad-option-name` for what a profile cannot hold.
   */
  set(section: string, option: string, value: string): Profile {
    return this.#edits.set(this, section, option, value)
  }

  /** The profile with a section, empty or with these options, at its end. */
  add(section: string, options: Readonly<Record<string, string>> = {}): Profile {
    return this.#edits.add(this, section, options)
  }

  /** The profile without an option, or without a whole section; itself where there is none. */
  remove(section: string, option?: string): Profile {
    return this.#edits.remove(this, section, option)
  }
}

/** The text that some pieces are. */
function joined({ head, blocks }: Pieces): string {
  const texts = [head]
  for (const { pieces } of blocks) for (const { text } of pieces) texts.push(text)
  return texts.join('')
}
