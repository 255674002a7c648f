// Numbers, texts and bytes as Python writes them. Knows the budget and marks.
import { bits, spend, spendInteger, spendLength } from './budget.js'
import { refuse } from './errors.js'
import { withUnknowns, writeKnown } from './marks.js'
import { settled } from './young.js'

/** An int's decimal digits. */
export function bigText(value: bigint): string {
  spendInteger(value)
  // Python's own guard against slow conversions.
  const text = bits(value) > 15_000 ? undefined : value.toString()
  if (text === undefined || text.length > 4300 + Number(value < 0))
    refuse('Exceeds the limit (4300 digits) for integer string conversion')
  return text
}

/** Bytes as a text of as many characters. */
export function latinText(data: Uint8Array): string {
  spend(data.length >> 3)
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('')
}

/** A float as Python writes it: `2.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa, power] = value.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0')
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`
  }
  const plain = positional(value < 0, mantissa.replace(/[-.]/g, ''), exponent)
  return plain.includes('.') ? plain : plain + '.0'
}

function positional(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : ''
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const rest = digits.slice(exponent + 1)
  return rest ? `${sign}${whole}.${rest}` : `${sign}${whole}`
}

/** The escapes that have a letter. */
export const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

/** A string as Python quotes it. */
export function quote(text: string): string {
  spendLength(text.length)
  if (/[^\x20-\x7e]/.test(text)) spend(text.length >> 3)
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escape = (character: string): string => {
    if (character === "'" || character === '"') return character === mark ? '\\' + mark : character
    const short = named[character]
    if (short !== undefined) return short
    return printable(character) ? character : hexEscape(character.codePointAt(0)!)
  }
  const inside = writeKnown(text, (known) => known.replace(/[\\\n\r\t'"]|[^\x20-\x7e]/gu, escape))
  return mark + inside + mark
}

/** Whether Python prints a character as it is. */
export function printable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(settled(character))
}

/** A character's escape, as `repr()` writes it. */
export function hexEscape(code: number): string {
  if (code < 0x100) return '\\x' + code.toString(16).padStart(2, '0')
  if (code < 0x10000) return '\\u' + code.toString(16).padStart(4, '0')
  return '\\U' + code.toString(16).padStart(8, '0')
}

/** Bytes as Python quotes them. */
export function bytesText(data: Uint8Array): string {
  const text = withUnknowns(latinText(data))
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escape = (character: string): string =>
    named[character] ?? hexEscape(character.charCodeAt(0))
  const inside = writeKnown(text, (known) => known.replace(/[\\\n\r\t]|[^\x20-\x7e]/g, escape))
  return `b${mark}${mark === "'" ? inside.replaceAll("'", "\\'") : inside}${mark}`
}

/** How many characters Python counts: a pair of surrogates is one. */
export function characters(text: string): number {
  let count = text.length
  for (let i = text.search(/[\ud800-\udbff]/); i >= 0 && i < text.length; i++) {
    if (text.codePointAt(i)! > 0xffff) {
      count--
      i++
    }
  }
  return count
}
