// Which parameter a root takes a count from that no component can have. Knows diagnostics, parameters and plan.
import { ResilientError } from '../diagnostics/index.js'
import { withPlacesOf, type ParameterDocument } from '../parameters/index.js'
import { checkCount, type Component } from '../plan/index.js'

/** Throws what a component's count is refused for, at the parameter without which it has another one. */
export function placeCount(
  { name, count }: Component,
  document: ParameterDocument | undefined,
  ask: (document: ParameterDocument) => readonly Component[],
): void {
  try {
    checkCount(count)
  } catch (error) {
    if (!(error instanceof ResilientError) || !document) throw error
    const path = Object.keys(document.values).find((each) => isCountedBy(each, name, document, ask))
    if (path === undefined) throw error
    const placed = error.diagnostics.map((each) => ({ ...each, path }))
    const [first, ...rest] = withPlacesOf(placed, document)
    const sources = new Map(document.file === undefined ? [] : [[document.file, document.text]])
    throw new ResilientError([first!, ...rest], sources)
  }
}

/** Whether a component has a count that it can have where a parameter is not given. */
function isCountedBy(
  parameter: string,
  name: string,
  document: ParameterDocument,
  ask: (document: ParameterDocument) => readonly Component[],
): boolean {
  const { values, places, text, serialisation } = document
  const others = Object.entries(values).filter(([each]) => each !== parameter)
  const where = [...places].filter(([each]) => each !== parameter)
  try {
    const components = ask({
      values: Object.fromEntries(others),
      places: new Map(where),
      text,
      serialisation,
    })
    return components.some((each) => each.name === name)
  } catch (error) {
    if (error instanceof ResilientError) return false
    throw error
  }
}
