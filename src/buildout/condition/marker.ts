// A condition as a marker of PEP 508, which zc.buildout 3 tries before Python, as pip's own
// `packaging` (21.3) reads and compares it. Knows python, platform, refusals and versions.
import type { Platform } from './platform.js'
import { Refusal } from './refusal.js'
import { compareText } from '../../python/text.js'
import { compareHolds, Specifier } from './specifier.js'

/** What a marker comes to; `holds` is undefined where only the node can tell, `unresolved` names the parts. */
export interface Marked {
  holds: boolean | undefined
  unresolved: string[]
}

/** What a part of a marker comes to. */
type Outcome = boolean | 'unresolved'
type Operand = { text: string } | { name: string }
type Marker = { left: Operand; operator: string; right: Operand } | Series
/** Markers with `and` and `or` between them, as they stand. */
interface Series {
  items: Marker[]
  words: string[]
}

const aliases: Record<string, string> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
}
/** In the order in which `packaging` tries them: a word need not end where a name does. */
const name =
  /implementation_version|platform_python_implementation|implementation_name|python_full_version|platform_release|platform_version|platform_machine|platform_system|python_version|sys_platform|os_name|os\.name|sys\.platform|platform\.version|platform\.machine|platform\.python_implementation|python_implementation|extra/y
const text = /'([^'\n\r]*)'|"([^"\n\r]*)"/y
const comparison = /===|==|>=|<=|!=|~=|[<>]|not in|in/y
/** Python's own stack ends some twenty levels later. */
const deepest = 60

/** What a condition comes to as a marker; undefined where it is none. */
export function marked(source: string, platform: Platform): Marked | undefined {
  const series = new Reader(source).whole()
  if (!series) return undefined
  const environment = environmentOf(platform)
  const unresolved = new Set<string>()
  /** Whether a node may refuse a part: then no other decides. */
  let isOpen = false
  const holds = seriesHolds(series)
  return {
    holds: isOpen || holds === 'unresolved' ? undefined : holds,
    unresolved: [...unresolved],
  }

  /** Every part is computed, as Python's does it: one that is refused is, whatever stands before. */
  function seriesHolds({ items, words }: Series): Outcome {
    const [first, ...rest] = items.map((each) =>
      'items' in each ? seriesHolds(each) : comparisonHolds(each),
    )
    const groups = [[first!]]
    for (const [index, holds] of rest.entries()) {
      if (words[index] === 'or') groups.push([holds])
      else groups.at(-1)!.push(holds)
    }
    return decided(
      true,
      groups.map((group) => decided(false, group)),
    )
  }

  function comparisonHolds({ left, operator, right }: Exclude<Marker, Series>): Outcome {
    // One side is looked up, even where both are texts; the other is taken for text.
    const key = keyOf('name' in left ? left : right)
    const own = keyOf('name' in left ? right : left)
    if (!environment.has(key))
      throw new Refusal(`its marker asks for "${key}", which does not exist`)
    const value = environment.get(key)
    const [a, b] = 'name' in left ? [value, own] : [own, value]
    const specifier = b === undefined ? undefined : Specifier.of(operator, b)
    if (a === undefined || b === undefined) {
      const needsVersion = operator === '~=' || operator === '==='
      if (b !== undefined && !specifier && needsVersion) noVersion(b)
      isOpen ||= b === undefined && needsVersion
      unresolved.add(key)
      return 'unresolved'
    }
    const holds = specifier ? specifier.contains(a) : textHolds(operator, a, b)
    if (holds === undefined) unresolved.add(`${a} ${operator} ${b}`)
    return holds ?? 'unresolved'
  }
}

/** What parts come to together: one that decides does, else one that is unresolved leaves all so. */
function decided(deciding: boolean, parts: readonly Outcome[]): Outcome {
  if (parts.includes(deciding)) return deciding
  return parts.includes('unresolved') ? 'unresolved' : !deciding
}

function keyOf(operand: Operand): string {
  return 'name' in operand ? operand.name : operand.text
}

class Reader {
  #at = 0
  #depth = 0

  constructor(readonly source: string) {}

  whole(): Series | undefined {
    const series = this.#series()
    this.#skip()
    return series && this.#at === this.source.length ? series : undefined
  }

  #series(): Series | undefined {
    if (++this.#depth > deepest) throw new Refusal('its marker nests too deeply')
    const series: Series = { items: [], words: [] }
    for (;;) {
      const item = this.#item()
      if (!item) return undefined
      series.items.push(item)
      if (series.items.length > deepest) throw new Refusal('its marker is too long')
      const word = this.#take(/and|or/y)
      if (!word) break
      series.words.push(word[0])
    }
    this.#depth--
    return series
  }

  #item(): Marker | undefined {
    if (this.#take(/\(/y)) {
      const inside = this.#series()
      return inside && this.#take(/\)/y) ? inside : undefined
    }
    const left = this.#operand()
    const operator = left && this.#take(comparison)?.[0]
    const right = operator === undefined ? undefined : this.#operand()
    return left && right && { left, operator: operator!, right }
  }

  #operand(): Operand | undefined {
    const named = this.#take(name)
    if (named) return { name: aliases[named[0]] ?? named[0] }
    const quoted = this.#take(text)
    return quoted && { text: quoted[1] ?? quoted[2]! }
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    this.#skip()
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.source)
    if (found) this.#at = pattern.lastIndex
    return found ?? undefined
  }

  #skip(): void {
    while (' \t\n\r'.includes(this.source[this.#at] ?? 'end')) this.#at++
  }
}

function environmentOf(platform: Platform): Map<string, string | undefined> {
  const { python, implementation, system, machine } = platform
  const full = python.join('.')
  const systems = {
    linux: 'Linux',
    darwin: 'Darwin',
    win32: 'Windows',
    cygwin: undefined,
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
    ['platform_system', systems[system]],
    ['platform_machine', machine],
    ['platform_release', undefined],
    ['platform_version', undefined],
  ])
}

/** What Python's operators make of texts that are not versions. */
function textHolds(operator: string, a: string, b: string): boolean {
  switch (operator) {
    case 'in':
      return b.includes(a)
    case 'not in':
      return !b.includes(a)
    case '==':
      return a === b
    case '!=':
      return a !== b
    case '~=':
    case '===':
      return noVersion(b)
    default:
      return compareHolds(operator, compareText(a, b))
  }
}

function noVersion(text: string): never {
  throw new Refusal(`its marker compares ${JSON.stringify(text)} as if it were a version`)
}
