/** Nobody mistypes more; the work grows with the square. */
const longest = 200

/**
 * The candidate that is most like a name, for "did you mean": at most a third of its letters differ
 * (optimal string alignment distance), undefined where none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined
  let best: string | undefined
  let limit = Math.max(1, Math.floor(Math.min(name.length, 100) / 3)) + 1
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= limit) continue
    const distance = alignment(name, candidate)
    if (distance < limit) {
      limit = distance
      best = candidate
    }
  }
  return best
}

function alignment(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1)
      current.push(cost)
    }
    before = previous
    previous = current
  }
  return previous[b.length]!
}
