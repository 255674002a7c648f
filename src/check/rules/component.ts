// Two rules: what an exporter or an importer must have. Knows buildout.
import { macrosOf, words } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

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
    // Where all is known, what is asked of it tells whether it is the stack's.
    const isStack = context.complete ? isAskedFor(context, name) : Boolean(extended)
    if (!isStack) continue
    if (!section || !(resolved.incomplete.has(name) || isWritten(context, name))) {
      const at = own
        ? { profile, start: own.start, end: own.headerEnd }
        : (assignment ?? { profile, start: 0, end: 0 })
      yield found(
        'component-missing',
        section
          ? `[${name}] has no recipe, and nothing writes its wrapper`
          : `there is no [${name}], whose wrapper is what runs`,
        { at, path: name, expected: `[${name}] with a recipe and wrapper = …` },
      )
    }
    if (own && section && !section.has('wrapper') && !resolved.incomplete.has(name)) {
      yield found('component-wrapper', `[${name}] has no wrapper, which is what runs`, {
        at: { profile, start: own.start, end: own.headerEnd },
        path: `${name}:wrapper`,
        expected: `wrapper = \${rootdirectory:bin}/\${slap-parameter:namebase}-${name}`,
      })
    }
    yield* missingParts(context, name, parts)
  }
}

/** Whether something writes the wrapper: the section's recipe, or a part whose file it names. */
function isWritten({ sections, reached }: Context, name: string): boolean {
  const section = sections.get(name)!
  if (section.has('recipe')) return true
  const wrapper = section.get('wrapper')?.value.trim() ?? ''
  for (const [other, options] of sections) {
    if (other === name || !reached.has(other)) continue
    for (const [option, { value }] of options)
      if (value.trim() === wrapper || wrapper.includes(`\${${other}:${option}}`)) {
        if (
          options.has('recipe') &&
          /^(?:output|rendered|wrapper|wrapper-path|target)$/.test(option)
        )
          return true
      }
  }
  return false
}

/** Whether something runs the wrapper of an exporter or an importer. */
function isAskedFor(context: Context, name: string): boolean {
  const asked = `\${${name}:wrapper}`
  for (const section of context.sections.values())
    for (const { value } of section.values()) if (value.includes(asked)) return true
  return false
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
    // What is extended but not read may have asked for it, unless this profile begins anew.
    if (
      isAmong(part, present, context) ||
      (!context.complete && part.startsWith('resilient-') && assignment.operator === '+=')
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
