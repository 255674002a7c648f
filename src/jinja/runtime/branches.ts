// Which branches the renders of one template have come to, and how a further one comes to others. Knows
// python.
import { answering, PyError, testedSince, timesTested } from '../../python/index.js'
import { Fault, type Place } from '../fault.js'

/** Renders beside the first two at most. */
const most = 4

/** How often a further render comes to one branch that it looks for. */
const mostTurned = 8

/** How often the answers to the tests of one condition are tried out at most. */
const mostTried = 32

/** The branches of one template that hang on what is not known. */
export class Branches {
  readonly #seen = new Set<string>()
  /** What may be come to, and the branch that it stands in. */
  readonly #open = new Map<string, string | undefined>()
  /** The branches that others stand in which were not come to. */
  #leading = new Set<string | undefined>()
  #within: string | undefined
  /** What is not known and decides whether one comes to what is run; behind `each ` what is gone through. */
  hangsOn: readonly string[] = []
  /** Whether it comes to other branches than by itself: in a further render, not while answers are tried out. */
  #isFurther = false
  /** The branches that were not come to when a further render began, and how often a loop may still come to each. */
  #wantedNow = new Map<string, number>()
  /** What tests have come to in a further render so that it came to another branch: the same from there on. */
  answers = new Map<string, boolean>()

  /**
   * Runs the branch of the condition that holds first, by its number; the one behind them where none does, for
   * which there may be a branch.
   */
  choose<T>(
    conditions: readonly (() => boolean)[],
    place: Place,
    hasElse: boolean,
    run: (taken: number) => T,
  ): T {
    const { file, line, column } = place
    const key = (at: number) => `${file}:${line}:${column}:${at}`
    const tests = timesTested()
    const taken = this.#taken(conditions, key, conditions.length + Number(hasElse))
    const within = this.#within
    if (this.#open.has(key(taken))) this.#within = key(taken)
    try {
      return this.under(testedSince(tests), () => run(taken))
    } finally {
      this.#within = within
    }
  }

  /** Runs what hangs on unknowns besides, by their names. */
  under<T>(unknowns: readonly string[], run: () => T): T {
    const { hangsOn } = this
    this.hangsOn = unknowns.length === 0 ? hangsOn : [...hangsOn, ...unknowns]
    try {
      return run()
    } finally {
      this.hangsOn = hangsOn
    }
  }

  #taken(
    conditions: readonly (() => boolean)[],
    key: (at: number) => string,
    branches: number,
  ): number {
    const last = conditions.length
    let isOpen = false
    for (let at = 0; at <= last; at++) {
      const tests = timesTested()
      const holds = conditions[at]?.() ?? true
      const isTested = timesTested() > tests
      isOpen ||= isTested
      if (isTested)
        for (let each = at; each < branches; each++) this.#open.set(key(each), this.#within)
      const isTurned = isTested && this.#isFurther && this.#wanted(at, key, branches) === !holds
      if (isTurned && this.#comesTo(conditions[at]!, !holds) ? holds : !holds) continue
      if (isOpen) this.#seen.add(key(at))
      const left = this.#wantedNow.get(key(at))
      if (left !== undefined) this.#wantedNow.set(key(at), left - 1)
      return at
    }
    return last
  }

  /** Whether a branch is one to come to; undefined where neither it nor a later one is. */
  #wanted(at: number, key: (at: number) => string, branches: number): boolean | undefined {
    const later = Array.from({ length: Math.max(0, branches - at) }, (_, i) => key(at + i))
    const found = [
      later.findIndex((each) => (this.#wantedNow.get(each) ?? 0) > 0),
      later.findIndex((each) => this.#leading.has(each)),
    ].find((each) => each >= 0)
    return found === undefined ? undefined : found === 0
  }

  /** How unknown tests come out by themselves in each further render, while there is a branch to come to. */
  *further(): Generator<boolean> {
    this.#isFurther = true
    let idle = 0
    for (let round = 0; round < most && idle < 2; round++) {
      if (![...this.#open.keys()].some((branch) => !this.#seen.has(branch))) return
      const { size } = this.#seen
      this.answers = new Map()
      const unseen = [...this.#open.keys()].filter((each) => !this.#seen.has(each))
      this.#wantedNow = new Map(unseen.map((each) => [each, mostTurned]))
      this.#leading = new Set()
      for (const [branch, outer] of this.#open) {
        if (this.#seen.has(branch)) continue
        for (let within = outer; within !== undefined; within = this.#open.get(within))
          this.#leading.add(within)
      }
      yield round % 2 === 0
      idle = this.#seen.size > size ? 0 : idle + 1
    }
  }

  /**
   * Whether a condition comes out as wanted by some answers to its tests, which then hold; more of them than
   * are tried out may have it come out either way.
   */
  #comesTo(condition: () => boolean, wanted: boolean): boolean {
    this.#isFurther = false
    try {
      return this.#tried(condition, wanted)
    } finally {
      this.#isFurther = true
    }
  }

  #tried(condition: () => boolean, wanted: boolean): boolean {
    let answers = new Map<string, boolean>()
    for (let tries = 0; tries < mostTried; tries++) {
      const asked = new Map<string, boolean>()
      const run = (test: string): boolean => {
        const holds = answers.get(test) ?? false
        asked.set(test, holds)
        return holds
      }
      if (outcome(() => answering(run, condition)) === wanted) {
        for (const [test, holds] of asked) this.answers.set(test, holds)
        return true
      }
      const tests = [...asked]
      const last = tests.findLastIndex(([, holds]) => !holds)
      if (last < 0) return false
      answers = new Map([...tests.slice(0, last), [tests[last]![0], true]])
    }
    return true
  }
}

/** What a condition comes to; undefined where it fails. */
function outcome(condition: () => boolean): boolean | undefined {
  try {
    return condition()
  } catch (error) {
    if (error instanceof PyError || error instanceof Fault) return undefined
    throw error
  }
}
