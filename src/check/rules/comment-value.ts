// A rule: a comment that is part of a value. Knows buildout.
import { spaceClass, strip } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { recipeOf } from '../programs.js'

/** Options whose text another program reads, for which `#` means something. */
const foreign =
  /command|inline|script|context|init|install|update|environment|configure|make|pre-|post-|patch|url|text|content|description|title/

const listed = new RegExp(`(?:^|[${spaceClass}])([#;][^\\n]*)`)
const behind = new RegExp(`^[^#\\n]*[^#${spaceClass}][ \\t]+(#[ \\t]+\\w[^\\n]*)$`)
const behindArguments = /^[^#]*[ \t](#[ \t]+\w[^\n]*)/
/** A text as shells and JSON have it; an apostrophe within a word, or inches, open none. */
const quoted = /(?<!\d)"(?:[^"\\]|\\[\s\S])*"?|\B'[^']*'?/g

/** Buildout knows comments at the margin of a line alone. */
export const commentValue: Rule = function* (context) {
  const { profile } = context
  const reported = new Set<string>()
  const versions = context.sections.get('buildout')?.get('versions')?.value ?? 'versions'
  for (const [name, section] of profile.sections) {
    // Nothing refers to the versions, and buildout reads them all.
    if (!context.isUsed(name) && name !== versions) continue
    for (const assignment of section.values()) {
      const { value, option } = assignment
      if (!/[#;]/.test(value) || reported.has(`${name}:${option}`)) continue
      const isParts = name === 'buildout' && option === 'parts'
      const text = isParts ? inList(value) : inValue(option, value, recipeOf(section))
      if (text === undefined) continue
      reported.add(`${name}:${option}`)
      yield found(
        'comment-value',
        isParts
          ? 'the comment is read as the names of parts'
          : `the comment is part of the value of ${name}:${option}`,
        {
          severity: isParts ? 'error' : 'warning',
          at: context.locate(assignment, text),
          path: `${name}:${option}`,
          received: text,
          hint: 'put the comment on a line of its own, at the margin',
        },
      )
    }
  }
}

function inList(value: string): string | undefined {
  const text = listed.exec(value)?.[1]
  return text === undefined ? undefined : strip(text)
}

/** A comment behind a value of one line: numbers, versions, paths. */
function inValue(option: string, value: string, recipe: string): string | undefined {
  // Behind the arguments of a program no shell reads one: its words are arguments too.
  if (option === 'command-line' && recipe === 'slapos.cookbook:wrapper')
    return unquoted(value, behindArguments)
  if (option === 'context' && recipe === 'slapos.recipe.template:jinja2')
    return value
      .split('\n')
      .map((line) => unquoted(strip(line), behind))
      .find((each) => each !== undefined)
  return foreign.test(option) ? undefined : unquoted(value, behind)
}

/** The comment that a pattern finds in what is not quoted. */
function unquoted(value: string, comment: RegExp): string | undefined {
  const plain = value.replace(quoted, (text) => '"'.repeat(text.length))
  const [, found] = comment.exec(plain) ?? []
  const start = plain.indexOf('#')
  return found === undefined ? undefined : value.slice(start, start + found.length)
}
