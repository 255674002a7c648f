// The line that counts files. Knows this folder alone.
import type { Io } from './io.js'

/** The line that a person sees while many files are worked through. */
export interface Progress {
  /** So many are done. */
  done(count: number): void
  /** Takes the line away. */
  end(): void
}

const patience = 1000

/** Works through many things one after the other, with the line that counts them. */
export async function inTurn<Each>(
  each: readonly Each[],
  io: Io,
  work: (one: Each) => Promise<void> | void,
): Promise<void> {
  const progress = progressOf(each.length, io)
  for (const [index, one] of each.entries()) {
    await work(one)
    progress.done(index + 1)
  }
  progress.end()
}

/** Shown on a terminal's standard error, once it takes longer than a second. */
export function progressOf(total: number, io: Io): Progress {
  if (!io.terminal.stderr) return { done: () => undefined, end: () => undefined }
  const start = io.now().getTime()
  let isShown = false
  return {
    done(count) {
      if (io.now().getTime() - start < patience) return
      isShown = true
      io.stderr(`\r${count} of ${total} files`)
    },
    end() {
      if (isShown) io.stderr('\r\u001b[K')
    },
  }
}
