// A rule over values: resilient-clone-number. Knows diagnostics.
import { finding } from '../../diagnostics/index.js'
import { placeOfParameter } from '../locate.js'
import { shown } from '../shown.js'
import type { Rule } from './rule.js'

const name = 'resilient-clone-number'

/**
 * `resilient-clone-number` is the number of backups: a whole number, and of a component with
 * `count` instances exactly `count` - 1. The stack's own profiles read anything else as 0.
 */
export const cloneNumber: Rule = (document, { count }) => {
  if (!Object.hasOwn(document.values, name)) return []
  const value = document.values[name]
  const backups = count === undefined ? undefined : count - 1
  const number = wholeNumber(value)
  const wrong = {
    ...placeOfParameter(document, name, 'value'),
    expected: String(backups),
    received: shown(value),
  }
  if (number === undefined) {
    const expected = 'a whole number of backups'
    // A root that counts by it takes what is none for 0.
    const hint = backups === undefined || backups === 0 ? undefined : `write ${backups}`
    const details = { ...wrong, expected, hint }
    return [finding('bad-clone-number', `"${name}" is not a whole number`, details)]
  }
  if (backups === undefined || number === backups) return []
  return [
    finding(
      'bad-clone-number',
      `"${name}" asks for ${backupsOf(number)}, and the component has ${backupsOf(backups)}`,
      {
        ...wrong,
        hint: `write ${backups}, or give the component ${number === 0 ? '1 instance' : `${number + 1} instances`}`,
      },
    ),
  ]
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined
}

function backupsOf(number: number): string {
  return number === 1 ? '1 backup' : `${number} backups`
}
