// Which parameter a root is refused for. Knows diagnostics, parameters and plan.
import { ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { placeOfParameter, type ParameterDocument } from '../parameters/index.js'
import { shown } from '../parameters/shown.js'
import { checkCount, type Component } from '../plan/index.js'

/** The components that a root requests with other parameters; throws where it is refused for them. */
type Ask = (document: ParameterDocument) => readonly Component[]

/** Throws what a component's count is refused for, at the parameter without which it has another one. */
export function placeCount(
  { name, count }: Component,
  document: ParameterDocument | undefined,
  ask: Ask,
): void {
  try {
    checkCount(count)
  } catch (error) {
    if (!(error instanceof ResilientError) || !document) throw error
    const path = blamed(document, ask, (found) =>
      found.some((each) => each.name === name && isCount(each.count)),
    )
    if (path === undefined) throw error
    const placed = error.diagnostics.map((each) => ({
      ...each,
      ...placeOfParameter(document, path, 'value'),
      expected: `a value with which ${name} has from 1 to 100,000 instances`,
      hint: 'the leader is one of them',
      received: shown(document.values[path]),
    }))
    const [first, ...rest] = placed
    throw new ResilientError([first!, ...rest], textOf(document))
  }
}

/** Throws what a root is refused for, with the parameter without which it is not. */
export function atParameter(
  document: ParameterDocument | undefined,
  ask: Ask,
  refuse: () => never,
): never {
  try {
    return refuse()
  } catch (error) {
    if (!(error instanceof ResilientError) || !document) throw error
    const path = blamed(document, ask, () => true)
    const place = path === undefined ? undefined : document.places.get(path)
    if (!place) throw error
    const [first, ...rest] = error.diagnostics
    const { file } = document
    const message = `without "${path}" the root is accepted`
    const other = { message, range: place.value, ...(file === undefined ? {} : { file }) }
    const placed = { ...first, related: [...(first.related ?? []), other] }
    throw new ResilientError([placed, ...rest], new Map([...textOf(document), ...error.sources]))
  }
}

/** So many parameters are tried, each costs a rendering. */
const mostTried = 50

/** The parameter without which what a root requests is as it is to be. */
function blamed(
  { values, places, text, serialisation }: ParameterDocument,
  ask: Ask,
  isGood: (components: readonly Component[]) => boolean,
): string | undefined {
  return Object.keys(values)
    .slice(0, mostTried)
    .find((name) => {
      const others = Object.entries(values).filter(([each]) => each !== name)
      const where = [...places].filter(([each]) => each !== name)
      try {
        const document = { values: Object.fromEntries(others), places: new Map(where) }
        return isGood(ask({ ...document, text, serialisation }))
      } catch (error) {
        if (error instanceof ResilientError) return false
        throw error
      }
    })
}

/** What is wrong with counts below one, and the components that request their leader nevertheless with that alone. */
export function leadersAlone(
  components: readonly Component[],
  isRequested: (section: string) => boolean,
  refuse: (component: Component) => void,
): { components: Component[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const found = components.map((each) => {
    try {
      refuse(each)
      return each
    } catch (error) {
      const isAlone = Number(each.count) < 1 && isRequested(`request-${each.name}`)
      if (!(error instanceof ResilientError) || !isAlone) throw error
      for (const one of error.diagnostics)
        diagnostics.push({ ...one, hint: 'the leader is requested alone, as it is one of them' })
      return { ...each, count: 1 }
    }
  })
  return { components: found, diagnostics }
}

function isCount(count: Component['count']): boolean {
  try {
    checkCount(count)
    return true
  } catch (error) {
    if (error instanceof ResilientError) return false
    throw error
  }
}

function textOf({ file, text }: ParameterDocument): Map<string, string> {
  return new Map(file === undefined ? [] : [[file, text]])
}
