// Which parameters are secret, and what hides their texts. Knows python.
import { quote } from '../python/quote.js'

const words = 'pass(?:word|wd|phrase)|pwd|(?<![a-z])pass(?![\\w-])|secret|key|token|credential'
const secretName = new RegExp(words, 'i')

/** Whether a parameter's name says that its value is to be kept from onlookers. */
export function isSecret(name: string): boolean {
  return secretName.test(name)
}

/** Shorter texts are no secrets wherever they stand: they would hide what has nothing to do with them. */
export const shortest = 4

/** The texts of the secrets among some parameters, at any depth of their values, of a text that holds JSON too. */
export function secretTexts(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => textsOf(value, isSecret(name)))
}

function textsOf(value: unknown, isOfSecret: boolean): string[] {
  if (typeof value === 'object' && value !== null) {
    const inside = Object.entries(value) as [string, unknown][]
    return inside.flatMap(([name, each]) =>
      textsOf(each, isOfSecret || (!Array.isArray(value) && isSecret(name))),
    )
  }
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
  if (/^[ \t\r\n]*[[{]/.test(text)) {
    try {
      return [...(isOfSecret ? long(text) : []), ...textsOf(JSON.parse(text), isOfSecret)]
    } catch {
      // A text like any other.
    }
  }
  return isOfSecret ? long(text) : []
}

/** No word for nothing is one, no reference, nor what is left where a value is not known. */
function long(text: string): string[] {
  if (/^(?:true|false|none|null)$/i.test(text)) return []
  return text.replace(/\$\{[^{}]*\}|…| /g, '').length < shortest ? [] : [text]
}

/** A text as others write it: in JSON, in Python's and in a URL. */
function formsOf(text: string): string[] {
  const form = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    quote(text).slice(1, -1),
    // Inside a text that has both marks.
    quote(`${text}"'`).slice(1, -4),
    form,
    form.replace(/%2F/g, '/'),
    form.replace(/%20/g, '+'),
  ]
}

/** What hides some texts wherever they stand in another one, by what stands for each. */
export function hider(
  secrets: readonly string[],
  instead: (secret: string) => string,
): (text: string) => string {
  const all = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length)
  if (all.length === 0) return (text) => text
  const any = new RegExp(
    all.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
    'g',
  )
  return (text) => text.replace(any, instead)
}

/** The same for every text of a value. */
export function hiddenIn<Value>(value: Value, hide: (text: string) => string): Value
export function hiddenIn(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value)
  if (Array.isArray(value)) return value.map((each: unknown) => hiddenIn(each, hide))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, hiddenIn(each, hide)]),
  )
}
