// The JSON schema of the parameters that make components resilient. Knows diagnostics, parameters and
// sla.
import { checkGiven, shape, type Shape } from '../diagnostics/index.js'
import type { Json } from '../parameters/index.js'
import { slaNames } from '../sla/index.js'
import { checkCount, checkName } from './component.js'

/** What a schema needs to know of a component. */
export interface SchemaScope {
  /** The namebase. */
  name: string
  /** Every instance, the leader too, as a number or its text. */
  count: number | string
}

/** One whose name and count are known to be good. */
interface Scope extends SchemaScope {
  count: number
}

const { anything, listOf, record } = shape
const scopesShape: Shape = {
  ...listOf(record({ name: anything, count: anything }, 'an object with name and count')),
  expected: 'a list of one component or more',
  is: (value) => Array.isArray(value) && value.length > 0,
}

/**
 * The JSON schema (2020-12) of the parameters that make some components resilient, to be referred to
 * from a software's own schema. It closes nothing: the software's parameters stay its own affair.
 * Throws `bad-name` and `bad-count`.
 */
export function resiliencySchema(scopes: readonly SchemaScope[]): Record<string, Json> {
  checkGiven('the components', scopes, scopesShape)
  const components = scopes.map((scope) => {
    return { name: checkName(scope.name), count: checkCount(scope.count) }
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Resiliency of ${components.map(({ name, count }) => `${name} (${instances(count)})`).join(', ')}`,
    type: 'object',
    properties: {
      'resilient-clone-number': cloneNumber(components),
      'resiliency-backup-periodicity': periodicity,
      'remove-backup-older-than': retention,
      ...Object.assign({}, ...components.map(placements)),
    },
    patternProperties: Object.assign({}, ...components.map(magicKeys)) as Record<string, Json>,
  }
}

function instances(count: number): string {
  return count === 1 ? '1 instance' : `${count} instances`
}

function cloneNumber(components: readonly Scope[]): Json {
  const backups = [...new Set(components.map(({ count }) => count - 1))].sort((a, b) => a - b)
  return {
    title: 'Number of backups',
    description: 'Each backup has a pull-backup server of its own.',
    type: 'integer',
    enum: backups,
    ...(backups.length === 1 ? { default: backups[0]! } : {}),
  }
}

const periodicity: Json = {
  title: 'When to back up',
  description:
    'Five crontab fields: minute, hour, day of the month, month, weekday. Without it, every hour; a leader moved from the public stack keeps its time of the day.',
  type: 'string',
  pattern: '^[ \\t]*(?:[\\dA-Za-z*/,-]+[ \\t]+){4}[\\dA-Za-z*/,-]+[ \\t]*$',
}

const retention: Json = {
  title: 'How long to keep backups',
  description:
    'An age (2W, 1D12h), a number of backups (3B), a date (2026-01-31) or a moment, as rdiff-backup has them.',
  type: 'string',
  pattern:
    '^(?:now|\\d+B?|(?:\\d+[smhDWMY])+|\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}[-/]\\d{1,2}[-/]\\d{4}|\\d{4}-\\d\\d-\\d\\dT\\d\\d[:-]\\d\\d[:-]\\d\\d(?:Z|[+-]\\d\\d[:-]\\d\\d)?)$',
  default: '2W',
}

/** Nobody fills in a form that is longer; the patterns hold for the rest. */
const shownPairs = 100

/** A computer for each request by its nameid, named so that a form can show them. */
function placements({ name, count }: Scope): Record<string, Json> {
  const computer = (nameid: string, title: string): [string, Json] => [
    `-sla-${nameid}-computer_guid`,
    { title, type: 'string', minLength: 1 },
  ]
  const pairs = Array.from({ length: Math.min(count - 1, shownPairs) }, (_, index) => [
    computer(`${name}${index + 1}`, `Computer of backup ${index + 1}`),
    computer(`pbs${index + 1}`, `Computer of pull-backup server ${index + 1}`),
  ])
  return Object.fromEntries([computer(`${name}0`, 'Computer of the leader'), ...pairs.flat()])
}

/** Every other magic key that a request takes, with an SLA name that the master knows. */
function magicKeys({ name, count }: Scope): Record<string, Json> {
  const last = count - 1
  const all = `(?:${escaped(name)})?(?:${upTo(last, 0)})`
  const key = last === 0 ? all : `(?:${all}|pbs(?:${upTo(last, 1)}))`
  const names = slaNames.filter((each) => each !== 'mode').join('|')
  return {
    [`^-sla-${key}-(?:${names})$`]: { type: 'string', minLength: 1 },
    [`^-sla-${key}-mode$`]: { type: 'string', enum: ['unique_by_network'] },
  }
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.')
}

/** A pattern of the whole numbers from `least` to `last`: `\d|1[0-2]` for 0 to 12. */
function upTo(last: number, least: 0 | 1): string {
  const digits = String(last)
  const shorter = Array.from({ length: digits.length - 1 }, (_, index) =>
    index === 0 ? between(least, 9) : between(1, 9) + any(index),
  )
  const asLong = [...digits].map((digit, index) => {
    const lowest = index > 0 ? 0 : digits.length > 1 ? 1 : least
    const below = Number(digit) - 1
    if (below < lowest) return undefined
    return digits.slice(0, index) + between(lowest, below) + any(digits.length - index - 1)
  })
  return [...shorter, ...asLong.filter((each) => each !== undefined), digits].join('|')
}

function between(first: number, last: number): string {
  return first === last ? String(first) : `[${first}-${last}]`
}

function any(count: number): string {
  return '\\d'.repeat(count)
}
