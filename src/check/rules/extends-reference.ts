// A rule: a reference in what an instance profile extends. Knows buildout.
import { words } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'

/** Sections that only an instance has: who reads one of them is read on the node. */
const ofNode = /^slap-(?:connection|configuration|parameter)$/

/** Buildout puts nothing into `extends`: only the software level fills in what a profile extends. */
export const extendsReference: Rule = function* (context) {
  const assignment = context.profile.sections.get('buildout')?.get('extends')
  const isRendered = context.isOfRelease && context.level === 'jinja'
  if (!assignment?.value.includes('${') || !(isRendered || isOfInstance(context))) return
  for (const reference of context.allReferences(assignment.value)) {
    // What a template is not reported is taken for the node's, and rendering fills it in.
    if (reference.problem !== undefined || reference.section === 'slap-configuration') continue
    const text = assignment.value.slice(reference.start, reference.end)
    const message = `nothing fills in ${text}, which this profile extends: buildout reads it as a file name`
    yield found('extends-reference', message, {
      at: context.locate(assignment, text),
      path: 'buildout:extends',
      expected: 'the path of a profile',
      received: words(assignment.value).find((word) => word.includes(text)) ?? text,
      about: { reference },
      hint: isRendered
        ? 'give the template that path by its context, and write {{ NAME }}'
        : 'write $${ for all references but this one, if the software level fills it in',
    })
  }
}

/**
 * Whether a profile is read on the node as it stands: it refers, with one dollar, to what only an
 * instance has. One with `$${` is for the software level; of any other nothing is certain.
 */
function isOfInstance(context: Context): boolean {
  let found = false
  for (const [name, section] of context.profile.sections) {
    for (const [option, { value }] of section) {
      for (const reference of context.allReferences(value)) {
        if (reference.problem !== undefined) continue
        if (reference.escaped) return false
        const asked = reference.section || name
        // An instance's section may bear the name of a component, and take an option from it.
        if (asked === name && reference.option === option) return false
        if (ofNode.test(asked) && !(name === 'buildout' && option === 'extends')) found = true
      }
    }
  }
  return found
}
