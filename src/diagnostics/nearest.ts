// Near names, for hints. Knows nothing else.

/** Nobody mistypes more; the work grows with the square. */
const longest = 200

/**
 * The candidate that is most like a name, for "did you mean": at most a third of its letters differ
 * (optimal string alignment distance), or `most` of them; undefined where none is near.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  most = Math.max(1, Math.floor(Math.min(name.length, 100) / 3)),
): string | undefined {
  // Of one letter every other is a slip.
  if (name.length > longest || name.length < 2) return undefined
  let best: string | undefined
  let limit = most + 1
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= limit) continue
    const distance = alignment(name, candidate, limit)
    if (distance < limit) {
      limit = distance
      best = candidate
    }
  }
  return best
}

/** The hint that a near name makes, undefined where none is near. */
export function didYouMean(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean ${near}?`
}

/** Finds near names for the first of many findings: a hint is not worth minutes. */
export class Hints {
  /** How many more names may be looked at. */
  #budget = 2_000_000

  /** The candidate that is most like a name, as `nearest` finds it. */
  near(
    name: string,
    candidates: ReadonlyMap<string, unknown> | ReadonlySet<string> | readonly string[],
  ): string | undefined {
    this.#budget -= 'size' in candidates ? candidates.size : candidates.length
    if (this.#budget < 0) return undefined
    return nearest(name, 'size' in candidates ? candidates.keys() : candidates)
  }
}

/** How far two texts are from each other; `limit` where that is as far or farther. */
function alignment(a: string, b: string, limit: number): number {
  let [before, previous, current]: [number[], number[], number[]] = [[], [], []]
  for (let j = 0; j <= b.length; j++) previous[j] = j
  let lowestBefore = 0
  for (let i = 1; i <= a.length; i++) {
    // What is farther from the diagonal than the limit cannot come back.
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    current[from - 1] = from === 1 ? i : limit
    let lowest = limit
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = previous[j - 1]! + (same ? 0 : 1)
      if (current[j - 1]! + 1 < cost) cost = current[j - 1]! + 1
      if (j < i + limit && previous[j]! + 1 < cost) cost = previous[j]! + 1
      const isSwapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (isSwapped && before[j - 2]! + 1 < cost) cost = before[j - 2]! + 1
      current[j] = cost
      if (cost < lowest) lowest = cost
    }
    if (lowest >= limit && lowestBefore >= limit) return limit
    lowestBefore = lowest
    ;[before, previous, current] = [previous, current, before]
  }
  return previous[b.length]!
}
