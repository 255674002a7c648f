// Brackets and braces in YAML: never closed, closed twice, or without a comma. Knows this folder alone.
import { isCollection } from 'yaml'
import { last, lineEnd, type Slip } from './slips.js'

const closings: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/** Brackets or braces without an end, where they open; a wrong end, or a line that is not indented, where that is. */
export const openBracket: Slip = ({ text, start, document }) => {
  const flow = last(document, (node) => {
    const [from, to] = node.range!
    const closing = closings[text[from]!]
    const isClosed = to - from > 1 && text[to - 1] === closing
    return isCollection(node) && closing !== undefined && from < start && !isClosed
  })
  if (!flow) return undefined
  const [from] = flow.range!
  const opening = text[from]!
  const closing = closings[opening]!
  const found = text[start] ?? ''
  if (/[\]}]/.test(found) && found !== closing) {
    const isOuter = last(document, (node) => {
      const [begin, to] = node.range!
      return isCollection(node) && begin < from && to >= start && closings[text[begin]!] === found
    })
    return {
      message: `expected "${closing}" but found "${found}"`,
      start,
      end: start + 1,
      hint: isOuter
        ? `close the "${opening}" with "${closing}" first`
        : `write "${closing}" in its place`,
    }
  }
  const line = text.lastIndexOf('\n', start - 1) + 1
  const isAtEnd = !/\S/.test(text.slice(start))
  if (!isAtEnd && /\S/.test(text.slice(line, start))) return undefined
  if (text.slice(start).includes(closing))
    return {
      message: `this line is within "${opening}", and is not indented`,
      start,
      end: lineEnd(text, start),
      hint: `close the brackets before it with "${closing}", or indent it more than the name before them`,
    }
  return {
    message: `the "${opening}" is never closed`,
    start: from,
    end: from + 1,
    hint: `close it with "${closing}"`,
  }
}

/** A name in braces, or in brackets, that follows a value without a comma between them. */
export const noComma: Slip = ({ text, start, document }) => {
  const flow = last(document, (node) => {
    const [from, to] = node.range!
    return isCollection(node) && /[[{]/.test(text[from]!) && from < start && to > start
  })
  if (!flow) return undefined
  const [, before, name] =
    /^([^:,\]}]*[ \t\r\n])([\w.-]+|"[^"\n]*"|'[^'\n]*'):\s/.exec(text.slice(start)) ?? []
  if (name === undefined) return undefined
  const at = start + before!.length
  return {
    message: 'a "," is missing before this name',
    start: at,
    end: at + name.length,
    hint: 'put a "," before it',
  }
}

/** A bracket or a brace that closes nothing. */
export const strayEnd: Slip = ({ text, start }) =>
  /[\]}]/.test(text[start] ?? '')
    ? {
        message: `unexpected "${text[start]}"`,
        start,
        end: start + 1,
        hint: 'remove it, or open it before',
      }
    : undefined
