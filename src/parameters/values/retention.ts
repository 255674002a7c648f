// A rule over values: remove-backup-older-than. Knows diagnostics.
import { finding } from '../../diagnostics/index.js'
import { placeOfParameter } from '../locate.js'
import { shown } from '../shown.js'
import type { Rule } from './rule.js'

const name = 'remove-backup-older-than'

/**
 * `remove-backup-older-than` goes to `rdiff-backup --remove-older-than` as it is: a time as its
 * manual's section "Time formats" has them.
 */
export const retention: Rule = (document) => {
  if (!Object.hasOwn(document.values, name)) return []
  const value = document.values[name]
  const text = typeof value === 'number' ? String(value) : value
  const isTime = typeof text === 'string' && isRdiffTime(text)
  // A whole number is read as a moment: one of decades ago is an age without its letter.
  const isBare = isTime && /^\d+$/.test(text) && Number(text) < decades
  if (isTime && !isBare) return []
  const place = placeOfParameter(document, name, 'value')
  if (isBare)
    return [
      finding(
        'bad-retention',
        `"${name}" is a number without a letter: to rdiff-backup, seconds since 1970`,
        {
          ...place,
          severity: 'warning',
          expected,
          received: shown(value),
          hint:
            Number(text) > 0
              ? `write ${text}D for ${text} days, or ${text}B for ${text} backups`
              : fallback,
        },
      ),
    ]
  return [
    finding('bad-retention', `"${name}" is not a time that rdiff-backup accepts`, {
      ...place,
      expected,
      received: shown(value),
      hint: (typeof value === 'string' ? remedy(value) : undefined) ?? fallback,
    }),
  ]
}

const expected =
  'an age in s, m, h, D, W, M, Y (2W, 1D12h), a number of backups (3B), a date (2026-01-31), a moment (2026-01-31T12:00:00Z, or seconds since 1970), or now'
const fallback = 'write 2W for two weeks'

/** Seconds since 1970 of a moment that an archive may be as old as: in 1973. */
const decades = 100_000_000

/** Whether rdiff-backup reads a text as a time (`genstrtotime` of its Time.py). */
export function isRdiffTime(text: string): boolean {
  return (
    /^(?:now|\d+|\d+B|(?:\d+[smhDWMY])+)$/.test(text) ||
    isMoment(text) ||
    isDate(text) ||
    isLongTime(text)
  )
}

function isMoment(text: string): boolean {
  const match =
    /^(\d{4})[-:T](\d\d)[-:T](\d\d)[-:T](\d\d)[-:T](\d\d)[-:T](\d\d)(?:Z|[+-]\d\d[:-]\d\d)?$/.exec(
      text,
    )
  if (!match) return false
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  return isDay(year!, month!, day!) && hour! < 24 && minute! < 60 && second! < 62
}

/** `2026-01-31`, `2026/1/31`, `1/31/2026`: the month is always before the day. */
function isDate(text: string): boolean {
  const first = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text)
  if (first) return isDay(Number(first[1]), Number(first[2]), Number(first[3]))
  const last = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text)
  return last !== null && isDay(Number(last[3]), Number(last[1]), Number(last[2]))
}

function isDay(year: number, month: number, day: number): boolean {
  return year > 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** `Mon Jun 5 11:00:23 2023`, as `date` prints it. */
function isLongTime(text: string): boolean {
  return /^(?:mon|tue|wed|thu|fri|sat|sun) +(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +(?:0?[1-9]|[12]\d|3[01]) +(?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d +\d{4}$/i.test(
    text,
  )
}

const units: [RegExp, string][] = [
  [/^s(?:ec(?:ond)?s?)?$/i, 's'],
  [/^M$/, 'M'],
  [/^months?$/i, 'M'],
  [/^m(?:in(?:ute)?s?)?$/i, 'm'],
  [/^h(?:(?:ou)?rs?)?$/i, 'h'],
  [/^d(?:ays?)?$/i, 'D'],
  [/^w(?:(?:ee)?ks?)?$/i, 'W'],
  [/^y(?:(?:ea)?rs?)?$/i, 'Y'],
  [/^b(?:ackups?)?$/i, 'B'],
]

/** What to write for `2 weeks`, `3d`, `1 day 12 hours` or `1.5D`; undefined where that would be a guess. */
function remedy(text: string): string | undefined {
  if (text.length > 100) return undefined
  const [, whole, fraction, unit] = /^\s*(\d{1,6})[.,](\d{1,6})\s*([a-z]+)\s*$/i.exec(text) ?? []
  if (unit !== undefined) return fractional(Number(`${whole}.${fraction}`), letterOf(unit))
  if (!/^\s*(?:\d+\s*[a-z]+(?:[\s,]+(?:and\s+)?|$))+$/i.test(spaced(text))) return undefined
  const words = text.match(/\d+|[a-z]+/gi)!.filter((word) => word !== 'and')
  const letters = words.map((word) => (/^\d/.test(word) ? word : letterOf(word)))
  const joined = letters.join('')
  return !letters.includes(undefined) && isRdiffTime(joined) ? `write ${joined}` : undefined
}

/** With a blank where a number follows a letter: `1D12h`. */
function spaced(text: string): string {
  return text.replace(/([a-z])(?=\d)/gi, '$1 ')
}

function letterOf(word: string): string | undefined {
  return units.find(([pattern]) => pattern.test(word))?.[1]
}

/** How many of the next smaller unit a unit is. */
const smaller: Readonly<Record<string, [factor: number, unit: string]>> = {
  W: [7, 'D'],
  D: [24, 'h'],
  h: [60, 'm'],
  m: [60, 's'],
}

/** A part of a unit in whole numbers of a smaller one: rdiff-backup has no others. */
function fractional(count: number, unit: string | undefined): string {
  let [left, letter] = [count, unit ?? '']
  while (!Number.isInteger(left) && smaller[letter]) {
    const [factor, next] = smaller[letter]!
    left = Math.round(left * factor * 1e6) / 1e6
    letter = next
  }
  return Number.isInteger(left) && letter !== ''
    ? `write ${left}${letter}`
    : 'write a whole number, such as 2W or 36h'
}
