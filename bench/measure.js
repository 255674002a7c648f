import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const program = fileURLToPath(new URL('../dist/cli/bin.cjs', import.meta.url))

/** A turn of a case lasts as long at least, in milliseconds: what is short runs many times in it. */
const turn = 20

/**
 * The median time of each case in milliseconds, by the clock. The cases take turns, so that whatever else the
 * machine does hits all of them alike; the first turn only warms up.
 */
export function measure(cases, rounds, now = () => performance.now()) {
  const times = cases.map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [index, run] of cases.entries()) {
      const time = timeOf(run, now)
      if (round > 0) times[index].push(time)
    }
  }
  return times.map(median)
}

function timeOf(run, now) {
  const start = now()
  let runs = 0
  do {
    run()
    runs++
  } while (now() - start < turn)
  return (now() - start) / runs
}

/**
 * {@link measure} in this process, by the processor's time: a machine that is shared makes the
 * clock tell of others.
 */
export function measureHere(cases, rounds) {
  return measure(cases, rounds, () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  })
}

/** A whole process, its output read and thrown away. */
export function spawn(file, args, options = {}) {
  execFileSync(file, args, { maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'inherit'], ...options })
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
