// A rule over values: resiliency-backup-periodicity. Knows diagnostics and python.
import { finding, type Diagnostic } from '../../diagnostics/index.js'
import { strip } from '../../python/index.js'
import { placeOfParameter } from '../locate.js'
import { shown } from '../shown.js'
import type { Json } from '../types.js'
import { isParsed, parseCron, type Schedule } from './cron.js'
import type { Rule, ValueOptions } from './rule.js'

const name = 'resiliency-backup-periodicity'

/** `resiliency-backup-periodicity` is what cron runs the leader's dump at: the times of a crontab line. */
export const periodicity: Rule = (document, { nextRuns }) => {
  const value = document.values[name]
  if (value === undefined || value === '') return []
  return found(value, nextRuns).map((each) => ({
    ...each,
    ...placeOfParameter(document, name, 'value'),
  }))
}

function found(value: Json, nextRuns: ValueOptions['nextRuns']): Diagnostic[] {
  const received = shown(value)
  if (typeof value !== 'string') {
    const expected = 'a crontab line, such as "0 3 * * *"'
    return [finding('bad-periodicity', `"${name}" is not text`, { expected, received })]
  }
  if (strip(value).startsWith('#')) return [never('is a comment to cron', received)]
  const parsed = parseCron(value)
  if (!isParsed(parsed)) {
    const { message, ...fields } = parsed
    return [finding('bad-periodicity', `"${name}" ${message}`, { received, ...fields })]
  }
  if (!parsed.counted && !everRuns(parsed))
    return [never('names a day that no month has', received)]
  return [
    ...(parsed.counted ? [nthWeekday(value)] : []),
    ...(nextRuns ? [runs(nextRuns(parsed))] : []),
  ]
}

function never(why: string, received: string): Diagnostic {
  return finding('never-runs', `"${name}" ${why}: no backup is ever made`, {
    severity: 'warning',
    received,
    hint: `leave "${name}" out for a backup every hour (on the public stack: once a day)`,
  })
}

function nthWeekday(value: string): Diagnostic {
  return finding(
    'nth-weekday',
    `"${name}" has both a day of the month and a weekday, and cron on a SlapOS node reads the two together`,
    {
      severity: 'warning',
      expected: `* in one of the two fields; or, beside a weekday, which of the month it is: 1 to 5 for the first to the fifth, more for the last`,
      received: value,
      hint: `write ${alternatives(value)}`,
    },
  )
}

function runs(dates: readonly Date[]): Diagnostic {
  const times = dates.map((date) => date.toISOString().slice(0, 16).replace('T', ' '))
  return finding('next-runs', `the next backups begin at ${times.join(', ')} (UTC)`, {
    severity: 'info',
  })
}

function alternatives(line: string): string {
  const [minute, hour, day, month, weekday] = strip(line).split(/[ \t]+/)
  return `${minute} ${hour} ${day} ${month} * or ${minute} ${hour} * ${month} ${weekday}`
}

/** Whether a day of the month exists in one of the months; February has 29 in some year. */
function everRuns({ days, months }: Schedule): boolean {
  const longest = Math.max(
    ...months.map((month) => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)),
  )
  return (days[0] ?? 32) <= longest
}
