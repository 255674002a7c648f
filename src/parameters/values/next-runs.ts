// When a schedule runs next; loaded where that is asked for. Knows this folder alone.
import { CronExpressionParser } from 'cron-parser'
import type { Schedule } from './cron.js'

/** So many dates are looked at where most of them are left out (the fifth Monday of a February). */
const patience = 5000

/** The next three runs of a schedule after a moment, in UTC; fewer where they are decades away. */
export function nextRuns(schedule: Schedule, now: Date): Date[] {
  const { minutes, hours, days, months, weekdays, counted } = schedule
  // cron takes a day of the month or a weekday, dcron here one that is both.
  const expression = [
    minutes,
    hours,
    counted || days.length === 31 ? '*' : days,
    months,
    weekdays.length === 7 ? '*' : weekdays,
  ].join(' ')
  const dates = CronExpressionParser.parse(expression, { currentDate: now, tz: 'UTC' })
  const runs: Date[] = []
  for (let looked = 0; runs.length < 3 && looked < patience; looked++) {
    const date = dates.next().toDate()
    if (!counted || isCounted(date, days)) runs.push(date)
  }
  return runs
}

/** Whether a date is the first to fifth, or the last, such weekday of its month, as dcron counts. */
function isCounted(date: Date, counts: readonly number[]): boolean {
  const day = date.getUTCDate()
  const next = new Date(date.getTime() + 7 * 86_400_000)
  const isLast = next.getUTCMonth() !== date.getUTCMonth()
  return counts.includes(Math.ceil(day / 7)) || (isLast && counts.some((count) => count > 5))
}
