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
