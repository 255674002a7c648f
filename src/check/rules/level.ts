// Two rules: how many dollars a reference has. Knows diagnostics and types of buildout.
import type { Reference } from '../../buildout/index.js'
import { finding } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import type { Unplaced } from '../finding.js'

/** Each reference has as many dollars as its level asks for. */
export const level: Rule = function* (context) {
  if (context.level === 'plain') return
  const { profile } = context
  for (const [name, section] of profile.sections) {
    for (const assignment of section.values()) {
      // In what a rendered profile extends, one dollar is no more of a use than two.
      const isExtends = name === 'buildout' && assignment.option === 'extends'
      if (isExtends && context.isOfRelease) continue
      for (const reference of context.allReferences(assignment.value)) {
        if (reference.problem !== undefined) continue
        const text = assignment.value.slice(reference.start, reference.end)
        const wrong =
          context.level === 'jinja'
            ? jinja(reference.escaped, text)
            : software(context, reference, text)
        if (!wrong) continue
        const at = context.locate(assignment, text)
        yield { ...wrong, at, path: `${name}:${assignment.option}` }
      }
    }
  }
}

function jinja(escaped: boolean, text: string): Unplaced | undefined {
  if (!escaped) return undefined
  return finding(
    'level-jinja',
    `${text} stays as text: buildout reads a profile that Jinja2 renders only once`,
    { severity: 'warning', hint: `write ${text.slice(1)}` },
  )
}

/** The software may have a section of any name; that it has what the node gives, or this option too, is unlikely. */
function software(
  { profile }: Context,
  { escaped, section, option }: Pick<Reference, 'escaped' | 'section' | 'option'>,
  text: string,
): Unplaced | undefined {
  if (escaped || section === '' || section === 'buildout') return undefined
  const ofInstance = /^slap-(?:connection|configuration|parameter)$/.test(section)
  if (!ofInstance && profile.sections.get(section)?.has(option) !== true) return undefined
  return finding(
    'level-software',
    `${text} is read at software level, where there is no [${section}] of the instance`,
    { severity: ofInstance ? 'warning' : 'info', hint: `write $${text}` },
  )
}
