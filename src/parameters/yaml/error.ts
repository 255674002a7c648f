// What the YAML parser's errors mean, in words of ours. Knows this folder alone.
import type { Document, YAMLError } from 'yaml'
import * as brackets from './brackets.js'
import * as near from './near.js'
import * as slips from './slips.js'
import { inQuotes } from './slips.js'

export { neverClosed, type Refused } from './slips.js'

type Cause = [pattern: RegExp, message: string, hint?: string]

/** What may be the matter with the text, by the parser's code and the words that its message begins with. */
const looks: [pattern: RegExp, ...slips: ((stop: slips.Stop) => slips.Refused | undefined)[]][] = [
  [/closing ["']/, slips.openQuote],
  [/must end with a |end with a/, brackets.openBracket],
  [/flow-(?:seq|map)-end token/, brackets.strayEnd],
  [/^MULTILINE_IMPLICIT_KEY|^BLOCK_IN_FLOW/, brackets.noComma],
  [/^BAD_SCALAR_START/, slips.jinjaTag],
  [/^BAD_INDENT|without - indicator/, slips.noBlankAfterDash, near.afterComment, slips.badIndent],
  [/^BLOCK_AS_IMPLICIT_KEY.*sequence/, slips.badIndent, slips.badStart],
  [/^BLOCK_AS_IMPLICIT_KEY/, slips.secondColon, slips.badStart],
  [
    /^MULTILINE_IMPLICIT_KEY|followed by map values/,
    near.aliasColon,
    slips.noBlankAfterDash,
    near.belowItem,
    slips.badIndent,
    slips.noColon,
  ],
  [/^MISSING_CHAR.*(?:directives|marker)/i, slips.percent],
  [/^BAD_SCALAR_START|^BAD_ALIAS/, slips.badStart],
  [/Block scalar header/, slips.inHeader],
  [/^UNEXPECTED/, slips.afterQuote, slips.inHeader, slips.badIndent, slips.badStart],
]

/** What is left, by the same. */
const causes: Cause[] = [
  [/^MULTIPLE_DOCS/, 'a second YAML document begins here', 'write one document per file'],
  [
    /^BAD_DQ_ESCAPE/,
    'double quotes do not allow this escape',
    'write \\\\ for a backslash, or use single quotes',
  ],
  [/^BLOCK_AS_IMPLICIT_KEY/, 'a list or a mapping cannot begin on the line of its name', inQuotes],
  [/^BAD_INDENT.*in collections/, 'the text after | or > is not indented', 'indent its lines'],
  [
    /more-indented leading/,
    'a line of spaces is longer than the indentation of the text after it',
    'remove the spaces of that line',
  ],
  [/^TAB_AS_INDENT/, 'there is a tab in the indentation', 'indent with spaces'],
  [
    /^BAD_INDENT/,
    'the line is not indented as YAML requires',
    'indent it like the lines beside it',
  ],
  [/^MULTILINE_IMPLICIT_KEY/, 'a name spans several lines', 'write NAME: value on one line'],
  [/^KEY_OVER_1024_CHARS/, 'a name is longer than 1,024 characters', 'write "? " before it'],
  [/followed by map values/, 'a name has no ": " after it', 'write NAME: value'],
  [/without - indicator/, 'an item of the list has no "- " before it', 'write "- " before it'],
  [/Comments must be/, 'a # begins a comment only after a space', 'put a value with # in quotes'],
  [/space after :/, 'there is no space after the ":"', 'write NAME: value'],
  [
    /^MISSING_CHAR.*items$/,
    'a "," or a ":" is missing before this',
    'put it there, or the value in quotes',
  ],
  [/separated from the next/, 'there is no space after the tag or the anchor', inQuotes],
  [
    /^MISSING_CHAR.*(?:directives|marker)/i,
    'the values are not separated from the directives by a line ---',
    'write --- on a line of its own',
  ],
  [
    /^BLOCK_IN_FLOW/,
    'a list or a mapping within brackets or braces has none of its own',
    'write [a, b] or {NAME: value}',
  ],
  [/^(?:ALIAS_PROPS|BAD_ALIAS)/, 'an anchor or an alias is malformed', inQuotes],
  [/^MULTIPLE_(?:ANCHORS|TAGS)/, 'a value has two tags or two anchors', 'remove one of them'],
  [/^BAD_PROP_ORDER/, 'a tag or an anchor stands before "-", "?" or ":"', 'write it after that'],
  [/^BAD_DIRECTIVE/, 'YAML does not know this directive', 'remove it'],
  [/^(?:TAG_RESOLVE_FAILED|BAD_COLLECTION)/, 'the tag is not one that YAML has here', 'remove it'],
]

/** The parser's first error as ours: what is wrong, where, and what to write instead. */
export function errorFound(document: Document, text: string): slips.Refused | undefined {
  const [error] = document.errors
  return error && explained(error, { text, start: error.pos[0], document })
}

function explained({ code, message, pos }: YAMLError, stop: slips.Stop): slips.Refused {
  const said = `${code}: ${message}`
  for (const [pattern, ...ways] of looks)
    for (const look of pattern.test(said) ? ways : []) {
      const refused = look(stop)
      if (refused) return refused
    }
  const [start, end] = [pos[0], Math.max(pos[1], pos[0] + 1)]
  const [, words, hint] = causes.find(([pattern]) => pattern.test(said)) ?? []
  if (words !== undefined) return { message: words, start, end, ...(hint ? { hint } : {}) }
  // A word may be a secret's.
  const sign = /^[^\s\w]/.exec(stop.text.slice(start))?.[0]
  return {
    message:
      sign === undefined
        ? 'the text is not YAML from here on'
        : `unexpected ${JSON.stringify(sign)}`,
    start,
    end,
    hint: 'put a value with signs such as : # [ { & * ! | > @ in quotes',
  }
}
