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
    if (!mayLook(1)) return undefined
    if (candidate === name || Math.abs(candidate.length - name.length) >= limit) continue
    mayLook((name.length * Math.min(candidate.length, 2 * limit)) >> 5)
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

/** How much a run looks at for its hints: names, and pieces of those that are compared letter by letter. */
const mostLooks = 2_000_000

// Outside of `withHints` nothing is counted.
let left = Infinity

/** Runs what looks for many near names: there are hints for the first of many findings, as they are not worth minutes. */
export function withHints<T>(run: () => T): T {
  if (left < Infinity) return run()
  left = mostLooks
  try {
    return run()
  } finally {
    left = Infinity
  }
}

/** Counts what is looked at for a hint; whether it may be. */
export function mayLook(count: number): boolean {
  return (left -= count) >= 0
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
