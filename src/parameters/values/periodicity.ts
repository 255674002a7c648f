import { finding } from '../../diagnostics/index.js'
import { at } from '../locate.js'
import { isParsed, parseCron, type Schedule } from './cron.js'
import { shown, type Rule } from './rule.js'

const name = 'resiliency-backup-periodicity'

/** `resiliency-backup-periodicity` is what cron runs the leader's dump at: the times of a crontab line. */
export const periodicity: Rule = (document, { nextRuns }) => {
  const value = document.values[name]
  if (value === undefined || value === '') return []
  const place = at(document, name, 'value')
  if (typeof value !== 'string') {
    return [
      finding('bad-periodicity', `"${name}" is not text`, {
        ...place,
        expected: 'a crontab line, such as "0 3 * * *"',
        received: shown(value),
      }),
    ]
  }
  if (value.trimStart().startsWith('#')) return [never('is a comment to cron')]
  const parsed = parseCron(value)
  if (!isParsed(parsed)) {
    const { message, ...fields } = parsed
    return [
      finding('bad-periodicity', `"${name}" ${message}`, {
        ...place,
        received: shown(value),
        ...fields,
      }),
    ]
  }
  if (!parsed.counted && !everRuns(parsed)) return [never('names a day that no month has')]
  return [
    ...(parsed.counted
      ? [
          finding(
            'nth-weekday',
            `"${name}" names a day of the month and a weekday, which the cron of a SlapOS node takes together`,
            {
              severity: 'warning',
              ...place,
              expected: `one of the two as *: the days ${parsed.days.join(', ')} would be read as a count, 1 to 5 the first to fifth such weekday of the month, higher ones the last`,
              received: value,
              hint: `write ${alternatives(value)}`,
            },
          ),
        ]
      : []),
    ...(nextRuns ? [runs(parsed, nextRuns)] : []),
  ]

  function never(why: string): ReturnType<Rule>[number] {
    return finding('never-runs', `"${name}" ${why}: no backup is ever made`, {
      severity: 'warning',
      ...place,
      received: shown(value),
      hint: `leave "${name}" out for a backup every hour`,
    })
  }

  function runs(
    schedule: Schedule,
    next: (schedule: Schedule) => Date[],
  ): ReturnType<Rule>[number] {
    const times = next(schedule).map((date) => date.toISOString().slice(0, 16).replace('T', ' '))
    return finding('next-runs', `the next backups begin at ${times.join(', ')} (UTC)`, {
      severity: 'info',
      ...place,
    })
  }
}

function alternatives(line: string): string {
  const [minute, hour, day, month, weekday] = line.trim().split(/[ \t]+/)
  return `${minute} ${hour} ${day} ${month} * or ${minute} ${hour} * ${month} ${weekday}`
}

/** Whether a day of the month exists in one of the months; February has 29 in some year. */
function everRuns({ days, months }: Schedule): boolean {
  const longest = Math.max(
    ...months.map((month) => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)),
  )
  return (days[0] ?? 32) <= longest
}
