// Sections that hold a port: free_port finds the port that an instance has by the section's name.
// Knows diagnostics and buildout.
import { references } from '../../../buildout/index.js'
import type { Diagnostic } from '../../../diagnostics/index.js'
import { at, changed, inWords, type At, type Comparison, type MoveRule } from '../comparison.js'
import type { Entry, Union } from '../union.js'

interface Range {
  minimum: number
  maximum: number
  entry: Entry
}

/** The ranges of a section, and whether all of them can be known. */
interface Port {
  ranges: Range[]
  isKnown: boolean
}

/** A port whose section vanishes or is renamed is another one after the move. */
export const ports: MoveRule = function* (comparison) {
  const { old, now } = comparison
  const [before, after] = [portsOf(old), portsOf(now)]
  for (const [name, port] of before) {
    const kept = after.get(name)
    const isLess = !comparison.isRole && kept && isLessOf(kept, port)
    const isKept = kept && !(port.isKnown && kept.isKnown && isLess)
    if (isKept) {
      if (port.isKnown && kept.isKnown) yield* outside(name, port.ranges, kept.ranges)
      continue
    }
    if (old.entries('instance', name).some((entry) => now.mayHold(entry))) continue
    yield lost(name, port, comparison)
  }
  yield* fixed(old, now)
}

function lost(name: string, { ranges }: Port, { old, now, isRole }: Comparison): Diagnostic {
  const [before, after] = [portsOf(old), portsOf(now)]
  const kept = after.get(name)?.ranges ?? []
  const gone = ranges.filter((range) => !kept.some((each) => isSame(each, range)))
  const added = [...after].filter(([other]) => !before.has(other))
  const vanished = [...before.keys()].filter((other) => !after.has(other))
  // Where the node computes the ranges, one that is new in the place of one is that one.
  const renamed =
    added.find(([, port]) => port.ranges.some(overlaps(gone))) ??
    (isRole && vanished.length === 1 && added.length === 1 ? added[0] : undefined)
  const entry = gone[0]?.entry ?? old.entries('instance', name)[0]!
  const target = renamed
    ? now.entries('instance', renamed[0])[0]
    : now.entries('instance', name).find(({ text }) => text.path.endsWith(nameOf(entry)))
  return changed(
    'port-section-lost',
    renamed
      ? `the port of [${name}] changes: its section is now [${renamed[0]}]`
      : `the port of [${name}] is lost: ${isRole ? 'no section reserves one under this name' : 'no profile reserves one under this name'}${gone.length > 0 ? ` in ${shown(gone)}` : ''}`,
    {
      severity: 'warning',
      at: at(target ?? entry),
      other: target && { message: 'the old release has it here', at: at(entry) },
      path: `${(target ?? entry).name}:recipe`,
      expected: `[${name}] with slapos.cookbook:free_port`,
      hint: "keep the section's name, by which a running instance finds its port",
    },
  )
}

/** One profile no longer has the section, another still has its own. */
function isLessOf(kept: Port, port: Port): boolean {
  const isOf = (ranges: readonly Range[]) => (range: Range) =>
    ranges.some((each) => isSame(each, range))
  return kept.ranges.every(isOf(port.ranges)) && !port.ranges.every(isOf(kept.ranges))
}

function isSame(one: Range, other: Range): boolean {
  return one.minimum === other.minimum && one.maximum === other.maximum
}

function nameOf({ text: { path } }: Entry): string {
  return path.slice(path.lastIndexOf('/'))
}

/** What runs keeps its port whatever the range is; what is made anew does not get it. */
function* outside(
  name: string,
  old: readonly Range[],
  now: readonly Range[],
): Iterable<Diagnostic> {
  const isHeld = ({ minimum, maximum }: Range): boolean =>
    now.some((range) => range.minimum <= minimum && range.maximum >= maximum)
  const [lost, ...others] = old.filter((range) => !isHeld(range))
  const [first] = now
  if (!lost || !first) return
  yield changed(
    'port-range-changed',
    `the range of [${name}] no longer holds ${shown([lost, ...others])}: a running instance keeps its port, a new one gets another`,
    {
      severity: 'info',
      at: at(first.entry, 'minimum'),
      other: { message: 'the old range', at: at(lost.entry, 'minimum') },
      path: `${name}:minimum`,
      expected: shown([lost, ...others]),
      received: shown(now),
    },
  )
}

function shown(ranges: readonly Range[]): string {
  return inWords([...new Set(ranges.map(({ minimum, maximum }) => `${minimum}-${maximum}`))])
}

/** A port that a profile says, and that no profile says any more. */
function* fixed(old: Union, now: Union): Iterable<Diagnostic> {
  const said = new Map<string, At>()
  for (const entry of old.all('instance')) {
    for (const assignment of entry.assignments.values())
      if (/(?:^|-)port$/.test(assignment.option) && /^\d+$/.test(assignment.value))
        said.set(assignment.value, { entry, assignment })
  }
  // Where a range begins with it, it is kept.
  for (const { assignments } of now.all('instance'))
    for (const { value } of assignments.values()) said.delete(value)
  for (const [port, { entry, assignment }] of said) {
    if (now.mayHold(entry)) continue
    const path = `${entry.name}:${assignment!.option}`
    yield changed(
      'port-section-lost',
      `the port ${port} of ${path} no longer exists: another port is chosen`,
      {
        severity: 'warning',
        at: { entry, assignment },
        path,
        expected: port,
        hint: 'clients go on using the old address: publish the new one, or keep the port',
      },
    )
  }
}

/** The sections with a port, and their ranges. */
function portsOf(union: Union): Map<string, Port> {
  const ports = new Map<string, Port>()
  for (const entry of union.all('instance')) {
    const { name } = entry
    if (union.recipe('instance', name) !== 'slapos.cookbook:free_port') continue
    const { ranges, isKnown } = ports.get(name) ?? { ranges: [], isKnown: true }
    const [minimum, maximum] = ['minimum', 'maximum'].map((option) =>
      numberOf(union, entry, option),
    )
    const range = minimum && maximum ? [{ minimum, maximum, entry }] : []
    ports.set(name, { ranges: [...ranges, ...range], isKnown: isKnown && range.length > 0 })
  }
  return ports
}

/** A number that profiles tell; what a program computes on the node they do not. */
function numberOf(union: Union, entry: Entry, option: string): number | undefined {
  const value = entry.assignments.get(option)?.value ?? ''
  const isComputed = references(value).some(
    ({ section }) => union.recipe('instance', section) === 'slapos.recipe.build',
  )
  const text = isComputed ? '' : (union.value(entry, option) ?? '')
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

function overlaps(others: readonly Range[]): (range: Range) => boolean {
  return ({ minimum, maximum }) =>
    others.some((other) => minimum <= other.maximum && other.minimum <= maximum)
}
