// Sections that a profile lacks and another file of its release has. Knows diagnostics and release.
import type { Diagnostic } from '../../diagnostics/index.js'
import { headerOf, type Making, type Release, type Unit } from '../../release/index.js'
import { aboutOf } from '../about.js'
import { missingOf } from '../ways.js'

/**
 * Where a profile no longer extends a file, it lacks all the sections of it: one mistake, with what is to
 * be extended as its hint.
 */
export function withUnextended(
  diagnostics: readonly Diagnostic[],
  unit: Unit,
  release: Release,
): Diagnostic[] {
  const lacking = new Map<string, Diagnostic>()
  for (const each of diagnostics) {
    const name = missingOf(each)
    // What is nearly another name is misspelt.
    if (name !== undefined && aboutOf(each).near === undefined && !lacking.has(name))
      lacking.set(name, each)
  }
  if (lacking.size === 0) return [...diagnostics]
  const [best, ...others] = candidates(unit, release)
    .map((making) => ({ making, has: namesIn(making, release) }))
    .map(({ making, has }) => ({
      making,
      names: [...lacking.keys()].filter((each) => has.has(each)),
    }))
    .filter(({ names }) => names.length > 0)
    .toSorted((a, b) => b.names.length - a.names.length)
  if (!best || others.some(({ names }) => names.length === best.names.length))
    return [...diagnostics]
  const { making, names } = best
  const first = lacking.get(names[0]!)
  const shown = names.map((name) => `[${name}]`)
  const listed =
    shown.length > 3 ? `${shown[0]} and ${shown.length - 1} others of these` : inWords(shown)
  const hint = `extend what [${making.artefact.section}] creates, which has ${listed}`
  return diagnostics.flatMap((each) => {
    const name = missingOf(each)
    if (name === undefined || !names.includes(name) || aboutOf(each).near !== undefined)
      return [each]
    return each === first ? [{ ...each, hint }] : []
  })
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

/** The files that the software makes, that no type runs as its profile and that this one does not extend. */
function candidates(unit: Unit, { makings, units }: Release): Making[] {
  const extended = new Set(unit.variants.flatMap(({ resolved }) => [...resolved.profiles.keys()]))
  const profiles = new Set(units.map(({ file }) => file))
  return makings.filter(
    ({ unit: of, artefact: { input, outputs } }) =>
      !of &&
      input !== undefined &&
      !profiles.has(input) &&
      !outputs.some((path) => extended.has(path)),
  )
}

/** The sections whose headers stand in the file. */
function namesIn({ artefact, scope }: Making, { maker }: Release): Set<string> {
  const text = maker.source(artefact, scope, scope.view(true), true)?.text ?? ''
  return new Set(text.split('\n').flatMap((line) => headerOf(line) ?? []))
}
