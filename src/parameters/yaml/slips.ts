// What the YAML parser stumbles over, looked at in the text itself: quotes, brackets, indentation, signs.
// Knows this folder alone.
import { isScalar, visit, type Document, type Node } from 'yaml'

/** A piece of a text that PyYAML does not take, and why. */
export interface Refused {
  message: string
  start: number
  end: number
  hint?: string
}

/** Where the parser stopped in a text, and what it made of it until then. */
export interface Stop {
  text: string
  start: number
  document: Document
}

/** Looks for one kind of mistake where the parser stopped. */
export type Slip = (stop: Stop) => Refused | undefined

/** What to do with text that YAML would read as something else. */
export const inQuotes = 'as text, put it in quotes'

/** Quotes without an end, where they open. */
export function openQuote({ text, start, document }: Stop): Refused | undefined {
  const quote = last(document, (node) => {
    const [from, to] = node.range!
    return isScalar(node) && /^QUOTE/.test(node.type ?? '') && from < start && to >= start
  })
  if (!quote) return undefined
  const [from] = quote.range!
  const closing = text[from]!
  const { message, hint } = neverClosed(closing)
  const place = { start: from, end: Math.max(from + 1, lineEnd(text, from)) }
  if (!text.includes(closing, start)) return { message, ...place, hint }
  return {
    message: `${message}, or continues on a line that is not indented`,
    ...place,
    hint: `${hint}; indent each of its lines more than the name before it`,
  }
}

/** What is said of quotes without an end. */
export function neverClosed(closing: string): { message: string; hint: string } {
  return closing === "'"
    ? {
        message: 'the text in single quotes is never closed',
        hint: "close it with '; a ' in it is written ''",
      }
    : {
        message: 'the text in double quotes is never closed',
        hint: 'close it with "; a " in it is written \\"',
      }
}

/** What stands after a closing quote in its line: of `'don't'` the second quote is that. */
export const afterQuote: Slip = ({ text, start, document }) => {
  const quote = last(document, (node) => {
    const [from, to] = node.range!
    return (
      isScalar(node) &&
      /^QUOTE/.test(node.type ?? '') &&
      from < start &&
      to <= start &&
      /^[ \t]*$/.test(text.slice(to, start))
    )
  })
  if (!quote) return undefined
  const [from, to] = quote.range!
  const own = text[from]!
  const within =
    own === "'" ? "in single quotes a ' is written ''" : 'in double quotes a " is written \\"'
  return {
    message: 'there is text after the closing quote',
    start,
    end: lineEnd(text, start),
    hint: to === start ? within : `put all of the value in the quotes; ${within}`,
  }
}

/** A tag of Jinja2, which says what a template does. */
export const jinjaTag: Slip = ({ text, start }) =>
  text.startsWith('{%', start - 1)
    ? {
        message: 'unexpected "{%"',
        start: start - 1,
        end: start + 1,
        hint: 'this is a Jinja2 template: render it first (render template)',
      }
    : undefined

/** An item of a list whose - a value follows at once. */
export const noBlankAfterDash: Slip = ({ text, start }) => {
  const line = text.lastIndexOf('\n', start - 1) + 1
  const [, blank] = /^( *)-[^\s-]/.exec(text.slice(line, lineEnd(text, line))) ?? []
  if (blank === undefined || !/^ *- /m.test(text.slice(0, line))) return undefined
  const dash = line + blank.length
  return {
    message: 'there is no space after the "-"',
    start: dash,
    end: dash + 1,
    hint: 'write "- " before each item of a list',
  }
}

/** A line that begins in a column in which nothing is open. */
export const badIndent: Slip = ({ text, start }) => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const [blank] = /^ */.exec(text.slice(from))!
  const first = from + blank.length
  if (start > first || /^[\t\r\n]|^$/.test(text.slice(first, first + 1))) return undefined
  const columns = openColumns(text.slice(0, from))
  if (columns.length === 0 || columns.includes(blank.length)) return undefined
  // What a name alone in its line holds may begin further in, in any column.
  const above =
    text
      .slice(0, from)
      .split('\n')
      .findLast((line) => /\S/.test(line)) ?? ''
  const isFirst = /:\s*$|:\s+#/.test(above)
  if (isFirst && blank.length > columns.at(-1)!) return undefined
  const [last, ...rest] = columns.toReversed()
  return {
    message: "this line's indentation matches that of no line before it",
    start: first,
    end: lineEnd(text, first),
    hint: `indent it by ${rest.length > 0 ? `${rest.reverse().join(', ')} or ` : ''}${spaces(last!)}`,
  }
}

function spaces(count: number): string {
  return count === 1 ? '1 space' : `${count} spaces`
}

/** In which columns a line may begin after some others, the outermost first. */
function openColumns(before: string): number[] {
  const columns: number[] = []
  for (const line of before.split('\n').reverse()) {
    const [, blank, dashes] = /^( *)((?:- +)*)/.exec(line)! as unknown as [string, string, string]
    const rest = line.slice(blank.length)
    if (/^(?:#|\t|\r?$|---|\.\.\.)/.test(rest)) continue
    const own = [blank.length]
    for (const [dash] of dashes.matchAll(/- +/g)) own.push(own.at(-1)! + dash.length)
    const least = columns[0] ?? Infinity
    columns.unshift(...own.filter((column) => column < least))
    if (blank === '') break
  }
  return columns
}

/** A second `: ` in a line, or a line that is indented below a name that has its value already. */
export const secondColon: Slip = ({ text, start }) => {
  const token = /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|:(?=\s|$)|[^\s"':]+|[\s\S]/g
  token.lastIndex = start
  let line = start
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match
    if (found === '\n') line = token.lastIndex
    if (found !== ':' || /\S/.test(text[token.lastIndex] ?? '')) continue
    if (line === start)
      return {
        message: 'there is a second ": " on this line',
        start: match.index,
        end: match.index + 1,
        hint: 'put a value with ": " in quotes',
      }
    const first = line + /^ */.exec(text.slice(line))![0].length
    return {
      message: 'this line is indented below a name that already has a value',
      start: first,
      end: lineEnd(text, first),
      hint: 'indent it like the line of that name, or remove that value',
    }
  }
  return undefined
}

/** A line that is not `NAME: value`: `a:b`, or a word alone. */
export function noColon({ text, start }: Omit<Stop, 'document'>): Refused | undefined {
  const end = lineEnd(text, start)
  const line = text.slice(start, end)
  if (/^["'[{&!*?]/.test(line) || /:\s/.test(line)) return undefined
  const above =
    text
      .slice(0, start)
      .split('\n')
      .findLast((each) => /\S/.test(each)) ?? ''
  if (/[:-] +[|>][-+\d]*\s*$/.test(above))
    return {
      message: 'the text after | or > is not indented',
      start,
      end,
      hint: 'indent each of its lines',
    }
  const colon = line.indexOf(':')
  if (colon > 0 && colon < line.length - 1)
    return {
      message: 'there is no space after the ":"',
      start: start + colon,
      end: start + colon + 1,
      hint: 'write NAME: value',
    }
  return { message: 'this line has no ": "', start, end, hint: 'write NAME: value' }
}

/** A text alone where a mapping was expected: `a:b`, or `a = b`. */
export function wordAlone(text: string, node: unknown): Refused | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN') return undefined
  return noColon({ text, start: node.range![0] })
}

/** A sign that begins no value without quotes. */
export function badStart({ text, start }: Omit<Stop, 'document'>): Refused | undefined {
  const line = text.lastIndexOf('\n', start - 1) + 1
  // The parser takes the first part of a value such as */5 * * * * for an alias.
  const [, lead] = /^([\w-]+: +)\*/.exec(text.slice(line, start)) ?? []
  if (lead !== undefined && line + lead.length < start)
    return badStart({ text, start: line + lead.length })
  const rest = text.slice(start, start + 2)
  const sign = /^[-?]\s/.test(rest) ? rest[0]! : (/^[*&@`%,\]}|>!]/.exec(rest)?.[0] ?? '')
  if (sign === '') return undefined
  const hint =
    sign === '-' && rest.length > 1
      ? 'begin a list on a line of its own; as text, put it in quotes'
      : inQuotes
  return {
    message: `a value without quotes cannot begin with "${sign}"`,
    start,
    end: start + 1,
    hint,
  }
}

/** Text in the line of the | or > that begins a block of text. */
export const inHeader: Slip = ({ text, start }) => {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const sign = /[:-]\s+([|>])[-+\d]*\s*$/.exec(line)?.[1]
  if (sign === undefined) return undefined
  return {
    message: `there is text after "${sign}", which begins a text of several lines`,
    start,
    end: lineEnd(text, start),
    hint: `write the text in the next lines, indented; where the "${sign}" is part of it, put it in quotes`,
  }
}

/** A line with a % that is not one of YAML's own. */
export const percent: Slip = ({ text }) => {
  const found = /^%(?!YAML\s|TAG\s).*/m.exec(text)
  if (!found) return undefined
  const { index, 0: line } = found
  return {
    message: 'a line without quotes begins with %',
    start: index,
    end: index + line.length,
    hint: inQuotes,
  }
}

/** Where the line of an offset ends. */
export function lineEnd(text: string, start: number): number {
  const rest = /[^\r\n]*/y
  rest.lastIndex = start
  rest.test(text)
  return rest.lastIndex
}

/** The last node of a document that is so; of those in one another the inner one. */
export function last(document: Document, isSo: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined
  visit(document, {
    Node: (_, node) => {
      if (node.range && isSo(node)) found = node
    },
  })
  return found
}
