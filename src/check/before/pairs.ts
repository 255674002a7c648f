// Which profile of one release takes the place of which of another: by software type, and by what the
// root makes of it. Knows diagnostics, python and release.
import type { Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown, str } from '../../python/index.js'
import type { Release, SwitchEntry, Unit } from '../../release/index.js'
import { Files } from '../release/places.js'
import { readsOf } from '../release/makings.js'
import { at, changed, type At } from './comparison.js'
import { Role } from './role.js'
import { madeInPart, unmade, unmadeRoot } from './less.js'

/** The profiles of one kind of instance, before and after. */
export interface Pair {
  old: Role
  now: Role
}

/** What two releases have to compare, and what has nothing to be compared with. */
export interface Pairs {
  pairs: Pair[]
  diagnostics: Diagnostic[]
}

/** A release whose profiles are rules' roles, each made once. */
export class Roles {
  readonly #roles = new Map<Unit, Role>()
  readonly files: Files

  constructor(readonly release: Release) {
    // No rule here asks for a sum.
    this.files = new Files(
      (file) => this.source(file),
      () => undefined,
    )
  }

  source(file: string): string | undefined {
    const { path, software, maker } = this.release
    return file === path ? software.profile.text : maker.read(file)?.text
  }

  of(unit: Unit): Role {
    const known = this.#roles.get(unit)
    if (known) return known
    const role = new Role(unit, this.files, readsOf(this.release, unit))
    this.#roles.set(unit, role)
    return role
  }
}

/** The profiles to compare: the one with the switch, then those of each type. */
export function pairsOf(old: Roles, now: Roles): Pairs {
  const pairs = new Map<string, Pair>()
  const diagnostics: Diagnostic[] = []
  const add = (one: Unit | undefined, other: Unit | undefined): void => {
    if (!one || !other || one.variants.length === 0 || other.variants.length === 0) return
    const [before, after] = [old.of(one), now.of(other)]
    const key = `${idOf(one)}\0${idOf(other)}`
    if (!pairs.has(key)) pairs.set(key, { old: before, now: after })
  }
  add(old.release.root, now.release.root)
  const [lacking] = [...unmadeRoot(old, 'old'), ...unmadeRoot(now, 'new')]
  if (lacking) return { pairs: [...pairs.values()], diagnostics: [lacking] }
  const types = typesOf(now.release)
  for (const [type, entry] of typesOf(old.release)) {
    const kept = types.get(type)
    const successor = kept ?? successorOf(type, old.release, now.release, types)
    if (!kept) diagnostics.push(lostType(entry, successor, old, now))
    diagnostics.push(...unmade(entry, type, old))
    if (successor)
      diagnostics.push(...unmade(successor, type, now), ...madeInPart(successor, type, now))
    add(entry.target, successor?.target)
  }
  return { pairs: [...pairs.values()], diagnostics }
}

function idOf({ artefact, file }: Unit): string {
  return `${artefact.section}\0${file}`
}

/** Each type of a release's switches; the one of an instance without a type by one of its two names. */
function typesOf({ entries }: Release): Map<string, SwitchEntry> {
  const types = new Map<string, SwitchEntry>()
  for (const entry of entries) {
    const type = entry.type === 'RootSoftwareInstance' ? 'default' : entry.type
    if (!types.has(type)) types.set(type, entry)
  }
  return types
}

/** What takes the place of a type: the leader's or the backups' of the same component, or the other root. */
function successorOf(
  type: string,
  old: Release,
  now: Release,
  types: ReadonlyMap<string, SwitchEntry>,
): SwitchEntry | undefined {
  const [before, after] = [componentTypes(old), componentTypes(now)]
  for (const [role, name] of before) {
    const other = after.get(role)
    if (name === type && other !== undefined) return types.get(other)
  }
  const rootsOf = ({ entries }: Release): SwitchEntry[] =>
    entries.filter(({ target }) => target?.variants.some(({ calls }) => calls.some(isReplicated)))
  const isRoot = rootsOf(old).some((each) => each.type === type)
  return isRoot ? rootsOf(now)[0] : undefined
}

const isReplicated = ({ parameters }: { parameters: ReadonlyMap<string, unknown> }): boolean =>
  parameters.has('typeexport')

/** `export of NAMEBASE` → the type that the root requests for it. */
function componentTypes({ units }: Release): Map<string, string> {
  const types = new Map<string, string>()
  for (const { variants } of units) {
    for (const { parameters } of variants.flatMap(({ calls }) => calls.filter(isReplicated))) {
      const [name, ...both] = ['namebase', 'typeexport', 'typeimport'].map((each) =>
        str(parameters.get(each) ?? null),
      )
      for (const [index, type] of both.entries())
        if (![name!, type].some(holdsUnknown)) types.set(`${index} of ${name}`, type)
    }
  }
  return types
}

function lostType(
  entry: SwitchEntry,
  successor: SwitchEntry | undefined,
  old: Roles,
  now: Roles,
): Diagnostic {
  const { type } = entry
  const before = placeOf(entry, old)
  const after = successor ? placeOf(successor, now) : undefined
  const isAsked = successor !== undefined && isRequested(successor.type, now.release)
  const then = isAsked
    ? 'an instance of it stops until the root has asked for the new one'
    : 'an instance of it stops at its next pass'
  const message = successor
    ? `the software type ${type} is now ${successor.type}: ${then}`
    : `the software type ${type} is no longer in any switch: ${then}`
  return changed('type-lost', message, {
    ...(isAsked ? { severity: 'warning' } : {}),
    at: after ?? before,
    other: after && { message: 'the old release has it here', at: before },
    path: `${(successor ?? entry).switch}:${(successor ?? entry).type}`,
    expected: type,
    received: successor?.type,
    hint: successor ? `keep a line for ${type} beside it, leading to the same profile` : undefined,
  })
}

/** Whether a root of the release asks for a type itself: who is of the old one becomes of it. */
function isRequested(type: string, release: Release): boolean {
  return [...componentTypes(release).values()].includes(type)
}

function placeOf({ unit, switch: name, assignment }: SwitchEntry, roles: Roles): At {
  const entries = roles.of(unit).entries('instance', name)
  const own = entries.find(({ text }) => text.profile === assignment?.profile)
  return own ? { entry: own, assignment } : at(entries[0]!)
}
