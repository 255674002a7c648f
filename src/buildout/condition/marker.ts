// A condition as a marker of PEP 508, which zc.buildout 3 tries before Python. Knows platform,
// refusals and python.
import { spaceClass, strip } from '../../python/space.js'
import type { Platform } from './platform.js'
import { Refusal } from './refusal.js'

/** What a marker comes to: undefined where only the node can tell, `what` names the part. */
export interface Marked {
  holds: boolean
  untold: string[]
}

type Operand = { text: string } | { name: string }

const names: Record<string, string> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
}
const longest = 400
const word = /[()]|===|==|~=|!=|<=|>=|[<>]|"[^"]*"|'[^']*'|(?:os|sys|platform)\.\w+|\w+/
const token = new RegExp(`[${spaceClass}]*(?:${word.source})`, 'y')

/** What a condition comes to as a marker; undefined where it is none. */
export function marked(source: string, platform: Platform): Marked | undefined {
  const words = wordsOf(source)
  // What is longer is for the Python that follows, which bounds its depth.
  if (!words || words.length > longest) return undefined
  return new Reading(words, valuesOf(platform)).whole()
}

/** The words of a marker; undefined for what has others. */
function wordsOf(source: string): string[] | undefined {
  const words: string[] = []
  for (let at = 0; strip(source.slice(at)) !== ''; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(source)
    if (!match) return undefined
    words.push(strip(match[0]))
  }
  return words
}

/** A marker read from its first word to its last; each step gives undefined where it is none. */
class Reading {
  readonly #untold = new Set<string>()
  #at = 0

  constructor(
    readonly words: readonly string[],
    readonly values: ReadonlyMap<string, string | undefined>,
  ) {}

  whole(): Marked | undefined {
    const holds = this.#either()
    if (holds === undefined || this.#at < this.words.length) return undefined
    return { holds, untold: [...this.#untold] }
  }

  #either(): boolean | undefined {
    return this.#series('or', () => this.#both(), true)
  }

  #both(): boolean | undefined {
    return this.#series('and', () => this.#comparison(), false)
  }

  #series(word: string, each: () => boolean | undefined, stops: boolean): boolean | undefined {
    let result = each()
    while (result !== undefined && this.#take(word)) {
      const next = each()
      if (next === undefined) return undefined
      result = result === stops ? result : next
    }
    return result
  }

  #comparison(): boolean | undefined {
    if (this.#take('(')) {
      const inside = this.#either()
      return inside === undefined || !this.#take(')') ? undefined : inside
    }
    const left = this.#operand()
    const operator = this.#operator()
    const right = this.#operand()
    if (!left || !right || !/^(?:[=!<>~]+|in|not in)$/.test(operator ?? '')) return undefined
    if ('text' in left && 'text' in right)
      throw new Refusal('its marker compares two texts and asks for nothing')
    // Of two names the second one is taken for text.
    const a = this.#valueOf(left)
    const b = 'name' in left && 'name' in right ? right.name : this.#valueOf(right)
    if (a === undefined || b === undefined) return false
    const holds = compare(operator!, a, b)
    if (holds === undefined) this.#untold.add(`${a} ${operator} ${b}`)
    return holds ?? false
  }

  #operator(): string | undefined {
    const word = this.words[this.#at++]
    return word === 'not' && this.#take('in') ? 'not in' : word
  }

  #operand(): Operand | undefined {
    const word = this.words[this.#at++] ?? ''
    if (/^["']/.test(word)) return { text: word.slice(1, -1) }
    const name = names[word] ?? word
    return this.values.has(name) ? { name } : undefined
  }

  #valueOf(given: Operand): string | undefined {
    if ('text' in given) return given.text
    const value = this.values.get(given.name)
    if (value === undefined) this.#untold.add(given.name)
    return value
  }

  #take(word: string): boolean {
    if (this.words[this.#at] !== word) return false
    this.#at++
    return true
  }
}

function valuesOf(platform: Platform): Map<string, string | undefined> {
  const { python, implementation, system, machine } = platform
  const full = python.join('.')
  const systems = {
    linux: 'Linux',
    darwin: 'Darwin',
    win32: 'Windows',
    cygwin: '',
    sunos5: 'SunOS',
  }
  return new Map([
    ['python_version', `${python[0]}.${python[1]}`],
    ['python_full_version', full],
    ['implementation_version', implementation === 'CPython' ? full : undefined],
    ['implementation_name', implementation.toLowerCase()],
    ['platform_python_implementation', implementation],
    ['os_name', system === 'win32' ? 'nt' : 'posix'],
    ['sys_platform', system],
    ['platform_system', systems[system] || undefined],
    ['platform_machine', machine],
    ['platform_release', undefined],
    ['platform_version', undefined],
    ['extra', undefined],
  ])
}

/** A version of PEP 440 that is more than a release: its order is not found out here. */
const special = /^v?\d[\d.]*[._-]?(?:[abc]|rc|alpha|beta|pre|preview|post|rev|r|dev)[._-]?\d/i
const release = /^v?\d+(?:\.\d+)*$/

/** Compares as versions what is some, as text what is none; undefined where neither is sure. */
function compare(operator: string, a: string, b: string): boolean | undefined {
  if (operator === 'in') return b.includes(a)
  if (operator === 'not in') return !b.includes(a)
  if (operator === '===') return a === b
  const prefix = /^(v?\d+(?:\.\d+)*)\.\*$/.exec(b)?.[1]
  const isPrefix = prefix !== undefined && (operator === '==' || operator === '!=')
  if (isPrefix || release.test(b)) {
    if (!release.test(a)) return undefined
    const [x, y] = [partsOf(a), partsOf(prefix ?? b)]
    if (isPrefix) return (order(x.slice(0, y.length), y) === 0) === (operator === '==')
    if (operator !== '~=') return decide(operator, order(x, y))
    const stem = y.slice(0, -1)
    return stem.length > 0 && order(x, y) >= 0 && order(x.slice(0, stem.length), stem) === 0
  }
  if (special.test(b)) return undefined
  // Text has no order: only equal texts are at least, or at most, each other.
  if (operator === '~=') throw new Refusal(`its marker compares ${b} as a version`)
  return operator === '!=' ? a !== b : a === b && operator.endsWith('=')
}

function partsOf(version: string): number[] {
  return version.replace(/^v/, '').split('.').map(Number)
}

function order(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function decide(operator: string, order: number): boolean {
  if (operator === '==') return order === 0
  if (operator === '!=') return order !== 0
  if (operator === '<') return order < 0
  if (operator === '>') return order > 0
  return operator === '<=' ? order <= 0 : order >= 0
}
