// The files of a release made, one from another, without a node. Knows diagnostics, buildout, jinja
// and python.
import { spaceClass, strip } from '../buildout/index.js'
import type { ProfileReader } from '../buildout/index.js'
import { ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { Branches } from '../jinja/index.js'
import { answering, holdsUnknown, Unknown, type Tests } from '../python/index.js'
import { inlineOption, tidy, type Artefact } from './artefacts.js'
import { contextLines, contextOf, type Giving } from './context.js'
import { filled, inlineText } from './fill.js'
import type { Given } from './given.js'
import { isMade } from './folders.js'
import type { LevelView } from './level.js'
import { renderText, type Importing, type MacroCall } from './render.js'
import { MappedText } from './text.js'
import { baseName } from './values.js'
import { allHold, holdsIn, noneHolds, type World } from './worlds.js'
import type { Making } from './recipes.js'

/** A file as the release makes it. */
export interface Made {
  /** Its path, by which findings in it are told from others until they are placed. */
  file: string
  text: MappedText
  /** How it was made last; undefined for a file of the tree. */
  making: Making | undefined
  calls: readonly MacroCall[]
  /** The templates that it was rendered from. */
  templates?: readonly string[]
  /** Those of them that were imported, by their aliases. */
  imported?: ReadonlyMap<string, MappedText>
  /** The aliases of those that it asked for, and of which nothing is known. */
  unread?: ReadonlySet<string>
  /** The tests of unknowns that were made, and the world in which they were. */
  tests?: Tests
  world?: World
  /** Those that it imported, by the paths that were asked for. */
  found?: ReadonlyMap<string, MappedText | undefined>
}

/** A file as other branches make it, or why they do not. */
export interface Further {
  way: boolean
  made: Made | undefined
  diagnostics: Diagnostic[]
}

/** Sections that make files, and those of the level that they stand on. */
export class Scope {
  constructor(
    /** One for each way that unknown tests come out; the first stands in for a second. */
    readonly views: readonly [LevelView, LevelView?],
    readonly parent: Scope | undefined,
  ) {}

  view(way: boolean): LevelView {
    return (way ? this.views[0] : this.views[1]) ?? this.views[0]
  }

  /** What makes the file at a path: here, or a level above. */
  find(
    path: string,
    way: boolean,
  ): { artefact: Artefact; scope: Scope; view: LevelView } | undefined {
    for (const view of [this.view(way), this.view(!way)]) {
      const artefact = view.artefacts.get(path)
      if (artefact) return { artefact, scope: this, view }
    }
    return this.parent?.find(path, way)
  }
}

/** Makes files, each once. */
export class Maker {
  readonly #made = new Map<string, Made | undefined>()
  readonly #open = new Set<string>()
  readonly #scopes = new Map<Scope, number>()
  /** The branches of each template that was rendered, by the key of what makes it the first way. */
  readonly #branches = new Map<string, Branches>()
  /** Every file of the tree that was asked for, whether it is there or not. */
  readonly files: Map<string, MappedText | undefined>
  /** What of them is there, and no text. */
  readonly broken: Diagnostic[] = []
  /** Why templates came to nothing, by the key of what makes them. */
  readonly failures = new Map<string, Diagnostic[]>()
  /** What tests come to; each as the way says, unless it is said. */
  #world: World | undefined
  readonly #worlds = new Map<World, number>()
  /** What was rendered, by the key of its first way: in another world it may come out the same. */
  readonly #rendered = new Map<string, Made[]>()

  constructor(
    readonly reader: ProfileReader,
    readonly atHand: Readonly<Record<string, string>>,
    /** Whether an option that no profile sets is certainly none of a section's. */
    readonly isMissing: (view: LevelView, section: string, option: string) => boolean,
    /** What the instance is requested with, where that is known. */
    readonly requested?: Given,
    /** Makes what the software does: one for all instances. */
    readonly above?: Maker,
  ) {
    this.files = above?.files ?? new Map()
  }

  /** The file at a path: a made one, or one of the tree; undefined where it is not known. */
  at(path: string, scope: Scope, way: boolean): Made | undefined {
    const tidied = tidy(path)
    const found = scope.find(tidied, way)
    if (found) return this.make(found.artefact, found.scope, found.view, way)
    if (isMade(tidied) || holdsUnknown(tidied) || !tidied.startsWith('/')) return undefined
    const text = this.read(tidied)
    return text && { file: tidied, text, making: undefined, calls: [] }
  }

  /** Runs something in which files are made as one world has them. */
  within<T>(world: World, run: () => T): T {
    this.#world = world
    try {
      return run()
    } finally {
      this.#world = undefined
    }
  }

  /** A file of the tree. */
  read(path: string): MappedText | undefined {
    if (this.files.has(path)) return this.files.get(path)
    let text: MappedText | undefined
    try {
      text = MappedText.of(path, this.reader(path))
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      this.broken.push(...error.diagnostics.filter(({ code }) => code === 'bad-encoding'))
    }
    this.files.set(path, text)
    return text
  }

  /** What a section makes. */
  make(artefact: Artefact, scope: Scope, view: LevelView, way: boolean): Made | undefined {
    if (!scope.parent && this.above) return this.above.make(artefact, scope, view, way)
    const inWorld = this.#world ? `\0${numberOf(this.#world, this.#worlds)}` : ''
    const key = this.keyOf(artefact, scope, way) + inWorld
    if (this.#made.has(key)) return this.#made.get(key)
    if (this.#open.has(key)) return undefined
    this.#open.add(key)
    const made = this.#make(artefact, scope, view, way, key)
    this.#open.delete(key)
    this.#made.set(key, made)
    return made
  }

  /** What a section makes where it comes to branches that it did not come to yet, as often as there are some. */
  *further(artefact: Artefact, scope: Scope): Generator<Further> {
    const ways = this.#branches.get(this.keyOf(artefact, scope, true))?.further() ?? []
    for (const way of ways) {
      const key = `${this.keyOf(artefact, scope, way)}\0further`
      this.failures.delete(key)
      const view = scope.view(way)
      // The two ways may come to other sections.
      const own = [...view.artefacts.values()].find(({ section }) => section === artefact.section)
      const made = own && this.#make(own, scope, view, way, key)
      yield { way, made, diagnostics: this.failures.get(key) ?? [] }
    }
  }

  /** Why what a section makes comes to nothing where an instance is given some parameters. */
  given(
    { section }: Artefact,
    scope: Scope,
    way: boolean,
    parameters: Giving['parameters'],
  ): Diagnostic[] {
    const view = scope.view(way)
    const own = [...view.artefacts.values()].find((each) => each.section === section)
    if (!own) return []
    const key = `${this.keyOf(own, scope, way)}\0given`
    this.#make(own, scope, view, way, key, parameters)
    const found = this.failures.get(key) ?? []
    this.failures.delete(key)
    return found
  }

  /** A name for what a section makes, one way. */
  keyOf({ section }: Artefact, scope: Scope, way: boolean): string {
    return `${numberOf(scope, this.#scopes)}\0${section}\0${way}`
  }

  /** What a section's file is made from. */
  source(artefact: Artefact, scope: Scope, view: LevelView, way: boolean): MappedText | undefined {
    const { section, input, options, recipe } = artefact
    if (input !== undefined) return this.at(input, scope, way)?.text
    const inline = inlineOption(options, recipe) ?? ''
    const prefix = new RegExp(`^inline:[${spaceClass}]*`)
    const value = (view.values.get(section, inline) ?? '').replace(prefix, '')
    const setting = options.get(inline)
    const written = (setting?.value ?? '').replace(prefix, '')
    return inlineText(value, written, setting?.assignment, (file, offset) => {
      const made = scope.parent && isMade(file) ? this.at(file, scope.parent, way) : undefined
      return made ? made.text.origin(offset) : { file, offset }
    })
  }

  #make(
    artefact: Artefact,
    scope: Scope,
    view: LevelView,
    way: boolean,
    key: string,
    parameters?: Giving['parameters'],
  ): Made | undefined {
    const { section, making, outputs, input } = artefact
    const source = this.source(artefact, scope, view, way)
    if (!source) return undefined
    const file = outputs[0] ?? `${section} of ${source.origin(0)?.file ?? ''}`
    if (making === 'copy') return { file, text: source, making, calls: [] }
    if (making === 'fill') {
      const text = input === undefined ? source : filled(source, section, view.values)
      return { file, text, making, calls: [] }
    }
    const isFurther = key.endsWith('further')
    const world = this.#world ?? (way ? allHold : noneHolds)
    const same = isFurther || parameters ? undefined : this.#same(artefact, scope, source, world)
    if (same) return same
    const tests: Tests = new Map()
    const unknown = (name: string): Unknown => new Unknown(name, way, tests)
    const giving = {
      values: view.values,
      isOpen: (name: string) => view.isOpen(name),
      isMissing: (name: string, option: string) => this.isMissing(view, name, option),
      unknown,
      given: this.requested,
      ...(parameters ? { parameters } : {}),
    }
    const context = contextOf(section, artefact.options, giving)
    const imports = this.#imports(artefact, scope, view, way, unknown)
    const first = this.keyOf(artefact, scope, true)
    const branches = (parameters ? undefined : this.#branches.get(first)) ?? new Branches()
    if (!parameters) this.#branches.set(first, branches)
    const answers = isFurther ? branches.answers : world.answers
    const { text, calls, diagnostics } = answering(
      (test) => answers.get(test),
      () =>
        renderText(
          `${first}\0${file}`,
          source,
          context,
          imports.find,
          imports.aliases,
          this.atHand,
          unknown,
          branches,
        ),
    )
    const templates = [source, ...imports.texts.values()].map((each) => each.text)
    const { texts: imported, unread, unnamed, asked: found } = imports
    if (text) {
      const made = { file, text, making, calls, templates, imported, unread, tests, found }
      if (isFurther) return { ...made, world: { way, answers, isForced: true } }
      const known = { ...made, world }
      if (!parameters) this.#rendered.set(first, [...(this.#rendered.get(first) ?? []), known])
      return known
    }
    const hint = unnamed.map((name) => unnamedHint(name, section, scope)).at(-1)
    const hinted = (each: Diagnostic): Diagnostic =>
      each.code === 'template-import' && each.hint === undefined && hint !== undefined
        ? { ...each, hint }
        : each
    this.failures.set(key, diagnostics.map(hinted))
    return undefined
  }

  /** What another world made, where this one can make nothing else. */
  #same(artefact: Artefact, scope: Scope, source: MappedText, world: World): Made | undefined {
    const key = this.keyOf(artefact, scope, true)
    return this.#rendered.get(key)?.find((made) => {
      if (made.templates![0] !== source.text) return false
      if (scope.views[1] !== undefined && made.world!.way !== world.way) return false
      for (const test of made.tests!.keys())
        if (holdsIn(made.world!, test) !== holdsIn(world, test)) return false
      for (const [path, text] of made.found!)
        if (this.at(path, scope, world.way)?.text.text !== text?.text) return false
      return true
    })
  }

  /** The templates that `import-list` names. */
  #imports(
    { section, options }: Artefact,
    scope: Scope,
    view: LevelView,
    way: boolean,
    unknown: (name: string) => Unknown,
  ): {
    find: Importing
    aliases: string[]
    texts: Map<string, MappedText>
    asked: Map<string, MappedText | undefined>
    unread: Set<string>
    unnamed: string[]
  } {
    const unnamed: string[] = []
    const texts = new Map<string, MappedText>()
    const unread = new Set<string>()
    const asked = new Map<string, MappedText | undefined>()
    const list = options.has('import-list') ? view.values.get(section, 'import-list') : ''
    const lines = contextLines(list ?? '')
    const key = (expression: string): string => {
      const [of = '', option = ''] = expression.split(':')
      return view.values.get(of || section, option) ?? ''
    }
    const between = strip(view.values.get(section, 'import-delimiter') ?? '/')
    const find: Importing = (name) => {
      for (const { kind, name: alias, expression } of lines) {
        const isFolder = kind.endsWith('folder')
        if (isFolder ? !name.startsWith(alias + between) : name !== alias) continue
        const path = kind.startsWith('raw') ? expression : key(expression)
        const below = isFolder ? `/${name.slice(alias.length + between.length)}` : ''
        const wanted = strip(path) + below
        const made = path === '' ? undefined : this.at(wanted, scope, way)
        asked.set(wanted, made?.text)
        if (!made) {
          unread.add(name)
          return unknown(alias)
        }
        texts.set(name, made.text)
        return { file: made.file, text: made.text }
      }
      unnamed.push(name)
      return undefined
    }
    const aliases = lines.filter(({ kind }) => !kind.endsWith('folder')).map(({ name }) => name)
    return { find, aliases, texts, asked, unread, unnamed }
  }
}

/** A number for each of some things, the same each time. */
function numberOf<T>(thing: T, numbers: Map<T, number>): number {
  const number = numbers.get(thing) ?? numbers.size
  numbers.set(thing, number)
  return number
}

/** What to do about a template that `import-list` does not name, where a section plainly brings its file. */
function unnamedHint(name: string, section: string, scope: Scope): string {
  const list = `import-list of [${section}]`
  for (let at: Scope | undefined = scope; at; at = at.parent)
    for (const artefact of at.views[0].artefacts.values()) {
      const { section: of, making, input = '', options, recipe } = artefact
      const file = baseName(input)
      const isMeant = file.split('.')[0] === name || of.split(/[-_]/).includes(name)
      if (making !== 'copy' || !isMeant || holdsUnknown(file)) continue
      const option = recipe.outputs.find((each) => options.has(each)) ?? 'target'
      return `add it to ${list}: ${file}, the ${option} of [${of}]`
    }
  return `${list} names no such template`
}
