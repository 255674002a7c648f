// Where the secrets of an instance document stand, whole or broken. Knows python.
import { strip } from '../python/space.js'
import { isSecret, secretTexts, shortest } from './secrets.js'
import { secretsOfYaml } from './secret-lines.js'
import { unescaped, type Stretch } from './unescaped.js'

/**
 * The text of an instance document, XML, JSON or YAML, whole or broken, with every character of a secret's
 * value, and of a URL's password, as `*`: places in it stay, so a code frame can be drawn from it.
 */
export function hideSecrets(text: string, file?: string): string {
  const pieces: string[] = []
  let done = 0
  for (const [start, end] of secretPlaces(text, file)) {
    pieces.push(text.slice(done, start), stars(text.slice(start, end)))
    done = end
  }
  return pieces.join('') + text.slice(done)
}

/** The texts that {@link hideSecrets} hides in a document, as a message may show them. */
export function secretsIn(text: string, file?: string): string[] {
  const found = secretPlaces(text, file).flatMap(([start, end]) =>
    text
      .slice(start, end)
      .split(/[\n\r\t"[\]{},]/)
      .flatMap(forms)
      .filter((each) => each.length >= shortest),
  )
  // Of a list or a text alone no name says that it is secret.
  return [...new Set([...found, ...secretTexts({ '': text })])]
}

/** A line of a secret, and what it may be without what YAML writes around a value. */
function forms(line: string): string[] {
  const whole = strip(line)
  const value = whole
    .replace(/^(?:[-?:] +|[^\s:][^:]{0,256}: +)*(?:[!&]\S* +)*/, '')
    .replace(/(?<!\s)\s+#.*$/, '')
  const properties = whole.match(/(?<!\S)[!&*](?!!)\S+/g) ?? []
  return [whole, value, ...properties]
    .flatMap((each) => [each, unescaped(each)])
    .flatMap((each) => [each, each.replace(/^["']+|(?<!["'\\])["'\\]+$/g, '')])
    .flatMap((each) => [each, ...(each.length > 40 ? [`${each.slice(0, 40)}…`] : [])])
}

/** Every character but those that hold a value together. */
function stars(text: string): string {
  return text.replace(/[^\s"[\]{},:]/g, '*')
}

/** The stretches of a text that are secret, in order and apart. */
function secretPlaces(text: string, file = ''): Stretch[] {
  const isYaml = /\.ya?ml$/i.test(file)
  const isXml = !isYaml && /^<(?!<)/m.test(text)
  const isProfile = !isYaml && /^\[[^\][\n{}"',]+\]/m.test(text)
  const found: Stretch[] = secretElements(text)
  for (const { text: layer, at } of layersOf(text, isXml))
    for (const [start, end] of [...secretMembers(layer, isProfile), ...passwords(layer)])
      found.push([at(start), at(end)])
  if (!isXml && !isProfile) found.push(...secretsOfYaml(text))
  const apart: Stretch[] = []
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    const last = apart.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else apart.push([start, end])
  }
  return apart
}

/** A text as another one writes it, and where each of its characters stands there. */
interface Layer {
  text: string
  at: (index: number) => number
}

/** A text, what XML writes as references in it, and the JSON that texts of JSON hold. */
function layersOf(text: string, isXml: boolean): Layer[] {
  const layers: Layer[] = [{ text, at: (index) => index }]
  if (isXml && text.includes('&')) layers.push(layerOf(layers[0]!, /&(?:#\w{1,8}|\w{2,4});/g))
  while (layers.length < 4 && /\\["\\/]/.test(layers.at(-1)!.text))
    layers.push(layerOf(layers.at(-1)!, /\\["\\/]/g))
  return layers
}

function layerOf(below: Layer, escape: RegExp): Layer {
  const ends: { own: number; below: number }[] = [{ own: 0, below: 0 }]
  const pieces: string[] = []
  let done = 0
  let length = 0
  for (const { 0: found, index } of below.text.matchAll(escape)) {
    const meant = found.startsWith('&') ? unescaped(found) : found.slice(1)
    pieces.push(below.text.slice(done, index), meant)
    done = index + found.length
    length = length + pieces.at(-2)!.length + meant.length
    ends.push({ own: length, below: done })
  }
  pieces.push(below.text.slice(done))
  return { text: pieces.join(''), at: (index) => below.at(placeBelow(ends, index)) }
}

/** Where the character at an index stands below: counted from the last escape before it. */
function placeBelow(ends: readonly { own: number; below: number }[], index: number): number {
  let low = 0
  let high = ends.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (ends[middle]!.own <= index) low = middle
    else high = middle
  }
  return ends[low]!.below + index - ends[low]!.own
}

const password = /:(?:\\?\/){2}[^\s/:@"']{0,256}:([^\s/@"']{1,256})(?=@)/g

/** The passwords of URLs. */
function passwords(text: string): Stretch[] {
  return [...text.matchAll(password)].map(({ 0: { length }, 1: secret, index }) => {
    const end = index + length
    return [end - secret!.length, end]
  })
}

/** A parameter's tag; in quotes a > is part of the name. */
const tag = /<parameter\s(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]{0,1000}>)/gi

function secretElements(text: string): Stretch[] {
  const found: Stretch[] = []
  const tags = new RegExp(tag)
  for (let match = tags.exec(text); match; match = tags.exec(text)) {
    if (!isSecret(unescaped(match[0]))) continue
    const start = tags.lastIndex
    const end = text.indexOf('</parameter', start)
    tags.lastIndex = end < 0 ? text.length : end
    found.push([start, tags.lastIndex])
  }
  return found
}

/** What may be the name of a JSON member; longer names are not treated as secrets. */
const name = /"((?:[^"\\\n]|\\.){0,256})"\s{0,100}(:?)/g

/** The values of JSON members, their ":" forgotten or not. */
function secretMembers(text: string, isProfile: boolean): Stretch[] {
  const found: Stretch[] = []
  const names = new RegExp(name)
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const [, inner, colon] = match as unknown as [string, string, string]
    const start = names.lastIndex
    // Any quote may open a name: in a broken text no pair is certain.
    names.lastIndex = match.index + 1
    if (!isSecret(unescaped(inner))) continue
    const before = text.slice(Math.max(0, match.index - 100), match.index)
    if (colon === '') {
      const isName = !isProfile && /[{,]\s*$/.test(before)
      if (!isName || /[,:[\]{}<]/.test(text[start] ?? ',')) continue
    }
    const end = endOfValue(text, start, !isProfile && /[{,]\s*$/.test(before))
    found.push([start, end])
    names.lastIndex = end
  }
  return found
}

const tokenWith = (bare: string): RegExp =>
  new RegExp(
    `"(?:[^"\\\\\\n]|\\\\.)*"|(?<=[\\s,:[{])'(?:[^'\\n]|'')*'|[[\\]{},"]|\\s+|${bare}`,
    'g',
  )
// Text without quotes goes on in the next line only in braces.
const tokenInBraces = tokenWith(/(?:[^"[\]{},]|(?<=\S)")+/.source)
const plainToken = tokenWith(/[^"[\]{},\n]+/.source)

/**
 * Of a list or an object its matching bracket's end, of anything else its own. Its tokens are its own:
 * those of JSON end where the text is broken, and a broken text hides its secrets too.
 */
function endOfValue(text: string, start: number, isInBraces: boolean): number {
  const lead = /[\s=;:]*(?:[!&][^\s,[\]{}"']*\s+){0,2}/y
  lead.lastIndex = start
  lead.test(text)
  const token = isInBraces ? tokenInBraces : plainToken
  token.lastIndex = lead.lastIndex
  let depth = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match
    if (found === '"') return text.length
    if (!/\S/.test(found)) continue
    if (found === '[' || found === '{') depth++
    else if (found === ']' || found === '}') depth--
    if (depth < 0 || (depth === 0 && found === ',')) return match.index
    if (depth > 0) continue
    const end = token.lastIndex
    if (!found.startsWith('"')) return end
    // A quote in a text that was not escaped does not end it.
    const rest = /(?:[ \t]*[^\s,}\]<#:][^\n]*)?/y
    rest.lastIndex = end
    rest.test(text)
    return rest.lastIndex
  }
  return text.length
}
