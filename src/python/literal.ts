// JSON values as Python literals. Knows quoting.
import { floatText, hexEscape, named } from './quote.js'

/** A value that has no such text, with the reason. */
export class NoLiteral extends TypeError {}

/**
 * A JSON value as Python's `str()` prints it: `True`, `None`, `1e+20`, `{'k': [1]}`; a string as it is.
 * Throws TypeError for what JSON cannot hold (a function, NaN, a loop).
 */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonLiteral(value)
}

/**
 * A JSON value as a Python literal on one line, to be read by `ast.literal_eval`. What could end a
 * line, vanish when printed or start a reference (`$`) is escaped in strings.
 * Throws TypeError for what JSON cannot hold.
 */
export function pythonLiteral(value: unknown): string {
  const written: string[] = []
  const open = new Set<object>()
  // A stack of work rather than recursion: a value may nest deeper than the engine's stack.
  const work: (() => void)[] = []
  write(value)
  for (let step = work.pop(); step; step = work.pop()) step()
  return written.join('')

  function write(item: unknown): void {
    const scalar = scalarLiteral(item)
    if (scalar !== undefined) written.push(scalar)
    else if (Array.isArray(item)) {
      const entries = item.map((entry: unknown) => () => write(entry))
      writeAll(item, '[', ']', entries)
    } else if (isPlainObject(item)) {
      const entries = Object.entries(item).filter(([, entry]) => entry !== undefined)
      const pairs = entries.map(([key, entry]) => () => {
        written.push(quoted(key), ': ')
        write(entry)
      })
      writeAll(item, '{', '}', pairs)
    } else throw new NoLiteral(`a ${nameOf(item)} is not a JSON value`)
  }

  function writeAll(item: object, before: string, after: string, entries: (() => void)[]): void {
    if (open.has(item)) throw new NoLiteral('a value that contains itself is not a JSON value')
    open.add(item)
    written.push(before)
    work.push(() => {
      written.push(after)
      open.delete(item)
    })
    for (let i = entries.length - 1; i >= 0; i--) {
      work.push(entries[i]!)
      if (i > 0) work.push(() => written.push(', '))
    }
  }
}

function scalarLiteral(item: unknown): string | undefined {
  if (typeof item === 'string') return quoted(item)
  if (item === null || item === undefined) return 'None'
  if (typeof item === 'boolean') return item ? 'True' : 'False'
  if (typeof item === 'number') return pythonNumber(item)
  return typeof item === 'bigint' ? String(item) : undefined
}

/** A number as Python prints it: whole ones as int while JavaScript holds them exactly, but for -0.0. */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new NoLiteral(`${value} is not a JSON value`)
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : floatText(value)
}

/** In quotes; escaped is all that is not a visible character, but for the space. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\p{C}\p{Z}\\$'"]/gu, (character) => {
    if (/['"]/.test(character)) return character === quote ? '\\' + quote : character
    if (character === ' ') return character
    return named[character] ?? hexEscape(character.codePointAt(0)!)
  })
  return quote + escaped + quote
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? (value.constructor?.name ?? 'object')
    : typeof value
}
