// Flags that take one of some names. Knows diagnostics and buildout.
import { anyOf, codes, didYouMean, fail, nearest } from '../diagnostics/index.js'
import { strip, type Encoding } from '../buildout/index.js'

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
  fail('bad-flag', `--${flag} does not take "${given}"`, {
    expected: anyOf(names),
    hint: didYouMean(near) ?? `without the flag it is ${names[0]}`,
  })
}

/** The codes that --ignore names; throws for one that no finding has. */
export function ignoredCodes(lists: readonly string[]): ReadonlySet<string> {
  const given = lists.flatMap((list) => list.split(',')).map((code) => strip(code))
  for (const code of given) {
    if (Object.hasOwn(codes, code)) continue
    fail('bad-flag', `there is no finding "${code}" to ignore`, {
      received: code,
      expected: 'a code, as shown in brackets after a finding',
      hint: didYouMean(nearest(code, Object.keys(codes))),
    })
  }
  return new Set(given)
}
