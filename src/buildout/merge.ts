// One profile's options over another's, with the history of each. Knows this folder alone.
import type { Assignment } from './profile.js'

/** One step of an option's history, as `buildout annotate -v` names them. */
export interface Step {
  operation: 'SET' | 'OVERRIDE' | 'ADD' | 'REMOVE' | 'DIRECTORY'
  /** What was set, added or removed. */
  value: string
  /** The file, or `DEFAULT_VALUE`, `COMPUTED_VALUE`, `IMPLICIT_VALUE`. */
  source: string
  /** Where in the file. */
  assignment?: Assignment | undefined
  before?: Step | undefined
  /** Of an `OVERRIDE`, what the other profile's option came to be by. */
  taken?: Step | undefined
}

/** An option's value and how it came to be. Never changed: a change is a new one. */
export class Setting {
  constructor(
    readonly value: string,
    readonly last: Step,
  ) {}

  static of(value: string, source: string, assignment?: Assignment): Setting {
    return new Setting(value, { operation: 'SET', value, source, assignment })
  }

  /** Oldest first. */
  get history(): Step[] {
    const steps: Step[] = []
    for (let step: Step | undefined = this.last; step; step = step.before) steps.push(step)
    return steps.reverse()
  }

  /** Where the value was last set or changed in a file. */
  get assignment(): Assignment | undefined {
    return this.last.assignment
  }

  then(
    operation: Step['operation'],
    value: string,
    result: string,
    { source, assignment }: Step,
  ): Setting {
    return new Setting(result, { operation, value, source, assignment, before: this.last })
  }

  /** This option overridden by another profile's, in one step whatever that one went through. */
  overriddenBy(other: Setting): Setting {
    const { value, last } = other
    const { source, assignment } = last
    const { last: before } = this
    const operation = 'OVERRIDE'
    return new Setting(value, { operation, value, source, assignment, before, taken: last })
  }

  /** Whether an assignment has a part in how the value came to be, or in one that it replaced. */
  isBy(assignment: Assignment): boolean {
    const steps = new Set([this.last])
    for (const { before, taken } of steps) {
      if (before) steps.add(before)
      if (taken) steps.add(taken)
    }
    return [...steps].some((step) => step.assignment === assignment)
  }
}

/** The options of a section by their names, `parts +` for a `parts +=` that met nothing yet. */
export type Section = Map<string, Setting>
export type Sections = Map<string, Section>

/**
 * zc.buildout's `_update_section`: the second section's options over the first's, with `+=` adding
 * lines and then `-=` taking lines away. Changes the first one.
 */
export function updateSection(base: Section, over: ReadonlyMap<string, Setting>): void {
  const names = changes(over)
  // Most sections change nothing: their options are taken as they stand, without a copy.
  if (names.length === 0) return override(base, over, new Set())
  const merged: Section = new Map(over)
  // Options whose new value goes on from the base's, which therefore does not count as overridden.
  const continued = new Set<string>()
  for (const name of names) {
    const setting = over.get(name)!
    const sign = name.endsWith('+') ? '+' : '-'
    const option = withoutSign(name, sign)
    const own = merged.get(option)
    const present = own ?? base.get(option) ?? Setting.of('', 'IMPLICIT_VALUE')
    if (!own) continued.add(option)
    merged.delete(name)
    const { value } = setting
    merged.set(
      option,
      sign === '+'
        ? present.then('ADD', value, `${present.value}\n${value}`, setting.last)
        : present.then('REMOVE', value, removeLines(present.value, value), setting.last),
    )
  }
  override(base, merged, continued)
}

function override(
  base: Section,
  over: ReadonlyMap<string, Setting>,
  continued: ReadonlySet<string>,
): void {
  for (const [name, setting] of over) {
    const present = continued.has(name) ? undefined : base.get(name)
    base.set(name, present ? present.overriddenBy(setting) : setting)
  }
}

/** The names that end in a sign, in the engine's order: an option's additions, then its removals. */
function changes(section: ReadonlyMap<string, Setting>): string[] {
  const names: string[] = []
  for (const name of section.keys()) if (name.endsWith('+') || name.endsWith('-')) names.push(name)
  if (names.length < 2) return names
  const keyed = names.map((name) => ({ name, key: withoutSign(name, '+'), sign: name.at(-1)! }))
  keyed.sort((a, b) => order(a.key, b.key) || order(a.sign, b.sign))
  return keyed.map(({ name }) => name)
}

function order(a: string, b: string): number {
  if (a < b) return -1
  return a > b ? 1 : 0
}

/** Python's `name.rstrip(' +')`. */
function withoutSign(name: string, sign: '+' | '-'): string {
  let end = name.length
  while (end > 0 && (name[end - 1] === ' ' || name[end - 1] === sign)) end--
  return name.slice(0, end)
}

function removeLines(value: string, removed: string): string {
  const gone = new Set(removed.split('\n'))
  return value
    .split('\n')
    .filter((line) => !gone.has(line))
    .join('\n')
}

/** zc.buildout's `_update`: a section that the first profile lacks is taken as it is. */
export function updateSections(base: Sections, over: Sections): void {
  for (const [name, section] of over) {
    const present = base.get(name)
    if (present) updateSection(present, section)
    else base.set(name, new Map(section))
  }
}
