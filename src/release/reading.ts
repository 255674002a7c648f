// A release read from its files. Knows diagnostics, buildout and python.
import { parseProfile, resolveProfile, strip, Unreadable, type Profile } from '../buildout/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { holdsUnknown, together } from '../python/index.js'
import type { Given } from './given.js'
import { isAny } from './headers.js'
import { dynamicByCalls, LevelView, printedNames, type Dynamic } from './level.js'
import { instanceFolder, isMade, softwareFolder } from './folders.js'
import { Maker, Scope, type Made } from './making.js'
import { isSwitch, nodeSections, switchOptions } from './recipes.js'
import {
  waysOf,
  type Making,
  type Release,
  type ReleaseOptions,
  type SwitchEntry,
  type Unit,
  type Variant,
} from './release.js'
import { atOrigin, readable } from './render.js'
import type { MappedText } from './text.js'
import { allHold, noneHolds, worldsOf, type World } from './worlds.js'

/** Reads a release. Throws what software.cfg itself is refused for. */
export function readRelease(path: string, options: ReleaseOptions): Release {
  return together(undefined, () => new Reading(path, options).run())
}

/** What the instance of one software type runs, given what it is requested with. */
export function readInstance(release: Release, softwareType: string, given: Given): Release {
  return new Reading(release.path, { ...release.options, softwareType }, { release, given }).run()
}

/** An instance of a release that was read. */
interface Instance {
  release: Release
  given: Given
}

const mostDepth = 4
/** How often tests that were made only in other worlds make for more of them. */
const mostRounds = 3

class Reading {
  readonly maker: Maker
  readonly units = new Map<string, Unit>()
  readonly entries: SwitchEntry[] = []
  readonly makings: Making[] = []

  constructor(
    readonly path: string,
    readonly options: ReleaseOptions,
    readonly instance?: Instance,
  ) {
    const { reader, atHand = {}, isMissing = () => false } = options
    this.maker = new Maker(reader, atHand, isMissing, instance?.given, instance?.release.maker)
  }

  run(): Release {
    const software = this.instance?.release.software ?? this.#software()
    const { view, scope } = software
    const rootPath = ['instance.cfg', 'template.cfg']
      .map((name) => `${softwareFolder}/${name}`)
      .find((each) => view.artefacts.has(each))
    const root = rootPath === undefined ? undefined : this.#unit(rootPath, scope)
    if (root) this.#visit(root, 0)
    return {
      path: this.path,
      options: this.options,
      software,
      root,
      units: [...this.units.values()],
      entries: this.entries,
      makings: this.makings,
      maker: this.maker,
    }
  }

  #software(): Release['software'] {
    const { reader } = this.options
    const profile = this.#parse(reader(this.path), this.path)
    const resolved = resolveProfile(profile, {
      path: this.path,
      directory: softwareFolder,
      reader: (each) => this.maker.read(each)?.text ?? reader(each),
    })
    const view = new LevelView(resolved, true, false)
    const scope = new Scope([view], undefined)
    this.#note(scope, undefined)
    return { profile, resolved, view, scope }
  }

  #parse(text: string, file: string): Profile {
    const { platform } = this.options
    return parseProfile(text, { file, ...(platform ? { platform } : {}) })
  }

  /** The sections of a profile that make files. */
  #note(scope: Scope, unit: Unit | undefined): void {
    const seen = new Set<string>()
    for (const view of scope.views) {
      for (const artefact of view?.artefacts.values() ?? []) {
        if (seen.has(artefact.section)) continue
        seen.add(artefact.section)
        this.makings.push({ artefact, scope, unit })
      }
    }
  }

  /** The profile at a path, seen once; undefined where it is not known what makes it. */
  #unit(path: string, scope: Scope): Unit | undefined {
    const found = scope.find(path, true)
    if (!found) return undefined
    const key = this.maker.keyOf(found.artefact, found.scope, true)
    const known = this.units.get(key)
    if (known) return known
    const { input } = found.artefact
    const unit: Unit = {
      artefact: found.artefact,
      scope: found.scope,
      types: new Set(),
      file: undefined,
      variants: [],
      failures: [],
      further: { variants: [], failures: [] },
      own: undefined,
    }
    this.units.set(key, unit)
    for (const world of [allHold, noneHolds]) this.#variant(unit, path, world)
    if (this.instance) this.#worlds(unit, path)
    this.#further(unit, path)
    const [first] = unit.variants
    unit.file = first?.texts.get(first.profile.file!)?.origin(0)?.file ?? input
    if (first) {
      const [one, other] = unit.variants
      unit.own = new Scope(other ? [one!.view, other.view] : [one!.view], found.scope)
      this.#note(unit.own, unit)
    }
    return unit
  }

  #further(unit: Unit, path: string): void {
    for (const { way, made, diagnostics } of this.maker.further(unit.artefact, unit.scope)) {
      if (made)
        this.#add(unit.further, made, path, unit.scope, made.world ?? { way, answers: new Map() })
      else unit.further.failures.push(diagnostics)
    }
  }

  /** What the tests of an instance's profile come to otherwise together; a test that only some make is one of the next. */
  #worlds(unit: Unit, path: string): void {
    const known = new Set<string>()
    for (let round = 0; round < mostRounds; round++) {
      const tests = testsOf(waysOf(unit))
      if (tests.length === known.size) return
      for (const test of tests) known.add(test)
      for (const world of worldsOf(tests))
        this.maker.within(world, () => this.#inWorld(unit, path, world))
    }
  }

  #inWorld(unit: Unit, path: string, world: World): void {
    const { scope, further } = unit
    const made = this.maker.at(path, scope, world.way)
    if (!made) return
    const same = waysOf(unit).find((each) => this.#isMadeAlike(each, scope, world.way))
    if (same) same.worlds.push(world)
    else this.#add(further, made, path, scope, world)
  }

  #variant(unit: Unit, path: string, world: World): void {
    const { way } = world
    const made = this.maker.at(path, unit.scope, way)
    if (!made) {
      const key = this.maker.keyOf(unit.artefact, unit.scope, way)
      unit.failures.push(this.maker.failures.get(key) ?? [])
      return
    }
    const [first] = unit.variants
    // What was made once for both ways is read once.
    if (first && this.#isMadeAlike(first, unit.scope, way)) first.worlds.push(world)
    else this.#add(unit, made, path, unit.scope, world)
  }

  /** Reads a profile that was made, unless it is one that was read. */
  #add(
    { variants, failures }: Pick<Unit, 'variants' | 'failures'>,
    made: Made,
    path: string,
    scope: Scope,
    world: World,
  ): void {
    const texts = new Map<string, MappedText>()
    try {
      const variant = this.#read(made, path, scope, world, texts)
      const same = variants.find((each) => isSame(each, variant))
      if (same) same.worlds.push(world)
      else variants.push(variant)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      failures.push(error.diagnostics.map((each) => atOrigin(each, texts)))
    }
  }

  #isMadeAlike({ asked }: Variant, scope: Scope, way: boolean): boolean {
    return [...asked].every(([path, made]) => {
      const other = this.maker.at(path, scope, way)
      return made === other || (made !== undefined && made.text.text === other?.text.text)
    })
  }

  #read(
    made: Made,
    path: string,
    scope: Scope,
    world: World,
    texts: Map<string, MappedText>,
  ): Variant {
    const { way } = world
    const lines: string[] = []
    const asked = new Map<string, Made | undefined>([[path, made]])
    const at = (file: string): Made | undefined => {
      const found = this.maker.at(file, scope, way)
      asked.set(file, found)
      return found
    }
    const dynamic: Dynamic[] = []
    const ours = new Set(Object.values(this.options.atHand ?? {}))
    const take = (file: string, { text, templates = [], calls }: Made): string => {
      // What one way alone comes to is there for some instance.
      const all = [...calls, ...(this.maker.at(file, scope, !way)?.calls ?? [])]
      const printed = printedNames(text, (each) => this.maker.files.get(each)?.text)
      for (const template of templates) {
        const found = dynamicByCalls(template, all, printed)
        // The stack's macros name no section but those of a component.
        dynamic.push(
          ...(ours.has(template) ? found.filter(({ section }) => !isAny(section)) : found),
        )
      }
      const read = readable(text)
      lines.push(...read.unknowns)
      texts.set(file, read.text)
      return read.text.text
    }
    const profile = this.#parse(take(path, made), path)
    const resolved = resolveProfile(profile, {
      path,
      directory: instanceFolder,
      given: (section) => nodeSections.has(section) || holdsUnknown(section),
      isLater: (name) => {
        if (holdsUnknown(name)) return true
        const target = name.startsWith('/') ? name : `${softwareFolder}/${name}`
        return isMade(target) && at(target) === undefined
      },
      reader: (each) => {
        const other = at(each)
        if (other) return take(each, other)
        throw new Unreadable(each, 'no such file')
      },
    })
    const whole = { ...resolved, complete: resolved.complete && lines.length === 0 }
    return {
      way,
      profile,
      resolved: whole,
      view: new LevelView(whole, way, true, dynamic, this.instance?.given),
      isRendered: made.making === 'jinja2',
      calls: made.calls,
      texts,
      asked,
      worlds: [world],
      printed: lines,
    }
  }

  /** The types of a profile's switch, and what they run. */
  #visit(unit: Unit, depth: number): void {
    if (depth > mostDepth || !unit.own) return
    const seen = new Set<string>()
    for (const { view } of unit.variants) {
      for (const [name, section] of view.sections) {
        if (!isSwitch(section)) continue
        for (const [type, setting] of section) {
          if (switchOptions.has(type) || holdsUnknown(type) || seen.has(type)) continue
          const { softwareType = type } = this.options
          const isLeftOut = softwareType !== type
          seen.add(type)
          const value = strip(view.values.get(name, type)!)
          const [of = '', option = ''] = value.split(':')
          const isPath = value.includes('/')
          const path = isPath ? value : view.values.get(of, option)
          const target = path === undefined || isLeftOut ? undefined : this.#unit(path, unit.own)
          const isNew = target !== undefined && target.types.size === 0 && target !== unit
          target?.types.add(type)
          const { assignment } = setting
          this.entries.push({
            type,
            value,
            section: of,
            option,
            switch: name,
            assignment,
            unit,
            target,
            isLeftOut,
          })
          if (isNew) this.#visit(target, depth + 1)
        }
      }
    }
  }
}

/** The tests of unknowns on the way to some profiles. */
function testsOf(variants: readonly Variant[]): string[] {
  const made = variants.flatMap(({ asked }) => [...asked.values()])
  return [...new Set(made.flatMap((each) => [...(each?.tests?.keys() ?? [])]))]
}

/** Whether two ways came to one text, and so did all that they extend. */
function isSame(a: Variant, b: Variant): boolean {
  if (a.texts.size !== b.texts.size) return false
  return [...a.texts].every(([path, { text }]) => b.texts.get(path)?.text === text)
}
