// Flags that take one of some names. Knows diagnostics and buildout.
import { didYouMean, fail, nearest } from '../diagnostics/index.js'
import type { Encoding } from '../buildout/index.js'

/** What --encoding takes. */
export const encodings = ['py', 'plain'] as const satisfies readonly Encoding[]

/** The one of some names that a flag gives, the first where it is not given; throws `bad-flag`. */
export function choiceOf<Name extends string>(
  flag: string,
  given: string | undefined,
  names: readonly [Name, ...Name[]],
): Name {
  if (given === undefined) return names[0]
  const name = names.find((each) => each === given)
  if (name !== undefined) return name
  const near = nearest(given, names)
  fail('bad-flag', `there is no ${flag} "${given}"`, {
    expected: names.join(', '),
    hint: didYouMean(near) ?? `without the flag it is ${names[0]}`,
  })
}
