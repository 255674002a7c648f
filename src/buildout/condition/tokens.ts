// The words of a Python expression. Knows refusals.
import { Refusal } from './refusal.js'

/** A word of a Python expression; `value` is a string's text. */
export interface Token {
  kind: 'name' | 'integer' | 'float' | 'string' | 'operator' | 'end'
  text: string
  value?: string
}

const pattern =
  /(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<float>\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)|(?<integer>0[xX][\dA-Fa-f]+|0[oO][0-7]+|0[bB][01]+|\d+)|(?<operator>\*\*|\/\/|<<|>>|<=|>=|==|!=|:=|[-+*/%<>()[\]{},.:|&^~@=])/uy

// Bounds the depth of everything that walks an expression.
const longest = 1000

/** The words of one expression; throws {@link Refusal} for what is not Python. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < source.length;) {
    if (tokens.length > longest) throw new Refusal('it is too long')
    // Python's own white space, which is less than what `strip` takes away.
    if (' \t\f'.includes(source[at]!)) {
      at++
      continue
    }
    if (source[at] === '#') break
    const string = readString(source, at)
    if (string) {
      tokens.push({ kind: 'string', text: source.slice(at, string.end), value: string.value })
      at = string.end
      continue
    }
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (!match) throw new Refusal(`${JSON.stringify(source.slice(at, at + 1))} is not Python`)
    const groups = match.groups!
    const kind = (['name', 'float', 'integer', 'operator'] as const).find((name) => groups[name])!
    tokens.push({ kind, text: match[0] })
    at = pattern.lastIndex
    if ((kind === 'integer' || kind === 'float') && /[\p{L}\p{N}_]/u.test(source[at] ?? ''))
      throw new Refusal(`${JSON.stringify(match[0] + source[at])} is not a number`)
    if (kind === 'integer' && /^0\d*[1-9]/.test(match[0]))
      throw new Refusal(`${JSON.stringify(match[0])} is not a number: it begins with 0`)
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

const start = /(?<prefix>[bfru]{0,2})(?<quote>'''|"""|'|")/iy
const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

function readString(source: string, at: number): { value: string; end: number } | undefined {
  start.lastIndex = at
  const match = start.exec(source)
  if (!match) return undefined
  const prefix = match.groups!['prefix']!.toLowerCase()
  const quote = match.groups!['quote']!
  if (!['', 'r', 'u'].includes(prefix))
    throw new Refusal(`${JSON.stringify(match[0])} does not begin a string`)
  let value = ''
  for (at = start.lastIndex; at < source.length;) {
    if (source.startsWith(quote, at)) return { value, end: at + quote.length }
    const character = source[at]!
    if (character !== '\\') {
      value += character
      at++
    } else if (prefix === 'r') {
      value += source.slice(at, at + 2)
      at += 2
    } else {
      const escape = /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|([0-7]{1,3})|(.))/sy
      escape.lastIndex = at
      const found = escape.exec(source)
      if (!found || /[xuUN]/.test(found[4] ?? '')) throw new Refusal('a string has a broken escape')
      const hex = found[1] ?? found[2]
      if (hex !== undefined) value += String.fromCharCode(parseInt(hex, 16))
      else if (found[3] !== undefined) value += String.fromCharCode(parseInt(found[3], 8))
      else value += escapes[found[4]!] ?? `\\${found[4]!}`
      at = escape.lastIndex
    }
  }
  throw new Refusal('a string is not closed')
}
