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
  if (typeof value === 'number' && isRdiffTime(String(value))) return []
  if (typeof value === 'string' && isRdiffTime(value)) return []
  const near = typeof value === 'string' ? spelled(value) : undefined
  return [
    finding('bad-retention', `"${name}" is not a time that rdiff-backup accepts`, {
      ...placeOfParameter(document, name, 'value'),
      expected:
        'an age in s, m, h, D, W, M, Y (2W, 1D12h), a number of backups (3B), a date (2026-01-31), a moment (2026-01-31T12:00:00Z), or now',
      received: shown(value),
      hint: near === undefined ? 'write 2W for two weeks' : `write ${near}`,
    }),
  ]
}

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

/** What `2 weeks`, `3d` or `1 day 12 hours` is in rdiff-backup's letters. */
function spelled(text: string): string | undefined {
  const words = text.match(/\d+|[a-z]+/gi) ?? []
  const letters = words.map((word) =>
    /^\d/.test(word) ? word : units.find(([pattern]) => pattern.test(word))?.[1],
  )
  const joined = letters.join('')
  const whole = !letters.includes(undefined) && /[a-z]/i.test(text)
  return whole && isRdiffTime(joined) ? joined : undefined
}
