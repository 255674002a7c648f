// What a component's root says, held to the profiles of its types and to resilient.ini. Knows diagnostics,
// python and release.
import {
  anyOf,
  didYouMean,
  finding,
  nearest,
  type Diagnostic,
  type Range,
} from '../../diagnostics/index.js'
import { holdsUnknown, str, strip } from '../../python/index.js'
import type { MacroCall, Release, SwitchEntry } from '../../release/index.js'
import type { About } from '../about.js'
import { hasType, typesOf } from './between.js'
import type { Files } from './places.js'

type Read = (path: string) => string | undefined

/** What is asked of each component: as often as its parts are, as resilient.ini says, of types that do what they must. */
export function* componentFindings(
  release: Release,
  files: Files,
  read: Read,
): Generator<Diagnostic> {
  const { path, units } = release
  const file = `${path.slice(0, path.lastIndexOf('/'))}/resilient.ini`
  const ini = readIni(read(file) ?? '')
  yield* nameFindings(release, ini, file, files)
  for (const { variants } of units) {
    const [variant] = variants
    if (!variant) continue
    const calls = variant.calls.filter(({ macro }) => macro === 'replicate')
    for (const call of calls.filter(({ parameters }) => parameters.has('typeexport'))) {
      const name = textOf(call, 'namebase')
      if (name === undefined) continue
      const written = ini.get(name)?.options ?? new Map<string, string>()
      yield* countFindings(call, name, calls, written.get('count'), files)
      yield* typeFindings(call, name, written, release, files)
    }
  }
}

/** Each component has one name in the root and in resilient.ini. */
function* nameFindings(
  { units }: Release,
  ini: Ini,
  file: string,
  files: Files,
): Generator<Diagnostic> {
  const calls = new Map<string, MacroCall>()
  let isWhole = units.every(
    ({ variants, failures }) => variants.length > 0 && failures.length === 0,
  )
  for (const call of units.flatMap(({ variants }) => variants.flatMap((each) => each.calls))) {
    if (call.macro !== 'replicate' || !call.parameters.has('typeexport')) continue
    const name = textOf(call, 'namebase')
    if (name === undefined) isWhole = false
    else if (!calls.has(name)) calls.set(name, call)
  }
  if (ini.size === 0 || calls.size === 0) return
  const unasked = [...ini.keys()].filter((name) => !calls.has(name))
  for (const [name, call] of calls) {
    if (ini.has(name)) continue
    yield finding('component-differs', `the component ${name} is not in resilient.ini`, {
      severity: 'warning',
      ...placeOf(call, files),
      path: name,
      expected: `[${name}] in resilient.ini`,
      received: [...ini.keys()].join(', '),
      hint: didYouMean(nearest(name, unasked) ?? (unasked.length === 1 ? unasked[0] : undefined)),
    })
  }
  // One that is called otherwise there was reported so.
  if (!isWhole || [...calls.keys()].some((name) => !ini.has(name))) return
  for (const name of unasked) {
    const { at } = ini.get(name)!
    const range = files.range(file, at, at + name.length + 2)
    yield finding('component-differs', `no root of the release requests ${name}`, {
      severity: 'warning',
      file,
      ...(range ? { range } : {}),
      path: name,
      expected: anyOf([...calls.keys()]),
      received: name,
    })
  }
}

function* countFindings(
  call: MacroCall,
  name: string,
  calls: readonly MacroCall[],
  written: string | undefined,
  files: Files,
): Generator<Diagnostic & { about?: About }> {
  const count = textOf(call, 'nbbackup')
  if (count === undefined) return
  const listed = calls.filter(
    (each) => !each.parameters.has('typeexport') && firstText(each) === name,
  )
  for (const other of listed) {
    const parts = secondText(other)
    if (parts === undefined || parts === count) continue
    const found = {
      ...differs(other, name, parts, count, files),
      about: { call: placeOf(call, files) },
    }
    // Parts that nobody requests have no section.
    yield Number(parts) > Number(count) ? { ...found, severity: 'error' } : found
  }
  const isNumber = written !== undefined && /^\d+$/.test(written)
  if (isNumber && written !== count)
    yield differs(call, name, count, written, files, 'resilient.ini')
}

/** What the profile of a type has that exports, or imports. */
const roles = [
  ['typeexport', 'export-type', 'exporter'],
  ['typeimport', 'import-type', 'importer'],
] as const

function* typeFindings(
  call: MacroCall,
  name: string,
  written: ReadonlyMap<string, string>,
  release: Release,
  files: Files,
): Generator<Diagnostic> {
  for (const [parameter, key, section] of roles) {
    const type = textOf(call, parameter)
    if (type === undefined) continue
    const other = written.get(key)
    if (other !== undefined && other !== type) {
      yield finding(
        'type-differs',
        `the ${key} of ${name} is ${type} here, and ${other} in resilient.ini`,
        {
          severity: 'warning',
          ...placeOf(call, files),
          path: name,
          expected: other,
          received: type,
        },
      )
    }
    const entry = release.entries.find((each) => each.type === type)
    if (!entry || !lacks(entry, section)) continue
    const fitting = release.entries.filter((each) => has(each, section)).map((each) => each.type)
    yield finding(
      'component-missing',
      `the ${key} of ${name} is ${type}, whose profile has no [${section}]`,
      {
        ...placeOf(call, files),
        path: name,
        expected: `a type whose profile has [${section}]`,
        hint: didYouMean(nearest(type, fitting) ?? (fitting.length === 1 ? fitting[0] : undefined)),
      },
    )
  }
  const types = typesOf(release)
  if (types && !hasType(types, 'frozen')) {
    yield finding(
      'type-missing',
      'a takeover requests the software type frozen, which no switch has',
      {
        severity: 'warning',
        ...placeOf(call, files),
        path: name,
        expected: 'frozen',
        hint: didYouMean(nearest('frozen', types)),
      },
    )
  }
}

function lacks({ target }: SwitchEntry, section: string): boolean {
  if (!target || target.variants.length === 0 || target.failures.some((each) => each.length > 0))
    return false
  return target.variants.every(
    ({ resolved, view }) =>
      resolved.complete && !view.sections.has(section) && !view.isGiven(section),
  )
}

function has({ target }: SwitchEntry, section: string): boolean {
  return target?.variants.some(({ view }) => view.sections.has(section)) === true
}

function placeOf({ at }: MacroCall, files: Files): { file?: string; range?: Range } {
  const range = at && files.range(at.file, at.offset, at.offset + 1)
  return at && range ? { file: at.file, range } : {}
}

function differs(
  call: MacroCall,
  name: string,
  here: string,
  there: string,
  files: Files,
  where = 'its requests',
): Diagnostic {
  return finding('count-differs', `${name} has ${here} instances here, and ${there} in ${where}`, {
    severity: 'warning',
    ...placeOf(call, files),
    path: name,
    expected: there,
    received: here,
  })
}

function textOf({ parameters }: MacroCall, name: string): string | undefined {
  const value = parameters.get(name)
  const text = value === undefined ? undefined : strip(str(value))
  return text === undefined || holdsUnknown(text) ? undefined : text
}

function firstText(call: MacroCall): string | undefined {
  return textOf(call, [...call.parameters.keys()][0] ?? '')
}

function secondText(call: MacroCall): string | undefined {
  return textOf(call, [...call.parameters.keys()][1] ?? '')
}

/** The options of each section, and where its header is. */
type Ini = ReadonlyMap<string, { options: Map<string, string>; at: number }>

/** What a resilient.ini says. */
function readIni(text: string): Ini {
  const sections = new Map<string, { options: Map<string, string>; at: number }>()
  let options = new Map<string, string>()
  let start = 0
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/, '')
    const header = /^\[([^\]]+)\] *(?:[#;].*)?$/.exec(strip(line))
    const at = line.indexOf('=')
    if (header) {
      options = new Map()
      sections.set(strip(header[1]!), { options, at: start + line.indexOf('[') })
    }
    start += whole.length + 1
    if (header) continue
    if (at > 0 && !/^[;#]/.test(line))
      options.set(strip(line.slice(0, at)), strip(line.slice(at + 1)).replace(/^"(.*)"$/, '$1'))
  }
  return sections
}
