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
const behindArguments = /^([^#]*[ \t])(#[ \t]+\w[^\n]*)/

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

/** A comment behind the arguments of a program, which no shell reads: its words are arguments too. */
function inArguments(value: string): string | undefined {
  const [, before = '', text] = behindArguments.exec(value) ?? []
  const isQuoted = ["'", '"'].some((mark) => before.split(mark).length % 2 === 0)
  return isQuoted ? undefined : text
}

/** A comment behind a value of one line: numbers, versions, paths. */
function inValue(option: string, value: string, recipe: string): string | undefined {
  if (option === 'command-line' && recipe === 'slapos.cookbook:wrapper') return inArguments(value)
  if (option === 'context' && recipe === 'slapos.recipe.template:jinja2')
    return value
      .split('\n')
      .map((line) => behind.exec(strip(line))?.[1])
      .find((each) => each !== undefined)
  if (foreign.test(option)) return undefined
  return behind.exec(value)?.[1]
}
