// What a move from one release to another changes for what runs. Knows diagnostics.
import type { Diagnostic } from '../../diagnostics/index.js'
import { givenSections } from '../given.js'
import { inOrder } from '../index.js'
import type { Comparison, MoveRule } from './comparison.js'
import { keys } from './rules/keys.js'
import { ports } from './rules/ports.js'
import { promises } from './rules/promises.js'
import { requests } from './rules/requests.js'
import { sections } from './rules/sections.js'
import { switchPart } from './rules/switch.js'
import { textsOf, type Given, type ReleaseFiles } from './texts.js'
import { Union } from './union.js'

export type { ReleaseFiles } from './texts.js'

const rules: readonly MoveRule[] = [switchPart, requests, ports, keys, sections, promises]

/** What is found, and the texts that it points into. */
export interface Move {
  diagnostics: Diagnostic[]
  sources: ReadonlyMap<string, string>
}

/**
 * What changes for the instances of a release when another takes its place: the names by which they
 * are found, and what others ask of them. It begins with what each profile says, all profiles of a
 * folder taken together. Never throws for what they hold.
 */
export function checkMove(
  before: ReleaseFiles,
  after: ReleaseFiles,
  { given = [], ...template }: Given & { given?: Iterable<string> } = {},
): Move {
  const [old, now] = [textsOf(before, template), textsOf(after, template)]
  const known = new Set([...givenSections, ...given])
  const comparison: Comparison = {
    old: new Union(old),
    now: new Union(now),
    isGiven: (section) => known.has(section),
  }
  const found = rules.flatMap((rule) => [...rule(comparison)])
  return {
    // What stands in both is told once.
    diagnostics: inOrder(unique([...old.diagnostics, ...now.diagnostics, ...found])),
    sources: new Map([...old.sources, ...now.sources]),
  }
}

function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}
