// Two rules: how many dollars a reference has. Knows types of buildout.
import type { Reference } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

/** Each reference has as many dollars as its level asks for. */
export const level: Rule = function* (context) {
  if (context.level === 'plain') return
  const { profile } = context
  for (const [name, section] of profile.sections) {
    for (const assignment of section.values()) {
      for (const reference of context.allReferences(assignment.value)) {
        if (reference.problem !== undefined) continue
        const text = assignment.value.slice(reference.start, reference.end)
        const wrong =
          context.level === 'jinja'
            ? jinja(reference.escaped, text)
            : software(context, reference, text)
        if (!wrong) continue
        const { code, message, hint, severity = 'warning' } = wrong
        yield found(code, message, {
          severity,
          at: context.locate(assignment, text),
          path: `${name}:${assignment.option}`,
          hint,
        })
      }
    }
  }
}

type Wrong = Pick<Required<Finding>, 'code' | 'message' | 'hint'> &
  Partial<Pick<Finding, 'severity'>>

function jinja(escaped: boolean, text: string): Wrong | undefined {
  if (!escaped) return undefined
  return {
    code: 'level-jinja',
    message: `${text} stays as text: a profile that Jinja2 renders is read once by buildout`,
    hint: `write ${text.slice(1)}`,
  }
}

/** The software may have a section of any name; that it has what the node gives, or this option too, is unlikely. */
function software(
  { profile }: Context,
  { escaped, section, option }: Pick<Reference, 'escaped' | 'section' | 'option'>,
  text: string,
): Wrong | undefined {
  if (escaped || section === '' || section === 'buildout') return undefined
  const ofInstance = /^slap-(?:connection|configuration|parameter)$/.test(section)
  if (!ofInstance && profile.sections.get(section)?.has(option) !== true) return undefined
  return {
    code: 'level-software',
    ...(ofInstance ? {} : { severity: 'info' as const }),
    message: `${text} is read at software level, where [${section}] of the instance is not`,
    hint: `write $${text}`,
  }
}
