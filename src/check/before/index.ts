// What a move from one release to another changes for what runs. Knows diagnostics and release.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { Release } from '../../release/index.js'
import { bounded } from '../bounded.js'
import { givenSections } from '../given.js'
import { byFileAndPlace } from '../index.js'
import { requestFindings } from '../release/between.js'
import type { Comparison, MoveRule } from './comparison.js'
import { modulesOf } from './imports.js'
import { pairsOf, Roles, type Pair } from './pairs.js'
import { noRelease, unreadProfile, unreadSoftware } from './less.js'
import { keys } from './rules/keys.js'
import { parts } from './rules/parts.js'
import { ports } from './rules/ports.js'
import { promises } from './rules/promises.js'
import { askedBy, requests } from './rules/requests.js'
import { sections } from './rules/sections.js'
import { switchPart } from './rules/switch.js'
import { textsOf, type Given, type ReleaseFiles, type ReleaseTexts } from './texts.js'
import { Union } from './union.js'

export { modulesOf } from './imports.js'
export type { ReleaseFiles } from './texts.js'

const rules: readonly MoveRule[] = [switchPart, requests, ports, keys, parts, sections, promises]

/** What is found, and the texts that it points into. */
export interface Move {
  diagnostics: Diagnostic[]
  /** How many software types of the old release were compared, and of how many; 0 of 0 where folders were compared as one. */
  types: { compared: number; all: number }
  sources: ReadonlyMap<string, string>
}

type Options = Given & { given?: Iterable<string> }

/**
 * What changes for the instances of a release when another takes its place: the names by which they
 * are found, and what others ask of them. Releases are compared type by type; a folder of which no
 * release can be made by what all its profiles say together. Never throws for what they hold.
 */
export function checkMove(before: ReleaseFiles, after: ReleaseFiles, options: Options = {}): Move {
  const { release: old } = before
  const { release: now } = after
  return bounded(options.limits?.steps, () =>
    old?.root && now?.root
      ? byType({ files: before, release: old }, { files: after, release: now }, options)
      : together(before, after, options),
  )
}

/** All profiles of a folder taken for one. */
function together(
  before: ReleaseFiles,
  after: ReleaseFiles,
  { given = [], ...template }: Options,
): Move {
  const [old, now] = [textsOf(before, template), textsOf(after, template)]
  const known = new Set([...givenSections, ...given])
  const comparison: Comparison = {
    old: new Union(old),
    now: new Union(now),
    isRole: false,
    isGiven: (section) => known.has(section),
  }
  const found = rules.flatMap((rule) => [...rule(comparison)])
  return {
    // What stands in both is reported once.
    diagnostics: byFileAndPlace(
      unique([
        ...noRelease(before, after),
        ...unreadSoftware(old, now),
        ...old.diagnostics,
        ...now.diagnostics,
        ...found,
      ]),
    ),
    types: { compared: 0, all: 0 },
    sources: new Map([...old.sources, ...now.sources]),
  }
}

interface Side {
  files: ReleaseFiles
  release: Release
}

/** The profile of each type with the one that takes its place. */
function byType(before: Side, after: Side, { given = [], ...template }: Options): Move {
  const [old, now] = [before, after].map(({ files, release }) => {
    const modules = { ...modulesOf(release), ...template.modules }
    return { roles: new Roles(release), texts: textsOf(files, { ...template, modules }) }
  }) as [Read, Read]
  const known = new Set(given)
  const { pairs, diagnostics } = pairsOf(old.roles, now.roles)
  const unread = unreadSoftware(old.texts, now.texts)
  const found = [...unread, ...diagnostics, ...requestFindings(after.release, now.roles.files)]
  const compared = new Set<string>()
  for (const pair of pairs) {
    const { isLeftOut, isOldOpen, diagnostics } = unreadProfile(pair, unread.length === 0)
    for (const each of diagnostics) found.push(each)
    if (isLeftOut) continue
    for (const type of pair.old.unit.types) compared.add(type)
    const isGiven = (section: string): boolean => known.has(section) || pair.now.isGiven(section)
    const comparison: Comparison = {
      ...pair,
      isRole: true,
      level: 'instance',
      isOldOpen,
      isGiven,
    }
    for (const rule of rules) for (const each of rule(comparison)) found.push(each)
    const rendered = renderedRoots(comparison, pair, old.texts, now.texts)
    if (rendered) for (const each of requests(rendered)) found.push(each)
  }
  // What the software fills in stands in the profiles as they are written.
  const software: Comparison = {
    old: new Union(old.texts),
    now: new Union(now.texts),
    isRole: false,
    level: 'software',
    isGiven: (section) => known.has(section),
  }
  for (const each of sections(software)) found.push(each)
  const sources = new Map([...old.texts.sources, ...now.texts.sources])
  for (const { file, related = [] } of found) {
    for (const name of [file, ...related.map((each) => each.file)]) {
      const text = name && (now.roles.source(name) ?? old.roles.source(name))
      if (name && text && !sources.has(name)) sources.set(name, text)
    }
  }
  const all = new Set(before.release.entries.map(({ type }) => type))
  const types = { compared: [...all].filter((type) => compared.has(type)).length, all: all.size }
  return { diagnostics: byFileAndPlace(unique(found)), types, sources }
}

interface Read {
  roles: Roles
  texts: ReleaseTexts
}

/**
 * A root as it renders without parameters, and with each or those that are given: what it asks for is
 * known by whole names then, where a release knows as much of them as is known whatever they are.
 */
function renderedRoots(
  comparison: Comparison,
  { old, now }: Pair,
  before: ReleaseTexts,
  after: ReleaseTexts,
): Comparison | undefined {
  const of = (all: ReleaseTexts, file: string | undefined): Union =>
    new Union({
      ...all,
      texts: all.texts.filter(({ path, isWritten }) => path === file && !isWritten),
    })
  const [one, other] = [of(before, old.unit.file), of(after, now.unit.file)]
  const isKnown = askedBy(one).size > 0 && askedBy(other).size > 0
  return isKnown ? { ...comparison, old: one, now: other, roles: { old, now } } : undefined
}

/** What several profiles have in common is reported once. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  for (const each of diagnostics) {
    const { code, file, range, message } = each
    const key = JSON.stringify([code, file, range?.start.offset, message])
    if (!found.has(key)) found.set(key, each)
  }
  return [...found.values()]
}
