// What a comparison of two releases has in hand, and how it says what it finds. Knows diagnostics
// and buildout.
import type { Assignment } from '../../buildout/index.js'
import { finding, type Code, type Details, type Diagnostic } from '../../diagnostics/index.js'
import { indexOfName } from '../word-places.js'
import type { Spot } from './texts.js'
import type { Entry, TextLevel, Union } from './union.js'

/** The release that runs, and the one that shall take its place: one kind of instance, or all profiles. */
export interface Comparison {
  old: Union
  now: Union
  /** Whether both are the profile of one kind of instance, so that what is missing there is missing. */
  isRole: boolean
  /** The two as their releases know them, where these are one way that they render. */
  roles?: { old: Union; now: Union }
  /** The one level whose sections are compared; both unless said. */
  level?: TextLevel
  /** Whether more may be in the old one than is seen, so that nothing is known to be new. */
  isOldOpen?: boolean
  /** Whether somebody else gives a section: the node, the monitor's template. */
  isGiven(section: string): boolean
}

/** One kind of what a move changes; it yields what it finds. */
export type MoveRule = (comparison: Comparison) => Iterable<Diagnostic>

/** Where something is: a section's header, or one of its options. */
export interface At {
  entry: Entry
  assignment?: Assignment | undefined
  /** What stands in the option's value. */
  written?: string
}

interface MoveDetails extends Omit<Details, 'related' | 'file' | 'range'> {
  at: At
  /** Where the other release has it. */
  other?: { message: string; at: At } | undefined
}

/** Makes a finding of a move: an error, unless its details have another severity. */
export function changed(
  code: Code,
  message: string,
  { at, other, ...details }: MoveDetails,
): Diagnostic {
  return finding(code, message, {
    ...spotOf(at),
    ...details,
    related: other && [{ message: other.message, ...spotOf(other.at) }],
  })
}

/** Where it stands. */
function spotOf({ entry: { text, name }, assignment, written }: At): Spot {
  if (assignment) {
    const { start, end, valueStart } = assignment
    const value = text.profile.text.slice(valueStart, end)
    const index = written === undefined ? -1 : indexOfName(value, written)
    return index < 0
      ? text.place(start, end)
      : text.place(valueStart + index, valueStart + index + written!.length)
  }
  const block = text.profile.blocks.find((each) => each.name === name && each.holds)
  return block ? text.place(block.start, block.headerEnd) : {}
}

/** An option that an entry sets itself, for {@link At}. */
export function at(entry: Entry, option?: string): At {
  const assignment = option === undefined ? undefined : entry.assignments.get(option)
  return { entry, assignment }
}

/** Names in a sentence: `a, b and c`. */
export function inWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
