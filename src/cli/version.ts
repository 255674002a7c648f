// The version, and which of two is the newer. Knows nothing.

/** Put in place by the build, from package.json. */
declare const __VERSION__: string | undefined

export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development'

/**
 * Whether a version comes after another, as semantic versioning orders them: by number, one with a
 * suffix before the one without. What is not a version comes after none, and none after it.
 */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (!a || !b) return false
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - b.numbers[index]!
    if (difference !== 0) return difference > 0
  }
  if (a.suffix === undefined || b.suffix === undefined)
    return a.suffix === undefined && b.suffix !== undefined
  return isLater(a.suffix.split('.'), b.suffix.split('.'))
}

function partsOf(version: string): { numbers: number[]; suffix: string | undefined } | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(version)
  return found ? { numbers: found.slice(1, 4).map(Number), suffix: found[4] } : undefined
}

/** Numbers by number and before words, words by their characters; the longer one is the later. */
function isLater(one: readonly string[], other: readonly string[]): boolean {
  for (const [index, word] of one.entries()) {
    const against = other[index]
    if (against === undefined) return true
    if (word === against) continue
    const [a, b] = [word, against].map((each) => (/^\d+$/.test(each) ? Number(each) : undefined))
    if (a !== undefined && b !== undefined) return a > b
    return a === undefined && b === undefined ? word > against : a === undefined
  }
  return false
}
