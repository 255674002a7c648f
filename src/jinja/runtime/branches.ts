// Which branches the renders of one template have come to, and how a further one comes to others. Knows
// python.
import { answering, timesTested } from '../../python/index.js'
import type { Place } from '../fault.js'

/** Renders beside the first two at most. */
const most = 4

/** Unknowns in one condition whose answers are tried out at most. */
const mostUnknowns = 3

/** The branches of one template that hang on what is not known. */
export class Branches {
  readonly #seen = new Set<string>()
  readonly #open = new Set<string>()
  #isFurther = false

  /** Which of some conditions holds first; as many as there are where none does, for which there may be a branch. */
  choose(
    conditions: readonly (() => boolean)[],
    { file, line, column }: Place,
    hasElse: boolean,
  ): number {
    const last = conditions.length
    const branches = hasElse ? last + 1 : last
    const key = (at: number) => `${file}:${line}:${column}:${at}`
    let isOpen = false
    for (let at = 0; at <= last; at++) {
      const tests = timesTested()
      const holds = conditions[at]?.() ?? true
      const isTested = timesTested() > tests
      isOpen ||= isTested
      if (isTested) for (let each = at; each < branches; each++) this.#open.add(key(each))
      const isNew = (each: number) => each < branches && !this.#seen.has(key(each))
      const wanted =
        isNew(at) || (!conditions.some((_, other) => other >= at && isNew(other + 1)) && holds)
      const isTurned = isTested && this.#isFurther && wanted !== holds
      if (isTurned && comesTo(conditions[at]!, wanted) ? !wanted : !holds) continue
      if (isOpen) this.#seen.add(key(at))
      return at
    }
    return last
  }

  /** How unknown tests come out by themselves in each further render, while there is a branch to come to. */
  *further(): Generator<boolean> {
    this.#isFurther = true
    let idle = 0
    for (let round = 0; round < most && idle < 2; round++) {
      if (![...this.#open].some((branch) => !this.#seen.has(branch))) return
      const { size } = this.#seen
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
