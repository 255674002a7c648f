// What the YAML parser's errors mean, in words of ours. Knows this folder alone.
import type { YAMLError } from 'yaml'

/** A piece of a text that PyYAML does not take, and why. */
export interface Refused {
  message: string
  start: number
  end: number
  hint?: string
}

type Cause = [pattern: RegExp, message: string, hint?: string]

/** What the parser found, by its code and the words that its message begins with. */
const causes: Cause[] = [
  [/^MULTIPLE_DOCS/, 'a second YAML document begins here', 'one document per file'],
  [/^BAD_DQ_ESCAPE/, 'double quotes allow no such escape', 'write \\\\ for a backslash'],
  [/in compact mappings/, 'a second ": " stands in one line', 'put a value with ": " in quotes'],
  [
    /^(?:BAD_INDENT|MISSING_CHAR).* end with a /,
    'the brackets or braces are not closed, or go on in a line that is not indented',
    'close them; indent each of their lines more than the name before them',
  ],
  [/^BAD_INDENT.*mapping items/, 'the line is indented as nothing before it'],
  [/^BAD_INDENT.*sequence items/, 'the item is indented as no other of its list'],
  [/^BAD_INDENT.*in collections/, 'the text after | or > is not indented', 'indent its lines'],
  [/more-indented leading/, 'the first line after | or > is indented less than a line of blanks'],
  [/^(?:BAD_INDENT|TAB_AS_INDENT)/, 'the line is not indented as YAML requires', 'use spaces'],
  [/^MULTILINE_IMPLICIT_KEY/, 'a name goes over several lines, or the line before has no ":"'],
  [/^BLOCK_AS_IMPLICIT_KEY/, 'a list cannot be a name'],
  [/^KEY_OVER_1024_CHARS/, 'a name is longer than 1,024 characters'],
  [/followed by map values/, 'a name has no ":" after it', 'write NAME: value'],
  [/without - indicator/, 'an item of the list has no "- " before it'],
  [/Comments must be/, 'a # begins a comment only after a blank', 'put a value with # in quotes'],
  [/space after :/, 'a ":" has no blank after it'],
  [/^MISSING_CHAR.*items$/, 'a comma or a ":" is missing here'],
  [/separated from the next/, 'a tag or an anchor has no blank after it'],
  [/^MISSING_CHAR.*(?:directives|marker)/i, 'a line --- is missing or has more than that in it'],
  [/^BLOCK_IN_FLOW/, 'only brackets and braces can stand in brackets and braces'],
  [/Block scalar header/, 'only +, - and a digit can stand after | or >'],
  [/^BAD_SCALAR_START/, 'a value without quotes cannot begin so', 'put the value in quotes'],
  [/^(?:ALIAS_PROPS|BAD_ALIAS)/, 'an anchor or an alias is malformed'],
  [/^MULTIPLE_(?:ANCHORS|TAGS)/, 'a value has two tags or two anchors'],
  [/^BAD_PROP_ORDER/, 'a tag or an anchor stands before "-", "?" or ":"'],
  [/^BAD_DIRECTIVE/, 'the line with % is not one that YAML has'],
  [/^(?:TAG_RESOLVE_FAILED|BAD_COLLECTION)/, 'the tag is not one that YAML has here'],
]

/** The parser's error as ours: what is wrong, where, and what to write instead. */
export function errorFound({ code, message, pos }: YAMLError, text: string): Refused {
  const said = `${code}: ${message}`
  const quote = /closing (["'])/.exec(said)?.[1]
  if (quote !== undefined) return { ...openQuote(quote, text, pos[0]), ...placeOf(pos) }
  const [, words, hint] = causes.find(([pattern]) => pattern.test(said)) ?? [
    undefined,
    'the text is not YAML from here on',
    'put a value with signs such as : # [ { & * ! | > @ in quotes',
  ]
  return { message: words, ...placeOf(pos), ...(hint ? { hint } : {}) }
}

function placeOf([start, end]: YAMLError['pos']): { start: number; end: number } {
  return { start, end: Math.max(end, start + 1) }
}

/** Quotes without an end, or, where there is one in a line further down, before a line that is not indented. */
function openQuote(closing: string, text: string, end: number): Omit<Refused, 'start' | 'end'> {
  const { message, hint } = neverClosed(closing)
  if (!text.includes(closing, end)) return { message, hint }
  return {
    message: `${message}, or goes on in a line that is not indented`,
    hint: `${hint}; indent each of its lines more than the name before it`,
  }
}

/** What is said of quotes without an end. */
export function neverClosed(closing: string): { message: string; hint: string } {
  return closing === "'"
    ? {
        message: 'the text in single quotes is never closed',
        hint: "close it with '; '' is a ' in it",
      }
    : {
        message: 'the text in double quotes is never closed',
        hint: 'close it with "; \\" is a " in it',
      }
}
