// What the plan says of the components that a release's root asks for. Knows diagnostics, buildout, python,
// profiles and release.
import { strip } from '../../buildout/index.js'
import { Lines, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown, str } from '../../python/index.js'
import { rootFindings } from '../../profiles/root.js'
import type { ReplicatedComponent } from '../../profiles/template.js'
import type { MacroCall, Unit } from '../../release/index.js'
import type { Files } from './places.js'

/** The findings of a profile that calls `replicate()`, at its calls. */
export function rootFindingsOf(
  { variants, file }: Unit,
  files: Files,
  source: (file: string) => string | undefined,
): Diagnostic[] {
  const [variant] = variants
  if (!variant || file === undefined) return []
  const components = variant.calls.flatMap((call) => componentOf(call, source))
  if (components.length === 0) return []
  const { text } = variant.profile
  const sources = new Map<string, string>()
  for (const { at } of components) sources.set(at.file, source(at.file) ?? '')
  const rendered = { text, place: () => undefined, sources, components }
  return rootFindings(rendered, undefined).map((each) => files.placed(each, new Map()))
}

function componentOf(
  { macro, parameters, at }: MacroCall,
  source: (file: string) => string | undefined,
): ReplicatedComponent[] {
  if (macro !== 'replicate' || !parameters.has('typeexport') || !at) return []
  const text = (name: string): string => strip(str(parameters.get(name) ?? null))
  const asked = {
    name: text('namebase'),
    count: text('nbbackup'),
    exportType: text('typeexport'),
    importType: text('typeimport'),
  }
  if (Object.values(asked).some(holdsUnknown)) return []
  const { line, column } = Lines.of(source(at.file) ?? '').position(at.offset)
  return [{ asked, component: undefined, given: [], at: { file: at.file, line, column } }]
}
