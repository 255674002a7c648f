// A rule: a serialised value that is no literal. Knows types of this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'

const quoted = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/g
/** What Python prints of a value that has no literal: jinja2's undefined, functions, iterators. */
const unprintable = /\bUndefined\b|<[^<>]*>/

/** What is written as `!py!` is read as a Python literal (DESIGN.md); dumps prints anything. */
export const serialisedValue: Rule = function* (context) {
  for (const [name, options] of context.profile.sections) {
    for (const assignment of options.values()) {
      const { value, option } = assignment
      if (!value.startsWith('!py!')) continue
      const [text] = unprintable.exec(value.replace(quoted, "''")) ?? []
      if (text === undefined) continue
      yield found(
        'serialised-value',
        `the value of ${name}:${option} holds ${text}, which no buildout can read`,
        {
          at: context.locate(assignment, text),
          path: `${name}:${option}`,
          expected: '!py! and a Python literal',
          ...(text === 'Undefined' ? { hint: 'dumps was given a name that nothing sets' } : {}),
        },
      )
    }
  }
}
