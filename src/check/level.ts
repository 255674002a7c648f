// Who reads a profile: the software level, the instance level, Jinja2. Knows buildout.
import type { Profile, Reference } from '../buildout/index.js'
import { givenSections } from './given.js'

/**
 * Who reads a profile: buildout as it stands, buildout once Jinja2 has rendered it, or (a template
 * of the software level) a first pass for `${…}` and buildout for `$${…}`.
 */
export type Level = 'plain' | 'jinja' | 'software-template'

/** What the text tells of its level; `references` reads those of a value. */
export function levelOf(
  profile: Profile,
  references: (value: string) => readonly Reference[],
): Level {
  const jinja = /\{\{|\{%|\{#/.test(profile.text)
  // For buildout at software level, and for the instance's: what there is more of tells the level.
  let [plain, escaped] = [0, 0]
  let foreign = false
  for (const [name, section] of profile.sections) {
    for (const [option, { value }] of section) {
      for (const reference of references(value)) {
        if (reference.problem !== undefined) continue
        const asked = reference.section || name
        const own = profile.sections.has(asked) || givenSections.has(asked)
        if (reference.escaped) {
          // A script inside a value may hold `$${…}` for its shell.
          if ((own || asked === 'buildout') && !value.includes('\n')) escaped++
        } else if (asked === 'buildout' && name === 'buildout' && reference.option === option) {
          // The outer buildout's folder becomes the instance's: at one level it would be a loop.
          return 'software-template'
        } else if (own && !value.includes('\n')) plain++
        else if (jinja && !own && asked !== 'buildout') foreign = true
      }
    }
  }
  if (jinja) return foreign && profile.text.includes('$${') ? 'software-template' : 'jinja'
  return escaped > 0 && escaped >= plain ? 'software-template' : 'plain'
}
