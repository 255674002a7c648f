import { describe, expect, it } from 'vitest'
import { isParsed, parseCron, type Schedule } from '../../../src/parameters/values/cron.js'
import { nextRuns } from '../../../src/parameters/values/next-runs.js'

const noon = new Date('2026-01-15T12:00:00Z') // a Thursday

function schedule(line: string): Schedule {
  const parsed = parseCron(line)
  if (!isParsed(parsed)) throw new Error(`${line} ${parsed.message}`)
  return parsed
}

function runs(line: string): string[] {
  return nextRuns(schedule(line), noon).map((date) => date.toISOString().slice(0, 16))
}

describe('a crontab line', () => {
  it.each([
    ['*/20 * * * *', 'minutes', [0, 20, 40]],
    ['1,3-5 * * * *', 'minutes', [1, 3, 4, 5]],
    ['10-30/10 * * * *', 'minutes', [10, 20, 30]],
    ['0 22-2 * * *', 'hours', [0, 1, 2, 22, 23]],
    ['0 0 */10 * *', 'days', [10, 20, 30]],
    ['0 0 * jan,Mar *', 'months', [1, 3]],
    ['0 0 * */3 *', 'months', [1, 4, 7, 10]],
    ['0 0 * * mon-Fri', 'weekdays', [1, 2, 3, 4, 5]],
    ['0 0 * * 5-7', 'weekdays', [0, 5, 6]],
    ['0 0 * * 7', 'weekdays', [0]],
    ['  0\t0  *  * 1 ', 'weekdays', [1]],
  ] as const)('%s', (line, field, numbers) => {
    expect(schedule(line)[field]).toEqual(numbers)
  })

  it.each([
    ['60 * * * *', 'has no valid minute', '60'],
    ['0 24 * * *', 'has no valid hour', '24'],
    ['0 0 0 * *', 'has no valid day of the month', '0'],
    ['0 0 * 13 *', 'has no valid month', '13'],
    ['0 0 * * 8', 'has no valid weekday', '8'],
    ['0 0 ? * *', 'has no valid day of the month', '?'],
    ['*/0 * * * *', 'has no valid minute', '*/0'],
    ['1,,2 * * * *', 'has no valid minute', ''],
    ['a * * * *', 'has no valid minute', 'a'],
    ['-1 * * * *', 'has no valid minute', '-1'],
    ['__proto__ * * * *', 'has no valid minute', '__proto__'],
  ])('%s is refused', (line, message, received) => {
    expect(parseCron(line)).toMatchObject({ message, received })
  })

  it.each([
    ['0 30 2 * * *', 'write 30 2 * * *'],
    ['0 30 2 ? * mon 2026', 'write 30 2 * * mon'],
    [
      '0 3 * * * *',
      'write 3 * * * * if the first field is seconds, 0 3 * * * if the last is one too many',
    ],
    ['0 3 * * * root', 'write 0 3 * * *'],
    ['30 2', 'write 30 2 * * *'],
    ['@daily', 'write 0 0 * * *'],
    ['0 3 * * *\n', 'write 0 3 * * * without the line break'],
    ['5/10 * * * *', 'write 5-59/10'],
    ['0 0 * * Monday', 'write mon'],
    ['0 0 * * MON', 'write mon'],
  ])('%s: %s', (line, hint) => {
    expect(parseCron(line)).toMatchObject({ hint })
  })

  it.each(['* * *', '*', '* 3', ''])(
    '%j: no hint, which would be a backup every minute',
    (line) => {
      expect(parseCron(line)).toHaveProperty('message')
      expect(parseCron(line)).not.toHaveProperty('hint')
    },
  )

  it('reads a hostile line in no time', () => {
    expect(isParsed(parseCron('*/'.repeat(1e6)))).toBe(false)
    expect(isParsed(parseCron('0 '.repeat(1e6)))).toBe(false)
  })
})

describe('the next runs', () => {
  it.each([
    ['*/20 2-4 * * *', ['2026-01-16T02:00', '2026-01-16T02:20', '2026-01-16T02:40']],
    ['0 3 * * 7', ['2026-01-18T03:00', '2026-01-25T03:00', '2026-02-01T03:00']],
    ['0 0 29 2 *', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    // dcron counts: the first and the third Monday of a month, then the last Friday.
    ['0 3 1,3 * mon', ['2026-01-19T03:00', '2026-02-02T03:00', '2026-02-16T03:00']],
    ['0 3 31 * fri', ['2026-01-30T03:00', '2026-02-27T03:00', '2026-03-27T03:00']],
    ['0 3 1-31 * mon', ['2026-01-19T03:00', '2026-01-26T03:00', '2026-02-02T03:00']],
    ['0 11,12,13 * * *', ['2026-01-15T13:00', '2026-01-16T11:00', '2026-01-16T12:00']],
    ['59 23 31 12 *', ['2026-12-31T23:59', '2027-12-31T23:59', '2028-12-31T23:59']],
    ['0 0 5 2 mon', ['2044-02-29T00:00', '2072-02-29T00:00', '2112-02-29T00:00']],
  ])('of %s', (line, dates) => expect(runs(line)).toEqual(dates))

  it('gives up on what never comes', () => expect(runs('* * 30 2 *')).toEqual([]))
})
