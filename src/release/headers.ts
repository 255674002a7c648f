// The section headers of a template's text, and what they may come to. Knows buildout's white space
// and python.
import { strip } from '../buildout/index.js'
import { closing, holdsUnknown, opening, printedUnknown } from '../python/index.js'

/** The name in a line that is a header, as it is written; undefined for other lines. */
export function headerOf(line: string): string | undefined {
  const text = strip(line)
  if (!text.startsWith('[')) return undefined
  const end = text.indexOf(']')
  if (end < 0 || strip(text.slice(end + 1)).startsWith('=')) return undefined
  const inside = text.slice(1, end)
  const braces = inside.lastIndexOf('}}')
  const colon = inside.indexOf(':', Math.max(0, braces))
  return strip(colon < 0 ? inside : inside.slice(0, colon))
}

/** What a name may be whose parts in `{{ }}` and `{% %}` are not known. */
export function namePattern(name: string): RegExp {
  return joined(knownParts(name))
}

/** A name whose parts in `{{ }}` and `{% %}` are not known, as unknowns print it. */
export function unknownName(name: string): string {
  return knownParts(name).join(`${opening}${closing}`)
}

/** Whether two names of which unknowns print a part may be one. */
export function mayBeSame(a: string, b: string): boolean {
  if (!holdsUnknown(a)) return unknownPattern(b).test(a)
  if (!holdsUnknown(b)) return unknownPattern(a).test(b)
  const [[startA, endA], [startB, endB]] = [endsOf(a), endsOf(b)]
  return (
    (startA.startsWith(startB) || startB.startsWith(startA)) &&
    (endA.endsWith(endB) || endB.endsWith(endA))
  )
}

/** What is known of a name before the first unknown, and behind the last. */
function endsOf(name: string): [string, string] {
  return [name.slice(0, name.indexOf(opening)), name.slice(name.lastIndexOf(closing) + 1)]
}

function knownParts(name: string): string[] {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const open = firstOf(name, at, '{{', '{%')
    const close = open < 0 ? -1 : firstOf(name, open, '}}', '%}')
    if (close < 0) break
    parts.push(name.slice(at, open))
    at = close + 2
  }
  parts.push(name.slice(at))
  return parts
}

/** What a name may be of which unknowns print a part. */
export function unknownPattern(name: string): RegExp {
  return joined(name.replaceAll(printedUnknown, opening).split(opening))
}

/** Texts with anything between them. */
export function joined(parts: readonly string[]): RegExp {
  const escaped = parts.map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`)
}

function firstOf(text: string, from: number, a: string, b: string): number {
  const [x, y] = [text.indexOf(a, from), text.indexOf(b, from)]
  return x < 0 ? y : y < 0 ? x : Math.min(x, y)
}

/** The option that a line names by what a template is given, and whether it is such an expression alone. */
export function expressionIn(line: string): { name?: string; isAlone: boolean } {
  const open = line.indexOf('{{')
  if (open < 0) return { isAlone: false }
  const close = line.lastIndexOf('}}')
  const before = line.slice(0, open)
  const equals = line.indexOf('=', line.indexOf('}}', open))
  const isName = !/[=#]/.test(before) && equals > 0
  const isAlone = strip(before) === '' && close > open && strip(line.slice(close + 2)) === ''
  if (!isName) return { isAlone }
  return { name: strip(line.slice(0, equals).replace(/[+-]?$/, '')), isAlone }
}

/** Whether a pattern is that of a name of which nothing is known. */
export function isAny({ source }: RegExp): boolean {
  return /^\^(?:\.\*)+\$$/.test(source)
}
