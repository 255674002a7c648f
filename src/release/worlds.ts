// What the tests of unknowns come to in one render after another, so that what hangs on them shows. Knows
// nothing of the house.

/** One choice of what is not known. */
export interface World {
  /** How the tests come out that it says nothing of. */
  way: boolean
  answers: ReadonlyMap<string, boolean>
  /** Whether branches were come to in it that contradict each other. */
  isForced?: boolean
}

/** The two worlds in which all tests come out one way. */
export const [allHold, noneHolds]: readonly [World, World] = [
  { way: true, answers: new Map() },
  { way: false, answers: new Map() },
]

/** Tests of which each three are tried out in every way; of more, each two. */
const mostByThrees = 8

/** Worlds in which tests come out every way together with each other, beside the two in which they all come out one way. */
export function worldsOf(tests: readonly string[]): World[] {
  if (tests.length < 2) return []
  return tests.length <= mostByThrees ? byThrees(tests) : byTwos(tests)
}

/** The answers to test i are the parity of what its number and the world's have in common: any three are independent. */
function byThrees(tests: readonly string[]): World[] {
  const worlds: World[] = []
  for (let number = 1; number < 2 ** Math.ceil(Math.log2(tests.length)); number++)
    for (const way of [true, false])
      worlds.push({
        way,
        answers: new Map(tests.map((test, i) => [test, (ones(number & i) % 2 === 0) === way])),
      })
  return worlds
}

/** Each test holds in another half of the worlds: of any two, each does in one where the other does not. */
function byTwos(tests: readonly string[]): World[] {
  let count = 2
  while (choices(count) < tests.length) count += 2
  // With some more it shows which tests decide.
  count += 4
  const halves: number[] = []
  for (let bits = 0; halves.length < tests.length; bits++)
    if (ones(bits) === count / 2) halves.push(bits)
  return Array.from({ length: count }, (_, world) => ({
    way: world % 2 === 0,
    answers: new Map(tests.map((test, i) => [test, (halves[i]! & (1 << world)) !== 0])),
  }))
}

function ones(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + ones(bits >> 1)
}

/** How many halves so many things have. */
function choices(count: number): number {
  let made = 1
  for (let i = 1; i <= count / 2; i++) made = (made * (count / 2 + i)) / i
  return made
}

/** The worlds that come to some ways. */
export function worldsIn(ways: readonly { worlds: readonly World[] }[]): World[] {
  return ways.flatMap(({ worlds }) => worlds)
}

/** What some ways come to, each outcome by the worlds that come to it. */
export function outcomesOf<Way extends { worlds: readonly World[] }>(
  ways: readonly Way[],
  of: (way: Way) => string | undefined,
): Map<string | undefined, World[]> {
  const all = new Map<string | undefined, World[]>()
  for (const way of ways) {
    const outcome = of(way)
    all.set(outcome, [...(all.get(outcome) ?? []), ...way.worlds])
  }
  return all
}

/** What a test comes to in a world. */
export function holdsIn({ way, answers }: World, test: string): boolean {
  return answers.get(test) ?? way
}

/**
 * The tests that decide which of several outcomes it comes to: the fewest whose answers tell all worlds
 * apart that come to different ones.
 */
export function decidedBy(
  outcomes: readonly (readonly World[])[],
  tests: readonly string[],
): readonly string[] {
  const consistent = outcomes.map((worlds) => worlds.filter(({ isForced }) => isForced !== true))
  const forced = consistent.filter((worlds) => worlds.length > 0).length < 2
  // What only contradicting branches come to hangs on what was decided for them.
  if (forced)
    return [
      ...new Set(
        outcomes.flat().flatMap((each) => (each.isForced ? [...each.answers.keys()] : [])),
      ),
    ]
  const rows = consistent.flatMap((worlds, outcome) => worlds.map((world) => ({ world, outcome })))
  const tells = (chosen: readonly string[]): boolean => {
    const found = new Map<string, number>()
    return rows.every(({ world, outcome }) => {
      const answers = chosen.map((test) => Number(holdsIn(world, test))).join('')
      const other = found.get(answers)
      found.set(answers, outcome)
      return other === undefined || other === outcome
    })
  }
  for (let size = 1; size <= (tests.length > mostByThrees ? 2 : 3); size++)
    for (const chosen of chosenOf(tests, size)) if (tells(chosen)) return chosen
  return tests.filter((test) => !tells(tests.filter((each) => each !== test)))
}

function* chosenOf(tests: readonly string[], size: number): Generator<string[]> {
  if (size === 0) yield []
  else
    for (const [at, test] of tests.entries())
      for (const others of chosenOf(tests.slice(at + 1), size - 1)) yield [test, ...others]
}
