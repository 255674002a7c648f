// The one place where a value becomes an option's text. Knows diagnostics and python.
import { pastMost, shape, unfitIn } from '../diagnostics/index.js'
import { NoLiteral, pythonLiteral } from '../python/literal.js'
import { spaceClass } from '../python/space.js'

/** `py` is the SlapOS buildout's, with `!py!` values; `plain` is for stock zc.buildout. */
export type Encoding = 'py' | 'plain'

/** What an {@link Encoding} must be. */
export const encodingShape = shape.oneOf('py', 'plain')

/** Profile text that is code: it goes into a profile as it stands, references and all. */
export class Code {
  constructor(readonly text: string) {}
}

/** Marks text as code, so that {@link encodeValue} leaves its references alone. */
export function code(text: string): Code {
  return new Code(text)
}

/**
 * A value as an option's text, such that the engine reads exactly that value and nothing else: text
 * that reads back as itself stays, all else becomes `!py!` and a Python literal (`py`) or indented
 * lines (`plain`). Throws TypeError, with the reason it failed, where the encoding cannot hold it.
 * The rules are those of zc.buildout's configparser.
 */
export function encodeValue(value: unknown, encoding: Encoding): string {
  if (value instanceof Code) return value.text
  if (typeof value === 'string' && readsBack(value)) return value
  return encoding === 'py' ? `!py!${literal(value)}` : plainText(value)
}

/** A value as a Python literal that Python reads: it has limits of its own. */
function literal(value: unknown): string {
  const limit = unfitIn('', value)?.limit
  if (limit !== undefined) throw new NoLiteral(`it has ${pastMost[limit]}`)
  return pythonLiteral(value)
}

const space = `[${spaceClass}]`
const padded = new RegExp(`^${space}|${space}$`)
const endsInSpace = new RegExp(`${space}$`)
// A control character is harmless to the parser, but not to who reads or sends the profile.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u
const unprintableInLine = /(?![\t\n])[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u

/** Most values are such, and one look is enough for them. */
const simple = /^[\w./:-]*$/

function readsBack(text: string): boolean {
  if (simple.test(text)) return true
  return !padded.test(text) && !unprintable.test(text) && !misread(text)
}

function misread(text: string): string | undefined {
  if (text.includes('${')) return 'stock zc.buildout takes "${" for a reference'
  if (text.startsWith('!py!')) return 'the SlapOS buildout takes "!py!" for a literal'
  return undefined
}

function plainText(value: unknown): string {
  if (typeof value !== 'string')
    throw new NoLiteral(`stock zc.buildout has text alone, this is ${kindOf(value)}`)
  const problem = misread(value) ?? lineProblem(value)
  if (problem !== undefined) throw new NoLiteral(problem)
  return asLines(value)
}

/** Most references are such, and one look is enough for them. */
const oneWord = /^[\x21-\x7e]+$/

/** Why text does not read back from lines, undefined where it does. */
function lineProblem(text: string): string | undefined {
  if (oneWord.test(text)) return undefined
  if (unprintableInLine.test(text)) return 'it holds a character that a line of text cannot hold'
  if (padded.test(text)) return 'stock zc.buildout drops white space and blank lines around a value'
  if (text.split('\n').some((line) => endsInSpace.test(line)))
    return 'stock zc.buildout drops white space at the end of a line'
  return undefined
}

/** Text that reads back from lines: as it stands, or as an indented block where it has several. */
function asLines(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n').map((line) => (line === '' ? '' : `    ${line}`))
  return ['', ...lines].join('\n')
}

/**
 * What a stack author writes, as an option's text: references are code and stay, and several lines
 * are written as such where they read back exactly; all else is written as {@link encodeValue} has
 * it. Throws TypeError too where that would make text of a reference.
 */
export function encodeAuthored(value: unknown, encoding: Encoding): string {
  const isCode = typeof value === 'string' && value.includes('${')
  if (typeof value !== 'string' || !(isCode || value.includes('\n')))
    return encodeValue(value, encoding)
  const problem = lineProblem(value)
  if (problem === undefined && (isCode || misread(value) === undefined)) return asLines(value)
  if (isCode) throw new NoLiteral(`${problem!}, and a literal holds no reference`)
  return encodeValue(value, encoding)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const word = new RegExp(`^[^${spaceClass}\\p{Cc}\\p{Cs}\\ufeff]+$`, 'u')

/** Whether a list of words, such as `parts` or `return`, can hold a value as one of them. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && word.test(value)
}

const notInName = new RegExp(`[${spaceClass}{}[\\]=:]`)

/**
 * Why a profile cannot hold an option of this name, undefined where it can: the parser ends a name
 * at white space, `=`, `:`, a bracket or a brace, takes a final `+` or `-` for `+=` and `-=`, and a
 * line that begins with `#` or `;` for a comment.
 */
export function optionNameProblem(name: string): string | undefined {
  const character = notInName.exec(name)?.[0]
  if (character !== undefined) return `it contains ${JSON.stringify(character)}`
  if (/[\p{Cc}\p{Cs}\ufeff]/u.test(name)) return 'it contains a character that cannot be shown'
  const last = name.at(-1)
  if (last === '+' || last === '-') return `it ends with "${last}", which reads as "${last}="`
  if (/^[#;]/.test(name)) return `it begins with "${name[0]}", as a comment does`
  if (name.startsWith('<')) return 'it begins with "<", as what a section inherits does'
  return name === '' ? 'it is empty' : undefined
}
