// Which parameters are secret, and their text hidden. Knows python.
import { quote } from '../python/quote.js'

const words = 'pass(?:word|wd|phrase)|pwd|(?<![a-z])pass(?![\\w-])|secret|key|token|credential'
const secretName = new RegExp(words, 'i')

/** Whether a parameter's name says that its value is to be kept from onlookers. */
export function isSecret(name: string): boolean {
  return secretName.test(name)
}

/** A parameter's tag, or the name of a JSON member; longer names are not treated as secrets. */
const name = /<parameter\s[^<>]{0,1000}>|"(?:[^"\\\n]|\\.){0,256}"\s{0,100}:/g

/**
 * The text of an instance document, XML, JSON or YAML, whole or broken, with every character of a secret's
 * value, and of a URL's password, as `*`: places in it stay, so a code frame can be drawn from it.
 */
export function hideSecrets(text: string): string {
  const hidden = hidePasswords(hideNamed(text))
  // XML begins otherwise, and a profile has sections.
  return /^[<[]/m.test(text) ? hidden : hideOfYaml(hidden)
}

const password = /(:\/\/[^\s/:@"']{0,256}:)([^\s/@"']{1,256})(?=@)/g

/** A text with the passwords of its URLs as `*`. */
export function hidePasswords(text: string): string {
  return text.replace(password, (_, before: string, secret: string) => before + stars(secret))
}

function hideNamed(text: string): string {
  const pieces: string[] = []
  let done = 0
  const names = new RegExp(name)
  for (let match = names.exec(text); match; match = names.exec(text)) {
    if (!isSecret(match[0])) continue
    const start = names.lastIndex
    const end = match[0].startsWith('<') ? endOfElement(text, start) : endOfJsonValue(text, start)
    pieces.push(text.slice(done, start), stars(text.slice(start, end)))
    done = end
    names.lastIndex = end
  }
  return pieces.join('') + text.slice(done)
}

function endOfElement(text: string, start: number): number {
  const end = text.indexOf('</parameter', start)
  return end < 0 ? text.length : end
}

/**
 * Of a list or an object its matching bracket's end, of anything else its own. Its tokens are its own:
 * those of JSON end where the text is broken, and a broken text hides its secrets too.
 */
function endOfJsonValue(text: string, start: number): number {
  const token = /"(?:[^"\\\n]|\\.)*"|[[\]{},"]|[^\s"[\]{},]+/g
  token.lastIndex = start
  let depth = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') return text.length
    if (match[0] === '[' || match[0] === '{') depth++
    else if (match[0] === ']' || match[0] === '}') depth--
    if (depth <= 0) return token.lastIndex
  }
  return text.length
}

/** A name that begins a line, after an item's dashes; one in braces, which is JSON's in double quotes. */
const yamlName = /^((?:- | )*)["']?(\w[\w.-]{0,255})["']? *:(?=\s|$)/
const nameInBraces = /[{,] *'?(\w[\w.-]{0,255})'? *:(?=\s)/g

/** What a secret's name of YAML has after it: its line's rest, and the lines that belong to it. */
function hideOfYaml(text: string): string {
  let secret: number | undefined
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      const indent = /^ */.exec(line)![0].length
      if (secret !== undefined) {
        const isItem = indent === secret && /^ *-(?:\s|$)/.test(line)
        if (/^\s*$/.test(line) || indent > secret || isItem) return stars(line)
        secret = undefined
      }
      const named = yamlName.exec(line)
      if (named && isSecret(named[2]!)) {
        secret = named[1]!.length
        return starsFrom(line, named[0].length)
      }
      for (const match of line.matchAll(nameInBraces))
        if (isSecret(match[1]!)) return starsFrom(line, match.index + match[0].length)
      return line
    })
    .join('')
}

function starsFrom(line: string, start: number): string {
  return line.slice(0, start) + stars(line.slice(start))
}

/** Every character but those that hold a value together. */
function stars(text: string): string {
  return text.replace(/[^\s"[\]{},:]/g, '*')
}

/** Shorter texts are no secrets wherever they stand: they would hide what has nothing to do with them. */
const shortest = 4

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

/** The texts that {@link hideSecrets} hides in a document, as they stand there and as they are read. */
export function secretsIn(text: string): string[] {
  const hidden = hideSecrets(text)
  const found = [...hidden.matchAll(/\*(?:[* :]*\*)?/g)]
    .map(({ 0: { length }, index }) => text.slice(index, index + length))
    .filter((each) => each.length >= shortest && !/^[* :]*$/.test(each))
    .flatMap((each) => [...new Set([each, readFrom(each)])])
  // Of a list or a text alone no name says that it is secret.
  return [...new Set([...found, ...textsOf(text, false)])]
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** What a text stands for in XML. */
function readFrom(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name]!)
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
