// A component's fields, checked before anything is planned. Knows diagnostics, buildout, parameters and
// sla.
import {
  anyOf,
  atMost,
  checkGiven,
  checkNames,
  described,
  didYouMean,
  fail,
  failWith,
  finding,
  pastMost,
  reading,
  shape,
  unfitIn,
  type Diagnostic,
  type Shape,
  grouped,
} from '../diagnostics/index.js'
import { isWord, optionNameProblem, strip, words } from '../buildout/index.js'
import { printedText, unfitValue } from '../parameters/printed.js'
import { isMagic, mostInstances } from '../sla/index.js'
import type { Arguments, Component, Monitor } from './types.js'

/** A component whose every field is known to be good. */
export interface CheckedComponent {
  name: string
  count: number
  exportType: string
  importType: string
  leader: CheckedArguments
  backup: CheckedArguments
  parameters: Readonly<Record<string, unknown>>
  monitor: { parameter: Record<string, string>; returns: string[]; setsUrl: boolean }
}

/** The sections that a request inherits, and the options put into it besides. */
export interface CheckedArguments {
  inherits: string[]
  options: Record<string, unknown>
}

/** What a component and its monitor can have; what is written otherwise would be left out. */
const fields: Readonly<Record<keyof Component, true>> = {
  name: true,
  count: true,
  exportType: true,
  importType: true,
  leaderArgs: true,
  backupArgs: true,
  parameters: true,
  monitor: true,
}
const monitorKeys: Readonly<Record<keyof Monitor, true>> = {
  parameter: true,
  return: true,
  'set-monitor-url': true,
}

/** What a {@link Component} must be. */
export const componentShape: Shape = {
  ...shape.readable,
  expected: 'an object with name, count, exportType and importType',
  names: Object.keys(fields),
}

/**
 * Throws `bad-name`, `bad-count`, `bad-argument` or `bad-option-name` for what no profile can hold,
 * and for a field that no component has.
 */
export function checkComponent(component: Component, what = 'a component'): CheckedComponent {
  checkGiven(what, component, componentShape)
  return reading(what, componentShape.expected, () => checkFields(component))
}

function checkFields(component: Component): CheckedComponent {
  const { parameters = {}, monitor = {} } = component
  const name = checkName(component.name)
  if (!shape.object.is(parameters))
    badArgument('the instance parameters', 'an object of names and values', parameters)
  failWith(unfitParameters(parameters))
  return {
    name,
    count: checkCount(component.count),
    exportType: checkType('export type', component.exportType, `${name}-export`),
    importType: checkType('import type', component.importType, `${name}-import`),
    leader: checkArguments('leader arguments', component.leaderArgs),
    backup: checkArguments('backup arguments', component.backupArgs),
    parameters,
    monitor: checkMonitor(monitor),
  }
}

/** The instance parameters that no profile can hold. */
export function unfitParameters(parameters: Readonly<Record<string, unknown>>): Diagnostic[] {
  return Object.entries(parameters).flatMap(([each, value]) => {
    const unfit = unfitIn(each, value)
    return unfit ? [unfitValue(each, unfit)] : []
  })
}

const ofServers = 'pull-backup servers have this name; choose another'
const ofFolders = 'an instance keeps something else as srv/backup/NAME; choose another'

/** Names that something else has: of a section, or where the dump's folder would be. */
const taken: Readonly<Record<string, string>> = {
  __proto__: null as never,
  pbs: ofServers,
  'pbs-common': ofServers,
  '.': ofFolders,
  '..': ofFolders,
  logrotate: ofFolders,
  'backup.diff': ofFolders,
  'dump.files': ofFolders,
  'dump.size': ofFolders,
  'importer.status': ofFolders,
  'proof.signature': ofFolders,
  'signature.differences': ofFolders,
}

/** A namebase is part of section names, of `${section:option}` and of a folder; throws `bad-name`. */
export function checkName(name: unknown): string {
  const hint = typeof name === 'string' ? taken[name] : undefined
  if (typeof name === 'string' && /^[\w.-]+$/.test(name) && hint === undefined) return name
  fail(
    'bad-name',
    typeof name === 'string'
      ? `a component cannot be named ${JSON.stringify(name)}`
      : 'the name of a component is not text',
    {
      expected: `ASCII letters, digits, "-", ".", "_"; not ${anyOf(Object.keys(taken))}`,
      received: described(name),
      ...(hint === undefined ? suggestion(name) : { hint }),
    },
  )
}

function suggestion(name: unknown): { hint?: string } {
  if (typeof name !== 'string')
    return {
      hint: 'the first argument is the name, or an object with name, count, exportType and importType',
    }
  const better = words(name.normalize('NFKD'))
    .map((word) => word.replace(/[^\w.-]/g, ''))
    .filter(Boolean)
    .join('-')
  return {
    hint: better === '' ? 'name the component after its software' : `did you mean ${better}?`,
  }
}

/** Throws `bad-count`. */
export function checkCount(count: unknown): number {
  const number = typeof count === 'string' && /^\d{1,9}$/.test(count) ? Number(count) : count
  if (
    typeof number === 'number' &&
    Number.isInteger(number) &&
    number >= 1 &&
    number <= mostInstances
  )
    return number
  fail('bad-count', 'the count is not a number of instances', {
    expected: 'a whole number from 1 to 100,000, including the leader',
    received: described(count),
    hint: '3 makes a leader and two backups',
  })
}

/** A type names an option of `[switch-softwaretype]`; throws `bad-argument`. */
function checkType(what: string, type: unknown, example: string): string {
  if (typeof type === 'string' && !/^!py!|\$\{/.test(type) && optionNameProblem(type) === undefined)
    return type
  const better = typeof type === 'string' ? words(type.replace(/[=:]/g, ' ')).join('-') : ''
  badArgument(
    `the ${what}`,
    `the name of a software type, one word such as ${example}`,
    type,
    better !== type && optionNameProblem(better) === undefined ? better : undefined,
  )
}

/** The options that a request's section has from its template. */
const ownOptions = new Set([
  'recipe',
  'name',
  'software-url',
  'software-type',
  'return',
  'shared',
  'pbs-notification-id',
])

/** Nobody names more sections that a request inherits, or writes a longer list of them. */
const mostOfArguments = 100_000

function checkArguments(what: string, given: Arguments | undefined): CheckedArguments {
  if (given === undefined || given === null) return { inherits: [], options: {} }
  if (typeof given === 'string' || Array.isArray(given)) {
    if (given.length > mostOfArguments)
      badArgument(
        `the ${what}`,
        `at most ${grouped(mostOfArguments)} names of sections`,
        given.length,
      )
    const sections = (typeof given === 'string' ? [given] : given).flatMap((section: unknown) =>
      typeof section === 'string' ? words(section) : [section],
    )
    const bad = sections.filter((section) => !isWord(section) || /[#[\]:;{}]/.test(section))
    if (bad.length > 0)
      badArgument(`the ${what}`, 'names of sections, or an object of options', bad[0])
    return { inherits: sections as string[], options: {} }
  }
  if (typeof given !== 'object')
    badArgument(`the ${what}`, 'names of sections, or an object of options', given)
  for (const [option, value] of Object.entries(given)) {
    checkOptionName(option, option)
    if (value === undefined)
      badArgument(`the option "${option}" in the ${what}`, 'a value, or left out', value)
    const unfit = unfitIn(option, value)
    if (unfit?.limit)
      fail('bad-argument', `the option "${option}" in the ${what} has ${pastMost[unfit.limit]}`, {
        expected: atMost[unfit.limit],
      })
    if (unfit)
      badArgument(
        `the option "${option}" in the ${what}`,
        unfit.expected,
        unfit.received ?? unfit.value,
      )
    if (ownOptions.has(option))
      badArgument(
        `the option "${option}" in the ${what}`,
        'an option that the request does not set itself',
        value,
      )
  }
  return { inherits: [], options: { ...given } }
}

function checkMonitor(monitor: Monitor): CheckedComponent['monitor'] {
  if (typeof monitor !== 'object' || monitor === null)
    badArgument('the monitor', 'an object', monitor)
  checkNames('the monitor', monitor, Object.keys(monitorKeys))
  const returns = monitor.return ?? []
  if (!Array.isArray(returns)) badArgument('what the monitor returns', 'a list of names', returns)
  if (returns.length > mostOfArguments)
    badArgument(
      'what the monitor returns',
      `at most ${grouped(mostOfArguments)} names`,
      returns.length,
    )
  const bad = returns.filter((name: unknown) => !isWord(name) || /[${}]/.test(name))
  if (bad.length > 0) badArgument('what the monitor returns', 'a list of names', bad[0])
  const { parameter: given = {}, 'set-monitor-url': setsUrl = false } = monitor
  if (typeof setsUrl !== 'boolean')
    badArgument('"set-monitor-url" of the monitor', 'true or false', setsUrl)
  if (!shape.object.is(given))
    badArgument('"parameter" of the monitor', 'an object of names and values', given)
  const parameter = Object.entries(given).map(([name, value]): [string, string] => {
    checkOptionName(`config-${name}`, name)
    if (value === undefined)
      badArgument(`the monitor's parameter "${name}"`, 'a value, or left out', value)
    const text = printedText(name, value)
    const isReference = text.includes('${')
    if (isReference && (/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(text) || strip(text) !== text)) {
      badArgument(
        `the monitor's parameter "${name}"`,
        'a line of text, when it holds a reference',
        value,
      )
    }
    return [name, text]
  })
  return {
    parameter: Object.fromEntries(parameter),
    returns: [...returns] as string[],
    setsUrl,
  }
}

/** Throws `bad-option-name`, naming the parameter that would become the option. */
export function checkOptionName(option: string, parameter: string): void {
  failWith(unfitOptionName(option, parameter))
}

/** `bad-option-name` where no profile can hold the option that a parameter would become. */
export function unfitOptionName(option: string, parameter: string): Diagnostic[] {
  const problem = parameter === '' ? 'it is empty' : optionNameProblem(option)
  if (problem === undefined) return []
  const message = `a profile cannot hold an option named "${parameter}": ${problem}`
  const expected =
    'a name without white space, "=", ":", brackets or braces, not ending with "+" or "-"'
  const key = strip(parameter)
  const hint = key !== parameter && isMagic(key) ? `did you mean ${key}?` : 'rename the parameter'
  return [finding('bad-option-name', message, { path: parameter, expected, hint })]
}

function badArgument(what: string, expected: string, received: unknown, near?: string): never {
  fail('bad-argument', `${what} must be ${expected}`, {
    expected,
    received: described(received),
    hint: didYouMean(near),
  })
}
