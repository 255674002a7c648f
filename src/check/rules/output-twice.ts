// A rule: two parts that write one file. Knows python.
import { holdsUnknown } from '../../python/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, atSection } from '../options.js'
import { filesWrittenBy } from '../written.js'

/** Of two parts that write the same file the later one counts, and an update may bring the other back. */
export const outputTwice: Rule = function* (context) {
  // Alone, a template's sections may be those of branches that no instance takes together.
  if (context.level !== 'plain' && !context.isOfRelease) return
  const writers = new Map<string, string>()
  for (const [name, section] of context.sections) {
    const [option] = filesWrittenBy(section)
    if (option === undefined || !context.reached.has(name)) continue
    const path = pathOf(context, name, option)
    if (path === undefined) continue
    const other = writers.get(path)
    if (other === undefined) {
      writers.set(path, name)
      continue
    }
    const setting = section.get(option)!
    // What both inherit is right: what they fill in for it is not.
    const isShared = context.sections.get(other)!.get(option)?.assignment === setting.assignment
    yield found('output-twice', `[${name}] and [${other}] write the same file`, {
      severity: 'warning',
      ...(isShared ? atSection : atOption)(context, name, option, setting),
      received: setting.value,
      hint: 'give each a file of its own',
    })
  }
}

/** Where an option leads; undefined where that is not known. */
function pathOf(context: Context, name: string, option: string): string | undefined {
  const path = context.resolved.value(name, option)
  return path === undefined || path === '' || holdsUnknown(path) || /[{}$]/.test(path)
    ? undefined
    : path
}
