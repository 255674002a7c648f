// What the files of a release say of each other: types, requests, counts. Knows diagnostics, buildout, python
// and release.
import { strip } from '../../buildout/index.js'
import { didYouMean, finding, nearest, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown, str } from '../../python/index.js'
import type { MacroCall, Release, SwitchEntry, Unit } from '../../release/index.js'
import { isRequest } from '../recipes.js'
import type { Files } from './places.js'

/** The type of an instance that was asked for without one, by its two names. */
const defaults = ['default', 'RootSoftwareInstance']

/** Each type of a switch leads to a profile. */
export function* entryFindings({ entries, units }: Release, files: Files): Generator<Diagnostic> {
  for (const entry of entries) {
    const wrong = entry.isLeftOut ? undefined : entryProblem(entry, units)
    if (!wrong || !entry.assignment) continue
    const { assignment, unit, type } = entry
    const texts = unit.variants[0]!.texts
    const { profile, valueStart, end } = assignment
    yield finding('switch-entry', `the software type ${type} ${wrong.message}`, {
      ...files.origin(
        texts,
        profile.file ?? '',
        valueStart + spaceAt(profile.text, valueStart),
        end,
      ),
      path: `${entry.switch}:${type}`,
      expected: wrong.expected,
      received: entry.value,
      hint: wrong.hint,
    })
  }
}

function spaceAt(text: string, start: number): number {
  return /[ \t]*/.exec(text.slice(start))![0].length
}

function entryProblem(
  { value, section, option, unit, switch: name }: SwitchEntry,
  units: readonly Unit[],
): { message: string; expected?: string; hint?: string | undefined } | undefined {
  if (holdsUnknown(value) || unit.variants.length > 1) return undefined
  const [variant] = unit.variants
  const recipe = variant?.view.sections.get(name)?.get('recipe')?.value ?? ''
  if (!variant || !recipe.endsWith('switch-softwaretype')) return undefined
  if (value.split(':').length !== 2 || section === '' || option === '')
    return { message: 'is no section:option', expected: 'section:option' }
  const { view } = variant
  const options = view.sections.get(section)
  if (!options) {
    if (!variant.resolved.complete || view.isGiven(section)) return undefined
    return {
      message: `leads to [${section}], which no profile has`,
      expected: `[${section}]`,
      hint: didYouMean(nearest(section, view.sections.keys())),
    }
  }
  if (view.values.get(section, option) !== undefined || view.isOpen(section)) {
    const isTemplate = [...view.artefacts.values()].some((each) => each.section === section)
    const isOutput = options.has(option) || !isTemplate
    if (isOutput || units.length === 0) return undefined
    return {
      message: `leads to ${option} of [${section}], which sets no such option`,
      expected: 'the output of the section',
      hint: didYouMean(nearest(option, options.keys())),
    }
  }
  return {
    message: `leads to ${option} of [${section}], which has no such option`,
    hint: didYouMean(nearest(option, options.keys())),
  }
}

/** The types that an instance may have, undefined where not all are known. */
export function typesOf({ entries, root }: Release): Set<string> | undefined {
  if (!root || root.variants.length === 0) return undefined
  const own = entries.filter(({ unit }) => unit === root)
  if (own.length === 0 || own.some(({ type }) => holdsUnknown(type))) return undefined
  const isWhole = root.variants.every(
    ({ resolved, view }) => resolved.complete && own.every((each) => !view.isDynamic(each.switch)),
  )
  return isWhole ? new Set(own.map(({ type }) => type)) : undefined
}

/** Whether a type may stand in a branch of the root that no way took. */
export function mayBeInBranch(
  type: string,
  { root }: Release,
  read: (path: string) => string | undefined,
): boolean {
  const { variants = [], file } = root ?? {}
  return variants.length > 1 && file !== undefined && (read(file) ?? '').includes(type)
}

/** Each type that a profile requests of its own release is one. */
export function* requestFindings(release: Release, files: Files): Generator<Diagnostic> {
  const types = typesOf(release)
  if (!types) return
  for (const unit of release.units) {
    for (const variant of unit.variants) {
      const { view, texts } = variant
      for (const [name, section] of view.sections) {
        if (!isRequest(section)) continue
        const setting = section.get('software-type')
        const url = strip(section.get('software-url')?.value ?? '')
        if (!setting?.assignment || url !== '${slap-connection:software-release-url}') continue
        const type = strip(view.values.get(name, 'software-type')!)
        if (type === '' || holdsUnknown(type) || hasType(types, type)) continue
        const { profile, valueStart, end } = setting.assignment
        yield finding(
          'type-missing',
          `[${name}] requests the software type ${type}, which no switch has`,
          {
            ...files.origin(
              texts,
              profile.file ?? '',
              valueStart + spaceAt(profile.text, valueStart),
              end,
            ),
            path: `${name}:software-type`,
            expected: [...types].join(', '),
            received: type,
            hint: didYouMean(nearest(type, types)),
          },
        )
      }
    }
  }
}

/** Whether a type is one of those; the one of an instance without a type has two names. */
export function hasType(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (defaults.includes(type) && defaults.some((each) => types.has(each)))
}

/** A component is replicated as often as its parts are, and as resilient.ini says. */
export function* countFindings(
  { units, path }: Release,
  files: Files,
  read: (path: string) => string | undefined,
): Generator<Diagnostic> {
  const written = iniCounts(read(`${path.slice(0, path.lastIndexOf('/'))}/resilient.ini`) ?? '')
  for (const { variants } of units) {
    const [variant] = variants
    if (!variant) continue
    const calls = variant.calls.filter(({ macro }) => macro === 'replicate')
    const wired = calls.filter(({ parameters }) => parameters.has('typeexport'))
    for (const call of wired) {
      const [name, count] = [textOf(call, 'namebase'), textOf(call, 'nbbackup')]
      if (name === undefined || count === undefined) continue
      const listed = calls.filter(
        (each) => !each.parameters.has('typeexport') && firstText(each) === name,
      )
      for (const other of listed) {
        const parts = secondText(other)
        if (parts !== undefined && parts !== count) yield differs(other, name, parts, count, files)
      }
      const ini = written.get(name)
      if (ini !== undefined && ini !== count)
        yield differs(call, name, count, ini, files, 'resilient.ini')
    }
  }
}

function differs(
  { at }: MacroCall,
  name: string,
  here: string,
  there: string,
  files: Files,
  where = 'its requests',
): Diagnostic {
  return finding('count-differs', `${name} has ${here} instances here, and ${there} in ${where}`, {
    severity: 'warning',
    ...(at ? { file: at.file, range: files.range(at.file, at.offset, at.offset + 1) } : {}),
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

/** `count` of each section of a resilient.ini. */
function iniCounts(text: string): Map<string, string> {
  const counts = new Map<string, string>()
  let section = ''
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[([^\]]+)\]$/.exec(strip(line))
    if (header) section = strip(header[1]!)
    const at = line.indexOf('=')
    if (strip(line.slice(0, Math.max(0, at))) !== 'count') continue
    const count = /^"?(\d+)"?$/.exec(strip(line.slice(at + 1)))
    if (count) counts.set(section, count[1]!)
  }
  return counts
}
