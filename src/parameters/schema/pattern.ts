// The patterns of a schema, in bounded time; the one file that knows RE2. Knows diagnostics.
import { finding, shortened, type Diagnostic } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import type { SchemaFile } from './types.js'
import { isObject, subschemas, type SchemaObject } from './walk.js'

/** What ajv needs of a regular expression. */
export interface Pattern {
  test(text: string): boolean
  /** Tells it from others. */
  toString(): string
}

/** Reads a pattern of a schema; undefined for one that has no bounded time, or is none. */
export type Patterns = (source: string) => Pattern | undefined

/**
 * RE2's patterns, loaded here: they take time in proportion to the text. JavaScript's own can take
 * for ever, and a schema is somebody else's.
 */
export async function loadPatterns(): Promise<Patterns> {
  const { RE2JS } = await import('re2js')
  const known = new Map<string, Pattern | undefined>()
  let left = mostPattern
  const read = (source: string): Pattern | undefined => {
    if ((left -= sizeOf(source)) < 0) return undefined
    try {
      const pattern = RE2JS.compile(RE2JS.translateRegExp(spelledOut(source)))
      return { test: (text) => pattern.matcher(text).find(), toString: () => `/${source}/` }
    } catch {
      return undefined
    }
  }
  return (source) => {
    if (!known.has(source)) known.set(source, read(source))
    return known.get(source)
  }
}

/** How much the patterns of a schema may hold in all, in characters: RE2 makes an instruction of each. */
const mostPattern = 1_000_000

/** The characters of a pattern, each as often as the largest of its counts says. */
export function sizeOf(source: string): number {
  let most = 1
  for (const [, least, end] of source.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g))
    most = Math.max(most, Number(least), Number(end ?? 0))
  return source.length * most
}

/** ECMAScript's white space, and all but that, for the inside of brackets. */
const space =
  '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}'
const rest =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}'

/** The long names of Unicode's categories, which RE2 knows by their letters. */
const categories: Record<string, string> = {
  Letter: 'L',
  Lowercase_Letter: 'Ll',
  Uppercase_Letter: 'Lu',
  Mark: 'M',
  Number: 'N',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Punctuation: 'P',
  punct: 'P',
  Symbol: 'S',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Other: 'C',
  Control: 'Cc',
}

/**
 * A pattern in which what ECMAScript and RE2 read otherwise is spelled out; throws for what
 * ECMAScript does not know, or reads as something that RE2 has no word for.
 */
function spelledOut(source: string): string {
  if (!isEcmaScript(source)) throw new SyntaxError('this is not a pattern of ECMAScript')
  let isInside = false
  return source.replace(
    /\\(?:([pP])\{(?:(?:gc|General_Category|sc|Script)=)?(\w+)\}|c([A-Za-z])|u\{(\w+)\}|u([dD][89ABab]\w\w)\\u([dD][C-Fc-f]\w\w)|([\s\S]))|\[\^?\]|[[\].]/g,
    (
      all,
      property?: string,
      name?: string,
      control?: string,
      code?: string,
      high?: string,
      low?: string,
      escaped?: string,
    ) => {
      if (all === '.') return isInside ? all : `[^\\n\\r\\x{2028}\\x{2029}]`
      if (all.startsWith('[') || all === ']') {
        const was = isInside
        isInside = all === '[' || (was && !all.endsWith(']'))
        if (was) return all === ']' ? all : `\\${all}`
        // Empty brackets are nothing, or all but nothing.
        if (all.length > 1) return `[${all === '[]' ? '^' : ''}\\x00-\\x{10ffff}]`
      }
      if (property !== undefined) return `\\${property}{${categories[name!] ?? name}}`
      if (control !== undefined) return hex(control.charCodeAt(0) % 32)
      if (code !== undefined) return hex(parseInt(code, 16))
      if (high && low)
        return hex(String.fromCharCode(parseInt(high, 16), parseInt(low, 16)).codePointAt(0)!)
      if (escaped === 'k') throw new SyntaxError('this is a back-reference')
      if (escaped === 'b' && isInside) return hex(8)
      if (escaped === 's') return isInside ? space : `[${space}]`
      if (escaped === 'S') return isInside ? rest : `[^${space}]`
      return all
    },
  )
}

function hex(code: number): string {
  return `\\x{${code.toString(16)}}`
}

/**
 * Whether it is a pattern to ECMAScript: with the flag `u`, or without it, as long as no letter has a
 * backslash that means something to RE2 alone. It is only read here, never run.
 */
function isEcmaScript(source: string): boolean {
  // These came in later: what they mean differs by the version of Node.
  if (/\(\?[a-z-]*[:)]/i.test(source.replaceAll('(?:', '('))) return false
  const isPattern = (flags: string): boolean => {
    try {
      return new RegExp(source, flags) instanceof RegExp
    } catch {
      return false
    }
  }
  const known = /\\(?:[BDSWbdfnrstvw]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|c[A-Za-z]|[^\dA-Za-z])/g
  return isPattern('u') || (isPattern('') && !/\\/.test(source.replace(known, '')))
}

/** Takes out of a schema what its unreadable patterns ask for, and tells of each. */
export function dropPatterns(schema: Json, { file }: SchemaFile, patterns: Patterns): Diagnostic[] {
  const dropped: string[] = []
  const isUnread = (source: string): boolean => {
    if (patterns(source) !== undefined) return false
    dropped.push(source)
    return true
  }
  for (const each of subschemas(schema)) {
    if (typeof each['pattern'] === 'string' && isUnread(each['pattern'])) {
      Reflect.deleteProperty(each, 'pattern')
    }
    const byName = each['patternProperties']
    if (isObject(byName)) dropNames(each, byName, isUnread)
  }
  return dropped.map((source) =>
    finding(
      'schema-skipped',
      `what ${file} asks for with the pattern ${shortened(source)} is not checked`,
      {
        severity: 'info',
        file,
        expected:
          'a pattern of at most 1,000,000 characters, each as often as it is counted, without look-around, back-references and counts over 1,000',
      },
    ),
  )
}

/** Without one of the patterns nobody knows which names are strangers. */
function dropNames(
  schema: SchemaObject,
  byName: SchemaObject,
  isUnread: (source: string) => boolean,
): void {
  for (const source of Object.keys(byName).filter(isUnread)) {
    Reflect.deleteProperty(byName, source)
    Reflect.deleteProperty(schema, 'additionalProperties')
    Reflect.deleteProperty(schema, 'unevaluatedProperties')
  }
}
