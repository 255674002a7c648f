// Two texts as the lines that differ between them. Knows nothing else.

/** Unchanged lines that are shown around a change. */
const around = 3
/** Lines times lines that are still compared one by one; past it all is reported as replaced. */
const most = 4_000_000

interface Step {
  sign: ' ' | '-' | '+'
  line: string
}

/**
 * The unified diff that leads from one text to the other, as `diff -u` prints it and `patch` reads
 * it; empty where they are equal. The names stand in its first lines.
 */
export function unifiedDiff(
  before: { name: string; text: string },
  after: { name: string; text: string },
): string {
  const steps = stepsBetween(linesOf(before.text), linesOf(after.text))
  const hunks = hunksOf(steps)
  if (hunks.length === 0) return ''
  return `--- ${before.name}\n+++ ${after.name}\n${hunks.join('')}`
}

/** The lines, each with its end; one without is marked as `diff` does. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`)
  const last = lines.pop()!
  return last === '\n' ? lines : [...lines, `${last}\\ No newline at end of file\n`]
}

function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let [end, newEnd] = [before.length, after.length]
  while (end > head && newEnd > head && before[end - 1] === after[newEnd - 1]) {
    end--
    newEnd--
  }
  const same = (line: string): Step => ({ sign: ' ', line })
  return [
    ...before.slice(0, head).map(same),
    ...changesBetween(before.slice(head, end), after.slice(head, newEnd)),
    ...before.slice(end).map(same),
  ]
}

/** By the longest sequence of lines that both have. */
function changesBetween(before: readonly string[], after: readonly string[]): Step[] {
  const width = after.length + 1
  const isTooLarge = before.length * after.length > most
  const common = new Uint32Array(isTooLarge ? 0 : (before.length + 1) * width)
  if (!isTooLarge) {
    for (let i = before.length - 1; i >= 0; i--) {
      for (let j = after.length - 1; j >= 0; j--) {
        const at = i * width + j
        common[at] =
          before[i] === after[j]
            ? common[at + width + 1]! + 1
            : Math.max(common[at + width]!, common[at + 1]!)
      }
    }
  }
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const at = i * width + j
    if (!isTooLarge && i < before.length && j < after.length && before[i] === after[j]) {
      steps.push({ sign: ' ', line: before[i++]! })
      j++
    } else if (
      i < before.length &&
      (isTooLarge || j === after.length || common[at + width]! >= common[at + 1]!)
    ) {
      steps.push({ sign: '-', line: before[i++]! })
    } else steps.push({ sign: '+', line: after[j++]! })
  }
  return steps
}

/** The changes with what is around them; those that are near each other together. */
function hunksOf(steps: readonly Step[]): string[] {
  const changed = steps.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]))
  const groups: [first: number, last: number][] = []
  for (const index of changed) {
    const last = groups.at(-1)
    if (last && index - last[1] - 1 <= 2 * around) last[1] = index
    else groups.push([index, index])
  }
  let [line, newLine, at] = [1, 1, 0]
  const pass = (to: number): void => {
    for (; at < to; at++) {
      if (steps[at]!.sign !== '+') line++
      if (steps[at]!.sign !== '-') newLine++
    }
  }
  return groups.map(([first, last]) => {
    const start = Math.max(0, first - around)
    const end = Math.min(steps.length, last + 1 + around)
    pass(start)
    const [from, newFrom] = [line, newLine]
    pass(end)
    const range = (begin: number, count: number): string =>
      count === 1 ? `${begin}` : `${count === 0 ? begin - 1 : begin},${count}`
    const shown = steps.slice(start, end).map(({ sign, line }) => sign + line)
    return `@@ -${range(from, line - from)} +${range(newFrom, newLine - newFrom)} @@\n${shown.join('')}`
  })
}
