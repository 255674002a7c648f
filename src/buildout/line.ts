// One line of a profile: a header or an option. Knows python.
import { isSpace, skipSpace, trimEnd } from '../python/space.js'

/** `[name]` or `[name:expression]`, with an optional comment after it. */
export interface HeaderLine {
  nameStart: number
  nameEnd: number
  /** Between the colon and the closing bracket; undefined where there is none, or an empty one. */
  expression: { start: number; end: number } | undefined
}

/** `name = value`, `name += value`, `name -= value`. */
export interface OptionLine {
  /** The name with its operator's sign, as the parser keeps it: `parts +`. */
  nameEnd: number
  valueStart: number
}

const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]
const [equals, colon, hash, semicolon, plus, minus] = [0x3d, 0x3a, 0x23, 0x3b, 0x2b, 0x2d]

/**
 * The `section_header` of zc.buildout's configparser, in one pass:
 *
 * ```
 * [ name : expression ]  # comment
 *   ^   ^ ^           ^
 *   name  expression up to the last bracket before a comment
 * ```
 */
export function readHeader(text: string, start: number, end: number): HeaderLine | undefined {
  const nameStart = skipSpace(text, start + 1, end)
  let nameEnd = nameStart
  while (nameEnd < end && isSectionName(text.charCodeAt(nameEnd))) nameEnd++
  if (nameEnd === nameStart) return undefined
  const at = skipSpace(text, nameEnd, end)
  if (text.charCodeAt(at) === colon && at < end) {
    const stop = indexOfComment(text, at + 1, end)
    const close = trimEnd(text, at + 1, stop) - 1
    if (close <= at || text.charCodeAt(close) !== closeBracket) return undefined
    const empty = close === at + 1
    return { nameStart, nameEnd, expression: empty ? undefined : { start: at + 1, end: close } }
  }
  if (at >= end || text.charCodeAt(at) !== closeBracket) return undefined
  const rest = skipSpace(text, at + 1, end)
  if (rest < end && !isComment(text.charCodeAt(rest))) return undefined
  return { nameStart, nameEnd, expression: undefined }
}

/** The `option_start` of zc.buildout's configparser, in one pass. */
export function readOption(text: string, start: number, end: number): OptionLine | undefined {
  let at = start
  while (at < end && isOptionName(text.charCodeAt(at))) at++
  if (at === start) return undefined
  if (text.charCodeAt(at) !== equals) {
    const sign = skipSpace(text, at, end)
    if (isSign(text.charCodeAt(sign)) && sign + 1 < end && sign > at) {
      if (text.charCodeAt(sign + 1) === equals) return { nameEnd: sign + 1, valueStart: sign + 2 }
      return undefined
    }
    if (sign >= end || text.charCodeAt(sign) !== equals) return undefined
    return { nameEnd: at, valueStart: sign + 1 }
  }
  return at < end ? { nameEnd: at, valueStart: at + 1 } : undefined
}

export function isComment(code: number): boolean {
  return code === hash || code === semicolon
}

function indexOfComment(text: string, start: number, end: number): number {
  while (start < end && !isComment(text.charCodeAt(start))) start++
  return start
}

function isSign(code: number): boolean {
  return code === plus || code === minus
}

function isBracket(code: number): boolean {
  return code === openBracket || code === closeBracket || code === openBrace || code === closeBrace
}

function isSectionName(code: number): boolean {
  return !isSpace(code) && !isBracket(code) && code !== colon && !isComment(code)
}

function isOptionName(code: number): boolean {
  if (code >= 0x61 && code <= 0x7a) return true
  return !isSpace(code) && !isBracket(code) && code !== equals && code !== colon
}
