// Two rules: what an exporter or an importer must have. Knows buildout.
import { macrosOf, words } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { isAskedFor } from '../wrappers.js'

interface Kind {
  section: string
  /** What the profile of this kind extends. */
  template: RegExp
  parts: string[]
}

const kinds: Kind[] = [
  {
    section: 'exporter',
    template: /pbsready-export/,
    parts: ['cron-entry-backup', 'resilient-publish-connection-parameter'],
  },
  { section: 'importer', template: /pbsready-import/, parts: ['import-on-notification'] },
]

/** An export or import has its wrapper, and among its parts what starts it and what publishes it. */
export const component: Rule = function* (context) {
  const { profile, sections, resolved } = context
  for (const { section: name, template, parts } of kinds) {
    const own = profile.blocks.find((block) => block.name === name && block.holds)
    const section = sections.get(name)
    const assignment = profile.sections.get('buildout')?.get('extends')
    const extended = assignment && words(assignment.value).some((word) => template.test(word))
    // Who extends none of the stack's may run an [exporter] of its own as it likes.
    if (!isAskedFor(context, name) && (context.isOfRelease || !extended)) continue
    const isWhole = context.complete && !resolved.incomplete.has(name)
    if (own && section && !section.has('wrapper') && isWhole) {
      yield found('component-wrapper', `[${name}] has no wrapper, which is what runs`, {
        at: { profile, start: own.start, end: own.headerEnd },
        path: `${name}:wrapper`,
        expected: `wrapper = \${rootdirectory:bin}/\${slap-parameter:namebase}-${name}`,
      })
    }
    yield* missingParts(context, name, parts)
  }
}

/** Whether a part is among those that are there, by itself or as what one of them inherits. */
function isAmong(part: string, present: ReadonlySet<string>, { resolved }: Context): boolean {
  if (present.has(part)) return true
  return [...present].some((name) => {
    const section = resolved.annotated.get(name)
    return section !== undefined && macrosOf(section).includes(part)
  })
}

function* missingParts(
  context: Context,
  kind: string,
  needed: readonly string[],
): Iterable<Finding> {
  const { profile } = context
  const present = new Set(context.parts())
  // The public stack's name for it.
  if (present.has('notify-callback')) present.add('import-on-notification')
  const names = profile.sections.get('buildout')
  const assignment = names?.get('parts +') ?? names?.get('parts+') ?? names?.get('parts')
  // Without parts of its own a profile is a fragment of another.
  if (!assignment) return
  for (const part of needed) {
    // What is extended but not read may have asked for it, unless this profile begins anew; and the
    // profile that makes the part leaves it to who extends it.
    if (
      isAmong(part, present, context) ||
      profile.sections.get(part)?.has('recipe') ||
      (!context.complete && assignment.operator === '+=')
    )
      continue
    yield found(
      'component-part',
      `${part} is not among the parts, and the ${kind} would ${part.startsWith('resilient-') ? 'not be published' : 'never run'}`,
      {
        severity: 'warning',
        at: { profile, start: assignment.start, end: assignment.end },
        path: 'buildout:parts',
        expected: part,
      },
    )
  }
}
