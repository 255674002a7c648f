// Crontab lines as the cron of a SlapOS node reads them. Knows
// python's white space.
import { strip } from '../../python/index.js'

/** What a crontab line means to dcron, the cron of the SlapOS nodes: which minutes it runs at. */
export interface Schedule {
  minutes: number[]
  hours: number[]
  days: number[]
  months: number[]
  weekdays: number[]
  /**
   * Both a day of the month and a weekday are named. dcron then reads the day as a count: 1 to 5 is
   * the first to fifth such weekday of the month, a higher one the last.
   */
  counted: boolean
}

/** Why a text is not a crontab line. */
export interface CronProblem {
  message: string
  expected: string
  received?: string
  hint?: string
}

interface Field {
  name: string
  first: number
  last: number
  names?: readonly string[]
}

const fields: readonly Field[] = [
  { name: 'minute', first: 0, last: 59 },
  { name: 'hour', first: 0, last: 23 },
  { name: 'day of the month', first: 1, last: 31 },
  {
    name: 'month',
    first: 1,
    last: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  {
    name: 'weekday',
    first: 0,
    last: 7,
    names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  },
]

const stars = ['*', '*', '*', '*', '*']

const layout = 'five fields: minute, hour, day of the month, month, weekday'

/** dcron runs these only for a job with an ID, which the stack's line has not. */
const nicknames: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
}

/**
 * Reads a crontab line as dcron 4.6 does (ParseField and FixDayDow of its database.c), but refuses
 * what dcron takes in silence and makes something else of: numbers out of range, a step without a
 * range, further fields (cron would run them as the command).
 */
export function parseCron(line: string): Schedule | CronProblem {
  if (/[\n\r]/.test(line)) {
    const trimmed = strip(line)
    const hint = isSchedule(trimmed) ? { hint: `write ${trimmed} without the line break` } : {}
    return { message: 'has a line break', expected: layout, ...hint }
  }
  const words = line.split(/[ \t]+/).filter((word) => word !== '')
  if (words[0]?.startsWith('@')) return nickname(words.join(' '))
  if (words.length !== 5) return wrongCount(words)
  const sets: number[][] = []
  for (const [index, field] of fields.entries()) {
    const set = readField(words[index]!, field)
    if (!Array.isArray(set)) return set
    sets.push(set)
  }
  const [minutes, hours, days, months, weekdays] = sets as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ]
  const counted = days.length < 31 && weekdays.length < 7
  return { minutes, hours, days, months, weekdays, counted }
}

/** Whether reading gave a schedule. */
export function isParsed(parsed: Schedule | CronProblem): parsed is Schedule {
  return 'minutes' in parsed
}

function isSchedule(line: string): boolean {
  return isParsed(parseCron(line))
}

function nickname(line: string): CronProblem {
  const five = nicknames[line.toLowerCase()]
  return {
    message: 'is a nickname, which cron on a SlapOS node ignores for a job without an ID',
    expected: layout,
    received: line,
    ...(five === undefined ? {} : { hint: `write ${five}` }),
  }
}

function wrongCount(words: readonly string[]): CronProblem {
  const plain = words.slice(0, 7).map((word) => (word === '?' ? '*' : word))
  const number = words.length === 1 ? '1 field' : `${words.length} fields`
  const hint = words.length < 5 ? filledUp(plain) : cutDown(plain)
  return { message: `has ${number} instead of five`, expected: layout, ...(hint && { hint }) }
}

/** What too few fields were meant to be: the last were cut off. Nobody means a backup every minute. */
function filledUp(words: readonly string[]): string | undefined {
  const line = [...words, ...stars].slice(0, 5).join(' ')
  return words.length > 0 && words[0] !== '*' && isSchedule(line) ? `write ${line}` : undefined
}

/** What too many fields were meant to be: six begin with seconds (Quartz, Spring), seven end with a year besides. */
function cutDown(words: readonly string[]): string | undefined {
  const [line, other] = [words.slice(1, 6), words.slice(0, 5)]
    .map((each) => each.join(' '))
    .filter(isSchedule)
  if (other !== undefined && other !== line && words.length === 6)
    return `write ${line} if the first field is seconds, ${other} if the last is one too many`
  return line === undefined ? undefined : `write ${line}`
}

function readField(word: string, field: Field): number[] | CronProblem {
  const numbers = new Set<number>()
  for (const item of word.split(',')) {
    const problem = addItem(item, field, numbers)
    if (problem) return problem
  }
  // dcron counts the days of `*` from 0, so that `*/2` means the even ones.
  numbers.delete(field.first - 1)
  return [...numbers].sort((a, b) => a - b)
}

function addItem(item: string, field: Field, numbers: Set<number>): CronProblem | undefined {
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d{1,3}))?$/.exec(item)
  if (!match) return wrongItem(item, field)
  const [, star, from, to, stepText] = match
  const step = Number(stepText ?? 1)
  if (step === 0) return wrongItem(item, field, 'a step of at least 1')
  const [lowest, highest] = bounds(field)
  const start = star ? lowest : numberOf(from!, field)
  const end = star ? highest : to === undefined ? start : numberOf(to, field)
  if (start === undefined || end === undefined) return wrongItem(item, field)
  if (stepText !== undefined && !star && to === undefined) {
    return {
      ...wrongItem(item, field, 'a step after * or a range'),
      hint: `write ${from}-${field.last}/${step}`,
    }
  }
  const size = highest - lowest + 1
  const length = (end - start + size) % size
  for (let offset = 0; offset <= length; offset += step) {
    numbers.add(lowest + ((start - lowest + offset) % size))
  }
  return undefined
}

/** What `*` spans in dcron, and where a range wraps around (`22-2`). */
function bounds({ name, first, last }: Field): [number, number] {
  if (name === 'weekday') return [0, 6]
  return name === 'day of the month' ? [0, last] : [first, last]
}

function numberOf(word: string, field: Field): number | undefined {
  const { names, first, last } = field
  if (/^\d+$/.test(word)) {
    const number = Number(word)
    if (number < first || number > last) return undefined
    return field.name === 'weekday' ? number % 7 : number
  }
  const lower = word[0]!.toLowerCase() + word.slice(1)
  const index = names?.indexOf(lower) ?? -1
  return index < 0 ? undefined : index + first
}

function wrongItem(item: string, field: Field, expected?: string): CronProblem {
  const { name, first, last, names } = field
  const range = `${first} to ${last}${names ? `, or ${names[0]} to ${names.at(-1)}` : ''}`
  const short = names?.find((each) => item.toLowerCase().startsWith(each))
  return {
    message: `has no valid ${name}`,
    expected: expected ?? `${range}, as *, 1,2, 1-5 or */2`,
    received: item,
    ...(short === undefined || short === item ? {} : { hint: `write ${short}` }),
  }
}
