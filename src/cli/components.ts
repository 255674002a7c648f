// The components that flags or a resilient.ini give. Knows diagnostics, python,
// buildout, parameters and plan.
import { dirname, join, relative, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { words } from '../buildout/index.js'
import {
  anyOf,
  didYouMean,
  fail,
  nearest,
  ResilientError,
  type Range,
} from '../diagnostics/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import { checkComponent, type Arguments, type Component, type Monitor } from '../plan/index.js'
import { skipSpace, trimEnd } from '../python/index.js'
import {
  componentOptions,
  configurationName,
  readConfiguration,
  type ConfiguredComponent,
} from './configuration.js'
import { formatFlag, readDocument } from './documents.js'
import { displayName, readFound, readFoundText, readInput, readText } from './files.js'
import type { Io } from './io.js'
import { option, sizeFlag, type FlagsOf } from './options.js'

const argumentFlags = {
  name: option.text('the namebase: runner makes runner0, runner1, …'),
  count: option.text('how many instances, including the leader'),
  'export-type': option.text('the leader’s software type (NAME-export)'),
  'import-type': option.text('the backups’ software type (NAME-import)'),
  'leader-args': option.text('sections that the leader inherits, separated by spaces'),
  'backup-args': option.text('sections that each backup inherits'),
}
const otherFlags = {
  ...formatFlag,
  'monitor-parameter': option.list('NAME=VALUE, a parameter of every request; repeatable'),
  'monitor-return': option.list('a name that every request returns; repeatable'),
  'set-monitor-url': option.switch('pass the monitors’ URLs to the leader'),
  config: option.text('the components of this file (resilient.ini)'),
  ...sizeFlag,
}

/** The flags that say a component, for a command whose words are its parameters. */
export const describingFlags = { ...argumentFlags, ...otherFlags }

/** The flags that give a component, for every command that takes one. */
export const componentFlags = {
  ...argumentFlags,
  parameters: option.text('instance parameters, XML, JSON or YAML (- is standard input)'),
  ...otherFlags,
}

/** What they come to. Commands that take a part of them are components' commands too. */
export type ComponentFlags = Partial<FlagsOf<typeof componentFlags>>

/** The components of a command line, with the documents that their parameters come from. */
export interface GivenComponents {
  components: Component[]
  /** The document of each component, undefined where it has no parameters. */
  documents: (ParameterDocument | undefined)[]
  /** The text of each file that was read, by the name it has in findings. */
  sources: Map<string, string>
  /** The schema that the release itself has for the parameters. */
  schema?: SoftwareSchema | undefined
}

/**
 * The components that flags give, or `resilient.ini` in the working folder, or `--config FILE`.
 * Flags win; with a file `--name` chooses one of its components. Throws `bad-flag` where there is none.
 */
export async function readComponents(flags: ComponentFlags, io: Io): Promise<GivenComponents> {
  const described = await describedComponents(flags, io)
  const sources = new Map<string, string>()
  const read = new Map<string, ParameterDocument>()
  const components: Component[] = []
  const documents: (ParameterDocument | undefined)[] = []
  for (const { options, folder, origin } of described) {
    const path = text(options.get('parameters'))
    const from =
      path === undefined || path === '-' || flags.parameters !== undefined
        ? path
        : join(folder, path)
    // What a file names, and no user.
    const by = from !== '-' && flags.parameters === undefined ? origin : undefined
    const document =
      from === undefined
        ? undefined
        : (read.get(from) ??
          (await readDocument(from, flags, io, by ? readFound : readInput).catch(
            (error: unknown) => {
              throw by ? namedIn(by, folder, error) : error
            },
          )))
    if (from !== undefined && document) {
      read.set(from, document)
      sources.set(displayName(from), document.text)
    }
    components.push(componentOf(options, document))
    documents.push(document)
  }
  return { components, documents, sources }
}

type OptionValues = Map<string, unknown>

/** Where a file names its component's parameters. */
interface Origin {
  file: string
  source: string
  range: Range
}

/** A file that cannot be read, at the line of the `resilient.ini` that names it, whose folder is meant. */
function namedIn({ file, source, range }: Origin, folder: string, error: unknown): unknown {
  if (!(error instanceof ResilientError)) return error
  const [{ hint, ...first }, ...rest] = error.diagnostics
  if (first.code !== 'unreadable-file') return error
  const near = /^did you mean (.+)\?$/.exec(hint ?? '')?.[1]
  const remedy =
    near === undefined
      ? `paths in ${file} are relative to its folder`
      : `did you mean ${relative(folder, near)}?`
  return new ResilientError(
    [{ ...first, file, range, hint: remedy }, ...rest],
    new Map([[file, source]]),
  )
}

async function describedComponents(
  flags: ComponentFlags,
  io: Io,
): Promise<{ options: OptionValues; folder: string; origin?: Origin }[]> {
  const given: OptionValues = new Map(
    (['name', ...componentOptions] as const)
      .filter((name) => flags[name] !== undefined)
      .map((name) => [name, flags[name]]),
  )
  const path = configurationPath(flags, io)
  if (
    path === undefined ||
    (flags.config === undefined && given.has('name') && given.has('count'))
  ) {
    if (!given.has('name')) noComponent()
    return [{ options: given, folder: '.' }]
  }
  // One that nobody named lies in the folder.
  const source = await (flags.config === undefined ? readFoundText : readText)(path, io)
  const configured = readConfiguration(source, displayName(path))
  const wanted = flags.name
  const chosen = configured.filter(({ name }) => wanted === undefined || name === wanted)
  if (chosen.length === 0) {
    const names = configured.map(({ name }) => name)
    const near = nearest(wanted!, names)
    fail('bad-flag', `${path} has no component "${wanted}"`, {
      expected: anyOf(names),
      hint: didYouMean(near) ?? 'add --count for a component that the file does not have',
    })
  }
  const file = displayName(path)
  return chosen.map((component) => {
    checkConfigured(component, given, file, source)
    const range = component.options.get('parameters')?.ranges[0]
    const values = [...component.options].map(([name, { value }]) => [name, value] as const)
    return {
      options: new Map<string, unknown>([['name', component.name], ...values, ...given]),
      folder: path === '-' ? '.' : dirname(path),
      ...(range === undefined ? {} : { origin: { file, source, range } }),
    }
  })
}

/** What no component can have is said at its line; what a flag gives in its place is not looked at. */
function checkConfigured(
  { name, range, options }: ConfiguredComponent,
  given: OptionValues,
  file: string,
  source: string,
): void {
  const check = (place: Range, path: string, extra: [string, unknown][]): void => {
    try {
      checkComponent(
        componentOf(
          new Map<string, unknown>([['name', name], ['count', '1'], ...extra]),
          undefined,
        ),
      )
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      const [first, ...rest] = error.diagnostics
      throw new ResilientError(
        [{ ...first, file, range: place, path }, ...rest],
        new Map([[file, source]]),
      )
    }
  }
  check(range, name, [])
  if (!options.has('count') && !given.has('count'))
    missingCount(name, { file, range, path: name, source, hint: 'for example count = 3' })
  for (const [option, { value, ranges }] of options) {
    if (given.has(option)) continue
    const values = Array.isArray(value) ? value.map((each) => [each]) : [value]
    for (const [index, each] of values.entries())
      check(ranges[index]!, `${name}:${option}`, [[option, each]])
  }
}

/** Whether a command line, or the folder, gives a component at all. */
export function hasComponents(flags: ComponentFlags, io: Io): boolean {
  return flags.name !== undefined || configurationPath(flags, io) !== undefined
}

/** Whether flags or a file of the folder say the components whole, so that no root is asked. */
export function saysComponents(flags: ComponentFlags, io: Io): boolean {
  const isWhole = flags.name !== undefined && flags.count !== undefined
  return isWhole || configurationPath(flags, io) !== undefined
}

function configurationPath(flags: ComponentFlags, io: Io): string | undefined {
  if (flags.config !== undefined) return flags.config
  return existsSync(resolve(io.cwd, configurationName)) ? configurationName : undefined
}

/** Throws `bad-flag`: nothing says which component is meant. */
export function noComponent(): never {
  fail('bad-flag', 'no component is given', {
    expected: `--name and --count, a ${configurationName} in this folder, or the folder of a release`,
    hint: 'for example --name runner --count 3',
  })
}

function componentOf(options: OptionValues, document: ParameterDocument | undefined): Component {
  const name = text(options.get('name')) ?? ''
  return {
    name,
    count: text(options.get('count')) ?? missingCount(name),
    exportType: text(options.get('export-type')) ?? `${name}-export`,
    importType: text(options.get('import-type')) ?? `${name}-import`,
    ...argumentsOf('leaderArgs', options.get('leader-args')),
    ...argumentsOf('backupArgs', options.get('backup-args')),
    ...(document ? { parameters: document.values } : {}),
    monitor: monitorOf(options),
  }
}

function argumentsOf(
  field: 'leaderArgs' | 'backupArgs',
  given: unknown,
): { [K in typeof field]?: Arguments } {
  return given === undefined ? {} : { [field]: words(String(given)) }
}

function missingCount(name: string, details: Parameters<typeof fail>[2] = {}): never {
  fail('bad-count', `the component "${name}" has no count`, {
    expected: 'how many instances, including the leader',
    hint: 'for example --count 3',
    ...details,
  })
}

function monitorOf(options: OptionValues): Monitor {
  const parameter = list(options.get('monitor-parameter')).map((pair): [string, string] => {
    const at = pair.indexOf('=')
    if (at <= 0) {
      const lacks = at === 0 ? 'name' : 'value'
      fail('bad-flag', `the monitor parameter "${pair}" has no ${lacks}`, {
        expected: 'NAME=VALUE',
        hint: 'for example monitor-username=admin',
      })
    }
    return [pair.slice(0, trimEnd(pair, 0, at)), pair.slice(skipSpace(pair, at + 1))]
  })
  const names = list(options.get('monitor-return')).flatMap((each) => words(each))
  const sets = options.get('set-monitor-url')
  return {
    ...(parameter.length > 0 ? { parameter: Object.fromEntries(parameter) } : {}),
    ...(names.length > 0 ? { return: names } : {}),
    ...(sets === true || sets === 'true' ? { 'set-monitor-url': true } : {}),
  }
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value)
}

/** What a repeatable flag was given, each time. */
export function list(value: unknown): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}
