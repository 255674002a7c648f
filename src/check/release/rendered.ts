// The files that Jinja2 renders and that are not profiles: scripts, configurations. Knows diagnostics and
// release.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { Making, Release } from '../../release/index.js'
import { isUnresolved } from '../unresolved.js'
import { keyed, ofBothWays, type Found } from '../ways.js'
import type { Files } from './places.js'

/** What stops a file that a section renders, whatever is not known of its context. */
export function renderedFindings(
  { artefact, scope }: Making,
  { maker, units }: Release,
  files: Files,
): Diagnostic[] {
  const { making, section } = artefact
  if (making !== 'jinja2') return []
  // A profile's are reported with what else is wrong with it.
  if (units.some((unit) => unit.scope === scope && unit.artefact.section === section)) return []
  const foundIn = (found: readonly Diagnostic[]): Found =>
    new Map(
      found.filter((each) => !isUnresolved(each)).map((each) => keyed(files.placed(each, none))),
    )
  const failures = [true, false].map((way): Found => {
    const view = scope.view(way)
    // The two ways may come to other sections.
    const own = [...view.artefacts.values()].find((each) => each.section === section)
    if (!own || maker.make(own, scope, view, way)) return new Map()
    return foundIn(maker.failures.get(maker.keyOf(own, scope, way)) ?? [])
  })
  const further = [...maker.further(artefact, scope)].map(({ diagnostics }) => foundIn(diagnostics))
  return ofBothWays(failures[0]!, failures[1]!, nothing, further)
}

const none = new Map<never, never>()

/** Nothing that these findings say to be missing can be declared. */
const nothing = {
  section: () => false,
  isWritten: () => false,
  isAny: () => false,
  option: () => false,
}
