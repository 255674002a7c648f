// The sets of parameters that a template is rendered with. Knows buildout and
// parameters.
import { spaceClass } from '../buildout/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'

/** Instance parameters to render a template with. */
export interface Variant {
  parameters: ReadonlyMap<string, unknown>
  /** Whether a value is made up, so that what the template makes of it says nothing. */
  isMadeUp: boolean
}

/** Combinations of values that are tried at most; beyond, each value is tried by itself. */
export const mostCombinations = 64

/** Values that are tried by themselves at most. */
const mostValues = 500

/** Parameters that the template reads and no schema knows, tried at most. */
const mostRead = 16

const read = new RegExp(
  `slapparameter_dict(?:\\.(?:get|pop|setdefault)\\(|\\[)[${spaceClass}]*(?:'([^']*)'|"([^"]*)")`,
  'g',
)

/** None, each parameter that a template reads by name, and all of them. */
export function variantsOfReads(source: string): Variant[] {
  const names = [...source.matchAll(read)].map(([, single, double]) => single ?? double ?? '')
  const each = [...new Set(names)].slice(0, mostRead).map((name) => [name, '1'] as const)
  const all = [[], ...each.map((entry) => [entry]), each]
  return all.map((entries, index) => ({ parameters: new Map(entries), isMadeUp: index > 0 }))
}

/**
 * What a schema allows: no more than it requires, all defaults together, every value by itself, and
 * every combination of the parameters that the template names, while there are few.
 */
export function variantsOfSchema(source: string, schema: SoftwareSchema): Variant[] {
  const choices = [...schema.choices]
  const required = choices.filter(([, { isRequired }]) => isRequired)
  const base = new Map<string, unknown>(required.map(([name, { values }]) => [name, values[0]]))
  const defaults = choices.flatMap(([name, choice]) =>
    choice.default === undefined ? [] : [[name, choice.default] as const],
  )
  const alone = choices
    .flatMap(([name, { values }]) => values.map((value) => [name, value] as const))
    .slice(0, mostValues)
    .map((entry) => new Map([...base, entry]))
  const words = new Set(source.match(/[\p{L}\p{N}_-]+/gu))
  const named = choices.filter(([name]) => words.has(name))
  const count = named.reduce(
    (product, [, { values, isRequired }]) => product * (values.length + (isRequired ? 0 : 1)),
    1,
  )
  let combinations = [base]
  for (const [name, { values, isRequired }] of count > mostCombinations ? [] : named) {
    combinations = combinations.flatMap((other) => [
      ...(isRequired ? [] : [other]),
      ...values.map((value) => new Map([...other, [name, value]])),
    ])
  }
  const all = unique([base, new Map([...base, ...defaults]), ...combinations, ...alone])
  const allowed = all.filter((parameters) => isAllowed(parameters, schema))
  // Where the schema asks for what no value here is, such as a pattern, these are better than none.
  const isMadeUp = allowed.length === 0
  return (isMadeUp ? all : allowed).map((parameters) => ({ parameters, isMadeUp }))
}

function isAllowed(parameters: ReadonlyMap<string, unknown>, schema: SoftwareSchema): boolean {
  const values = Object.fromEntries(parameters) as ParameterDocument['values']
  return schema.check({ values, places: new Map(), text: '', serialisation: 'json' }).length === 0
}

function unique(all: readonly ReadonlyMap<string, unknown>[]): ReadonlyMap<string, unknown>[] {
  const seen = new Set<string>()
  return all.filter((parameters) => {
    const key = JSON.stringify([...parameters].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return !seen.has(key) && seen.add(key)
  })
}

/**
 * The parameters under which something is found, in words: those that tell these variants from all
 * others, or all others from these, or else those of the smallest. Undefined where it is in all.
 */
export function conditionOf(
  where: readonly Variant[],
  all: readonly Variant[],
): string | undefined {
  if (where.length >= all.length) return undefined
  const condition = telling(where, all)
  if (condition) return `found ${condition}`
  const rest = all.filter((each) => !where.includes(each))
  const never = telling(rest, all)
  if (never) return `not found ${never}`
  const smallest = where.toSorted((a, b) => a.parameters.size - b.parameters.size)[0]!
  const names = [...smallest.parameters.keys()]
  return names.length > 0
    ? `found ${inWords(names, smallest)}, among others`
    : 'found without parameters, among others'
}

/** What some variants share and no other has, undefined where there is no such thing. */
function telling(some: readonly Variant[], all: readonly Variant[]): string | undefined {
  const [first] = some as [Variant]
  const isShared = (name: string): boolean =>
    some.every((each) => entryOf(name, each) === entryOf(name, first))
  const names = new Set(all.flatMap(({ parameters }) => [...parameters.keys()]))
  // What is there tells more than what is not.
  const ordered = new Set([...first.parameters.keys(), ...names])
  const needed: string[] = []
  let alike = all
  for (const name of [...ordered].filter(isShared)) {
    const same = alike.filter((each) => entryOf(name, each) === entryOf(name, first))
    if (same.length === alike.length) continue
    needed.push(name)
    alike = same
    if (alike.length === some.length) return inWords(needed, first)
  }
  return undefined
}

function entryOf(name: string, { parameters }: Variant): string | undefined {
  return parameters.has(name) ? `${name}=${JSON.stringify(parameters.get(name))}` : undefined
}

function inWords(names: readonly string[], variant: Variant): string {
  const entries = names.map((name) => entryOf(name, variant)).filter((each) => each !== undefined)
  const missing = names.filter((name) => !variant.parameters.has(name))
  return [
    ...(entries.length > 0 ? [`with ${entries.join(', ')}`] : []),
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
  ].join(' and ')
}
