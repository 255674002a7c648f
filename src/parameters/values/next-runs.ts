// When a schedule runs next; loaded where that is asked for. Knows this folder alone.
import type { Schedule } from './cron.js'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** So many days are looked at (the fifth Monday of a February comes once in 28 years, or in 40). */
const patience = 100 * 366

/** The next three runs of a schedule after a moment, in UTC; fewer where they are decades away. */
export function nextRuns(schedule: Schedule, now: Date): Date[] {
  const today = now.getTime() - (now.getTime() % day)
  const runs: Date[] = []
  for (let passed = 0; runs.length < 3 && passed < patience; passed++) {
    const midnight = today + passed * day
    if (isDay(schedule, new Date(midnight)))
      runs.push(...timesOf(schedule, midnight).filter((time) => time > now))
  }
  return runs.slice(0, 3)
}

function timesOf({ hours, minutes }: Schedule, midnight: number): Date[] {
  return hours.flatMap((each) =>
    minutes.map((at) => new Date(midnight + each * hour + at * minute)),
  )
}

/** Whether it runs on a date: with a weekday beside a day of the month, by the count that dcron makes. */
function isDay({ days, months, weekdays, counted }: Schedule, date: Date): boolean {
  if (!months.includes(date.getUTCMonth() + 1) || !weekdays.includes(date.getUTCDay())) return false
  return counted ? isCounted(date, days) : days.includes(date.getUTCDate())
}

/** Whether a date is the first to fifth, or the last, such weekday of its month, as dcron counts. */
function isCounted(date: Date, counts: readonly number[]): boolean {
  const next = new Date(date.getTime() + 7 * day)
  const isLast = next.getUTCMonth() !== date.getUTCMonth()
  return (
    counts.includes(Math.ceil(date.getUTCDate() / 7)) ||
    (isLast && counts.some((count) => count > 5))
  )
}
