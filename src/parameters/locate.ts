// The places of parameters, for findings. Knows diagnostics.
import type { Diagnostic } from '../diagnostics/index.js'
import type { ParameterDocument } from './types.js'

/** What finding a parameter's place needs of its document. */
export type Places = Pick<ParameterDocument, 'file' | 'places'>

/** The place of a parameter's name or value, and the parameter itself, as a finding bears them. */
export function placeOfParameter(
  { file, places }: Places,
  name: string,
  part: 'name' | 'value',
): Pick<Diagnostic, 'file' | 'range' | 'path'> {
  const range = places.get(name)?.[part]
  return {
    ...(file === undefined ? {} : { file }),
    ...(range === undefined ? {} : { range }),
    path: name,
  }
}

/**
 * The place of what a path leads to inside of parameters, the nearest that is known: that of what holds
 * it, else the parameter's own, else that of all of them.
 */
export function atPath(
  document: Pick<ParameterDocument, 'file' | 'places' | 'inside' | 'whole'>,
  path: readonly string[],
  part: 'name' | 'value',
): Pick<Diagnostic, 'file' | 'range' | 'path'> {
  const own = placeOfParameter(document, path[0]!, path.length === 1 ? part : 'value')
  for (let { length } = path; length > 1; length--) {
    const range = document.inside?.(path.slice(0, length))?.[
      length === path.length ? part : 'value'
    ]
    if (range) return { ...own, range }
  }
  return own.range || !document.whole ? own : { ...own, range: document.whole }
}

/** A plan's findings at the places of the parameters that they are about. */
export function withPlacesOf(
  diagnostics: readonly Diagnostic[],
  document: Places | undefined,
): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { path, range } = diagnostic
    if (range || path === undefined || !document?.places.has(path)) return diagnostic
    return { ...diagnostic, ...placeOfParameter(document, path, 'name') }
  })
}
