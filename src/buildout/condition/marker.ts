// A condition as a marker of PEP 508, which zc.buildout 3 tries before Python. Knows platform,
// refusals and python.
import { strip } from '../../python/space.js'
import type { Platform } from './platform.js'
import { Refusal } from './refusal.js'

/** What a marker comes to; `holds` is undefined where only the node can tell, `untold` names the parts. */
export interface Marked {
  holds: boolean | undefined
  untold: string[]
}

/** What a part of a marker comes to. */
type Outcome = boolean | 'untold'
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
const token = /\s*(?:[()]|===|==|~=|!=|<=|>=|[<>]|"[^"]*"|'[^']*'|(?:os|sys|platform)\.\w+|\w+)/y

/** What a condition comes to as a marker; undefined where it is none. */
export function marked(source: string, platform: Platform): Marked | undefined {
  const values = valuesOf(platform)
  const untold = new Set<string>()
  const words: string[] = []
  token.lastIndex = 0
  for (let at = 0; strip(source.slice(at)) !== ''; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(source)
    if (!match) return undefined
    words.push(strip(match[0]))
  }
  // What is longer is for the Python that follows, which bounds its depth.
  if (words.length > longest) return undefined
  let at = 0
  const take = (word: string) => words[at] === word && at++ >= 0
  const operand = (): Operand | undefined => {
    const word = words[at++] ?? ''
    if (/^["']/.test(word)) return { text: word.slice(1, -1) }
    const name = names[word] ?? word
    return values.has(name) ? { name } : undefined
  }
  const valueOf = (given: Operand): string | undefined => {
    if ('text' in given) return given.text
    const value = values.get(given.name)
    if (value === undefined) untold.add(given.name)
    return value
  }
  const comparison = (): Outcome | undefined => {
    if (take('(')) {
      const inside = either()
      return inside === undefined || !take(')') ? undefined : inside
    }
    const left = operand()
    const operator = words[at] === 'not' && words[at + 1] === 'in' ? 'not in' : words[at]
    at += operator === 'not in' ? 2 : 1
    const right = operand()
    if (!left || !right || !/^(?:[=!<>~]+|in|not in)$/.test(operator ?? '')) return undefined
    if ('text' in left && 'text' in right)
      throw new Refusal('its marker compares two texts and asks for nothing')
    // Of two names the second one is taken for text.
    const a = valueOf(left)
    const b = 'name' in left && 'name' in right ? right.name : valueOf(right)
    if (a === undefined || b === undefined) return 'untold'
    const holds = compare(operator!, a, b)
    if (holds === undefined) untold.add(`${a} ${operator} ${b}`)
    return holds ?? 'untold'
  }
  const series = (word: string, each: () => Outcome | undefined, stops: boolean) => {
    let result = each()
    while (result !== undefined && take(word)) {
      const next = each()
      if (next === undefined) return undefined
      if (result === stops || next === stops) result = stops
      else if (next === 'untold') result = next
    }
    return result
  }
  const both = () => series('and', comparison, false)
  const either = (): Outcome | undefined => series('or', both, true)
  const holds = either()
  if (holds === undefined || at < words.length) return undefined
  return { holds: holds === 'untold' ? undefined : holds, untold: [...untold] }
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
