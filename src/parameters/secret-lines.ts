// Where the secrets of a YAML text stand, read by its lines: a broken one has no others. Knows the files beside it.
import { isSecret } from './secrets.js'
import { unescaped, type Stretch } from './unescaped.js'

/** A secret's name in a line: after it comes the value. */
interface Named {
  /** Where the value begins. */
  start: number
  /** How far the name is indented. */
  column: number
  isInBraces: boolean
}

/** So many characters are looked at for ends that never come. */
const mostLooked = 2_000_000

/** What a secret's name of YAML has after it: its line's rest, and the lines that belong to it. */
export function secretsOfYaml(text: string): Stretch[] {
  const found: Stretch[] = []
  const names = new Names(text)
  let secret: number | undefined
  let covered = 0
  let looked = 0
  let at = 0
  for (const line of text.split(/(?<=\n)/)) {
    const end = at + line.length
    const indent = /^ */.exec(line)![0].length
    const isItem = indent === secret && /^ *-(?:\s|$)/.test(line)
    if (secret !== undefined && (indent > secret || isItem || /^\s*$/.test(line)))
      found.push([at, end])
    else if (covered < end) {
      // A comment ends no value.
      if (!/^ *#/.test(line)) secret = undefined
      let from = Math.max(0, covered - at)
      for (let named = names.in(line, from); named; named = names.in(line, from)) {
        const start = at + named.start
        const isLooked = looked < mostLooked
        const valueEnd = isLooked ? endOfValue(text, start, named.isInBraces) : undefined
        looked += (valueEnd ?? start + farthest) - start
        const isWithin = named.isInBraces && valueEnd !== undefined
        covered = Math.max(valueEnd ?? end, isWithin ? 0 : end)
        found.push([start, covered])
        if (!isWithin) secret = named.column
        if (covered >= end) break
        from = covered - at
      }
    }
    names.pass(line)
    at = end
  }
  return found
}

/** Finds the secret's name of a line, however it is written. */
class Names {
  /** What an alias as a name stands for. */
  readonly #anchored: ReadonlyMap<string, string>
  readonly #isInBraces: boolean
  readonly #isTemplate: boolean
  /** What may be a name whose ":" comes in a later line. */
  #pending = ''
  #above = ''

  constructor(text: string) {
    const anchors = text.matchAll(/&([^\s,[\]{}]{1,256})\s{1,100}([^\n]*)/g)
    this.#anchored = new Map([...anchors].map(([, anchor, named]) => [anchor!, named!]))
    this.#isInBraces = /^\s*\{(?![{%#])/.test(text)
    this.#isTemplate = /\{[{%]/.test(text)
  }

  /** Keeps what a later line may need of this one. */
  pass(line: string): void {
    if (!/\S/.test(line)) return
    const isOfName = /^\s*\?\s/.test(this.#pending) && /^\s+[^:\s]/.test(line)
    const tail = line.slice(Math.max(...['{', '[', ','].map((sign) => line.lastIndexOf(sign))) + 1)
    this.#pending = isOfName ? (this.#pending + line).slice(0, 1000) : tail
    this.#above = line
  }

  /** The first secret's name of a line from an offset on. */
  in(line: string, from: number): Named | undefined {
    const column = /^(?:[-?] +| )*/.exec(line)![0].length
    let isInBraces = this.#isInBraces || /[{[,]\s*$/.test(this.#above)
    let start = from
    let isFirst = true
    for (const { 0: sign, index } of line.matchAll(/[{[,:\]}]|$/g)) {
      if (index < from) {
        if (sign === '{' || sign === '[') isInBraces = true
        continue
      }
      const word = line.slice(start, index)
      const isName = sign === ':' && (isFirst || /^(?:\s|$)/.test(line.slice(index + 1, index + 2)))
      if (isName && this.#isName(word, isInBraces, isFirst))
        return { start: index + 1, column: /\S/.test(word) ? column : index, isInBraces }
      const bare = sign !== ':' && isFirst ? this.#withoutColon(word) : undefined
      if (bare !== undefined) return { start: start + bare, column, isInBraces }
      if (sign === '{' || sign === '[') isInBraces = true
      if (sign !== ':' || /^\s/.test(line.slice(index + 1, index + 2))) start = index + 1
      isFirst = sign !== ':'
    }
    return undefined
  }

  #isName(word: string, isInBraces: boolean, isFirst: boolean): boolean {
    // Of a text in quotes that has a ": ".
    if (!isFirst && /^\s*(?:"[^"]*|'[^']*)$/.test(word)) return false
    // Names of JSON have ends of their own.
    if (isInBraces && /^\s*\\*"[^"]*"\s*$/.test(word)) return false
    const said = /\S/.test(word) ? word : this.#pending
    const meant = said.replace(
      /\*([^\s,[\]{}]{1,256})/g,
      (alias, name: string) => this.#anchored.get(name) ?? alias,
    )
    return isSecret(unescaped(meant))
  }

  /** Where the value begins after a name whose ":" was forgotten; further in than the first column it may be a text's line. */
  #withoutColon(word: string): number | undefined {
    if (this.#isTemplate) return undefined
    const found =
      /^((?:[-?] +)*["']?([\w.-]{1,256})["']?)[ \t=]+\S/.exec(word) ??
      /^(\s*(?:[-?] +)*["']?([\w.-]{1,256})["']?)(?:[ \t]+[^\s=]+\s*$|\s*=)/.exec(word)
    return found && isSecret(found[2]!) ? found[1]!.length : undefined
  }
}

/** Values are followed so far over lines that are not indented. */
const farthest = 20_000

/** Where a value ends that is in quotes, brackets or braces, or within some; undefined where these are never closed. */
function endOfValue(text: string, start: number, isInBraces: boolean): number | undefined {
  const part = text.slice(start, start + farthest)
  const [lead] = /^\s*(?:[!&]\S*\s+){0,2}/.exec(part)!
  const token = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'|[[\]{},\n"']|[^[\]{},\n"']+/y
  token.lastIndex = lead.length
  let depth = 0
  for (let match = token.exec(part); match; match = token.exec(part)) {
    const [found] = match
    const end = start + token.lastIndex
    if (/^["']./s.test(found)) {
      // A quote that opens the next value does not close this one.
      const isClosed = /^[ \t\r]*(?:[#,}\]\n]|$)/.test(part.slice(token.lastIndex))
      if (!isClosed && depth === 0) return undefined
      if (depth === 0) return end
    } else if (/[[{]/.test(found)) depth++
    else if (/[\]}]/.test(found)) {
      depth--
      if (depth <= 0) return end
    } else if (depth === 0) {
      if (found === ',' && isInBraces) return end
      if (found !== '\n') continue
      // Text without quotes goes on in the next line only in braces, where that has no name.
      if (!isInBraces || /^\s*["']?[\w.-]+["']? *:/.test(part.slice(token.lastIndex))) return end
    }
  }
  return undefined
}
