// Which branches the renders of one template have come to, and how a further one comes to others. Knows
// python.
import { answering, testedSince, timesTested } from '../../python/index.js'
import type { Place } from '../fault.js'

/** Renders beside the first two at most. */
const most = 4

/** Unknowns in one condition whose answers are tried out at most. */
const mostUnknowns = 3

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
  #isFurther = false

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
      if (isTurned && comesTo(conditions[at]!, !holds) ? holds : !holds) continue
      if (isOpen) this.#seen.add(key(at))
      return at
    }
    return last
  }

  /** Whether a branch is one to come to; undefined where neither it nor a later one is. */
  #wanted(at: number, key: (at: number) => string, branches: number): boolean | undefined {
    const later = Array.from({ length: Math.max(0, branches - at) }, (_, i) => key(at + i))
    const found = [
      later.findIndex((each) => !this.#seen.has(each)),
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
}

/** Whether a condition comes out as wanted by some answers to its tests. */
function comesTo(condition: () => boolean, wanted: boolean): boolean {
  for (let answers = 0; answers < 2 ** mostUnknowns; answers++)
    if (answering((unknown) => (answers & (1 << unknown)) !== 0, condition) === wanted) return true
  return false
}
