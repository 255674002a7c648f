import { fail, nearest } from '../diagnostics/index.js'
import type { Flags } from './command.js'

/** The value of a flag that has one of some names, the first where it is not given; throws `bad-flag`. */
export function choiceOf<Name extends string>(
  flags: Flags,
  flag: string,
  names: readonly [Name, ...Name[]],
): Name {
  const given = flags[flag] ?? names[0]
  const name = names.find((each) => each === given)
  if (name !== undefined) return name
  const near = nearest(String(given), names)
  fail('bad-flag', `there is no ${flag} "${String(given)}"`, {
    expected: names.join(', '),
    hint: near === undefined ? `without the flag it is ${names[0]}` : `did you mean ${near}?`,
  })
}
