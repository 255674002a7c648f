// What is wrong with the components that a rendered root asks for. Knows diagnostics, buildout,
// parameters, python, sla, plan and jinja.
import { parseProfile } from '../buildout/index.js'
import { few, finding, ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { placedAt } from '../jinja/index.js'
import { withPlacesOf, type ParameterDocument } from '../parameters/index.js'
import { planAll } from '../plan/index.js'
import { words } from '../python/index.js'
import { checkMagicKeys, isMagic } from '../sla/index.js'
import { guardPart, guardSection, replicateParts } from './replicate.js'
import type { RenderedRoot, ReplicatedComponent } from './template.js'

/**
 * What the plan says of the components that a template asks for: at the parameter that it is about
 * where the document of the parameters has it, else at the component's call. A magic key that no
 * call was handed has no effect either. Never throws.
 */
export function rootFindings(
  { components, sources, text }: RenderedRoot,
  document: ParameterDocument | undefined,
): Diagnostic[] {
  if (components.length === 0) return []
  const handed = new Set(components.flatMap(({ given }) => given))
  const values = Object.fromEntries(
    Object.entries(document?.values ?? {}).filter(([name]) => handed.has(name)),
  )
  const unhanded = Object.keys(document?.values ?? {}).filter(
    (name) => isMagic(name) && !handed.has(name),
  )
  const at = (diagnostic: Diagnostic, component: ReplicatedComponent): Diagnostic => {
    const { path } = diagnostic
    const isParameter = document && path !== undefined && document.places.has(path)
    return isParameter
      ? withPlacesOf([diagnostic], document)[0]!
      : placedAt(diagnostic, component.at, sources)
  }
  const { listed, hasGuard } = partsOf(text)
  return [
    ...(document ? checkMagicKeys(document) : []),
    ...(document ? withPlacesOf(unhanded.map(unhandedKey), document) : []),
    ...planFindings(components, values, at),
    ...components.flatMap((each) => unlistedParts(each, listed).map((found) => at(found, each))),
    ...(hasGuard ? unguarded(listed!) : []).map((found) => at(found, components[0]!)),
  ]
}

function planFindings(
  components: readonly ReplicatedComponent[],
  parameters: ParameterDocument['values'],
  at: (diagnostic: Diagnostic, component: ReplicatedComponent) => Diagnostic,
): Diagnostic[] {
  try {
    return planAll(components.map(({ asked }) => ({ ...asked, parameters }))).flatMap(
      ({ diagnostics }, index) => diagnostics.map((each) => at(each, components[index]!)),
    )
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    // It names the component that cannot be there besides the others: the last of this name.
    return error.diagnostics.map((each) => {
      const named = components.findLast(({ asked }) => asked.name === each.path)
      return at(each, named ?? components[0]!)
    })
  }
}

/** The parts of a component that the rendered profile does not list: they are requested by nobody. */
function unlistedParts(
  { asked: { name, count } }: ReplicatedComponent,
  listed: ReadonlySet<string> | undefined,
): Diagnostic[] {
  if (!listed) return []
  const missing = partsFor(name, count).filter((part) => !listed.has(part))
  if (missing.length === 0) return []
  return [
    finding('part-unlisted', `${few(missing, 3)}: not among the parts, so nothing requests it`, {
      severity: 'warning',
      path: 'buildout:parts',
      expected: `${missing.length === 1 ? 'this part' : `these ${missing.length} parts`} in [buildout]`,
      hint: `parts += … {{ parts.replicate('${name}', '${count}') }}`,
    }),
  ]
}

/** What says that published text may be read as a reference. */
function unguarded(listed: ReadonlySet<string>): Diagnostic[] {
  if (listed.has(guardPart)) return []
  return [
    finding(
      'part-unlisted',
      `${guardPart}: not among the parts, so nothing guards what is published`,
      {
        severity: 'warning',
        path: 'buildout:parts',
        expected: 'this reference in [buildout]',
        hint: 'parts.replicate() lists it: without it, an instance can publish a reference, which is followed here',
      },
    ),
  ]
}

interface Listed {
  /** Undefined for a profile that cannot be read, which is reported by who reads it. */
  listed: ReadonlySet<string> | undefined
  /** Whether its macros make the guard: those of an older stack, or of another, do not. */
  hasGuard: boolean
}

/** What a profile lists. */
function partsOf(text: string): Listed {
  try {
    const { buildout = {}, ...sections } = parseProfile(text).toObject()
    const listed = ['parts', 'parts +'].flatMap((option) => words(buildout[option] ?? ''))
    return { listed: new Set(listed), hasGuard: guardSection in sections }
  } catch (error) {
    if (error instanceof ResilientError) return { listed: undefined, hasGuard: false }
    throw error
  }
}

function partsFor(name: string, count: number | string): string[] {
  try {
    return replicateParts(name, count)
  } catch (error) {
    if (error instanceof ResilientError) return []
    throw error
  }
}

function unhandedKey(key: string): Diagnostic {
  return finding('sla-unmatched', `"${key}" is not passed to any component, and has no effect`, {
    severity: 'warning',
    path: key,
    hint: 'give replicated.replicate() slapparameter_dict=slapparameter_dict',
  })
}
