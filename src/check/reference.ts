// Where a reference leads, and how it is written. Knows diagnostics, buildout and python.
import type { Reference } from '../buildout/index.js'
import { finding, shortened } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import type { Context } from './context.js'
import type { Unplaced } from './finding.js'
import { nodeSections } from './given.js'
import { isRequest, mayHave, returnedBy } from './recipes.js'
import { remedyOf } from './root.js'

/** What slapgrid sets of [buildout] besides what every buildout has. */
const ofNode =
  /^(?:shared-part-list|extends-cache|download-cache|networkcache-section|rootdir|develop|index|extensions)$/

/** What is wrong with where a reference of a section leads. */
export function misled(
  context: Context,
  name: string,
  reference: Pick<Reference, 'section' | 'option'>,
  text: string,
): Unplaced | undefined {
  const asked = reference.section || name
  const target = context.sections.get(asked)
  if (!target) {
    if (!context.complete || context.isGiven(asked) || asked === 'buildout') return undefined
    return finding('reference-section', `${text} refers to [${asked}], which no profile has`, {
      hint: context.near(asked, context.sections) ?? remedyOf(asked, undefined),
    })
  }
  if (target.has(reference.option) || mayHave(target, reference.option)) return undefined
  if (asked === 'buildout' && ofNode.test(reference.option)) return undefined
  const returned = isRequest(target) && reference.option.startsWith('connection-')
  if (!returned && !isWhole(context, asked)) return undefined
  if (returned && !context.complete && !target.has('return')) return undefined
  const names = [
    ...target.keys(),
    ...(returned ? returnedBy(target)! : []).map((each) => `connection-${each}`),
  ]
  const connection = reference.option.slice('connection-'.length)
  return finding('reference-option', `${text} refers to an option that [${asked}] does not have`, {
    expected: returned ? `${connection} in the return of [${asked}]` : undefined,
    hint: context.near(reference.option, names),
  })
}

/** Whether all options of a section can be known. */
function isWhole(context: Context, section: string): boolean {
  if (!context.complete || context.resolved.incomplete.has(section)) return false
  if (nodeSections.has(section)) return false
  if ([...context.sections.get(section)!.keys()].some(holdsUnknown)) return false
  if (context.isOpen(section)) return false
  // A profile adds options to the sections of the monitor's template.
  if (!context.isGiven(section)) return true
  return context.isOfRelease && context.sections.get(section)!.has('recipe')
}

/** What is wrong with how a reference is written. */
export function malformed({ level }: Context, problem: string, text: string): Unplaced | undefined {
  // What Jinja2 fills in, or a shell's own ${…} in a template, is not for buildout to read.
  if (level !== 'plain' || /[{}]/.test(text.slice(text.indexOf('{') + 1, -1))) return undefined
  return finding('reference-syntax', `buildout refuses ${shortened(text)}: ${problem}`, {
    expected: '${section:option}',
    hint: 'write $${ where a dollar and a brace are meant',
  })
}
