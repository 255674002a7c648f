// Magic keys taken apart. Knows nothing else.

/** What every magic key begins with. */
const prefix = '-sla-'

/** Whether an instance parameter is a magic key, well-formed or not: it is never passed on. */
export function isMagic(parameter: string): boolean {
  return parameter.startsWith(prefix)
}

/** One reading of a magic key: the request it is for, and the SLA name. */
export interface Reading {
  kind: 'id' | 'instance' | 'pbs'
  id: number
  /** Empty where the key is malformed (`-sla-1-`). */
  name: string
}

/**
 * How a component reads a magic key: as an id, as the nameid of one of its instances, as that of a
 * PBS. A namebase such as `1` or `1-2` makes two readings possible, and both hold, as in the stack.
 */
export function readingsOf(parameter: string, namebase: string): Reading[] {
  const rest = parameter.slice(prefix.length)
  const readings: Reading[] = []
  for (const [kind, word] of kinds(namebase)) {
    if (!rest.startsWith(word)) continue
    const dash = endOfDigits(rest, word.length)
    const digits = rest.slice(word.length, dash)
    const whole = digits === '0' || (digits !== '' && digits[0] !== '0' && digits.length < 10)
    if (whole && rest[dash] === '-')
      readings.push({ kind, id: Number(digits), name: rest.slice(dash + 1) })
  }
  return readings
}

function kinds(namebase: string): [Reading['kind'], string][] {
  return [
    ['id', ''],
    ['instance', namebase],
    ['pbs', 'pbs'],
  ]
}

function endOfDigits(text: string, start: number): number {
  let end = start
  while (text[end]! >= '0' && text[end]! <= '9') end++
  return end
}

/** A magic key that no reading fits, taken apart as well as it can be; undefined where it is malformed. */
export function splitKey(
  parameter: string,
): { word: string; id: number | undefined; name: string } | undefined {
  const rest = parameter.slice(prefix.length)
  for (let dash = rest.indexOf('-', 1); dash >= 0; dash = rest.indexOf('-', dash + 1)) {
    let digit = dash
    while (rest[digit - 1]! >= '0' && rest[digit - 1]! <= '9') digit--
    if (digit === dash) continue
    return parts(rest.slice(0, digit), rest.slice(digit, dash), rest.slice(dash + 1))
  }
  const dash = rest.indexOf('-', 1)
  return dash > 0 ? parts(rest.slice(0, dash), undefined, rest.slice(dash + 1)) : undefined
}

function parts(
  word: string,
  digits: string | undefined,
  name: string,
): ReturnType<typeof splitKey> {
  if (name === '' || word.startsWith('-')) return undefined
  return { word, id: digits === undefined ? undefined : Number(digits), name }
}
