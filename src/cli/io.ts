// All that a command may touch of the world, for tests to replace. Knows diagnostics and buildout.
import { fstatSync } from 'node:fs'
import { isatty } from 'node:tty'
import { reason } from '../buildout/files/reason.js'
import { fail } from '../diagnostics/index.js'
import { writeAll } from './whole.js'

/** All that a command may touch of the world, so that tests run it in-process. */
export interface Io {
  /** Standard input, whole, or as much of it as shows that it is larger than the limit. */
  stdin(limit: number): Promise<Uint8Array>
  stdout(text: string): void
  stderr(text: string): void
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** Whether a person looks at it. */
  terminal: { stdout: boolean; stderr: boolean }
  /** The terminal's width in characters, undefined where there is none. */
  columns: number | undefined
  now(): Date
  /** What one input may hold, in bytes, where `--max-size` says so. */
  sizeLimit?: number
}

/** The world as the process has it. */
export function processIo(): Io {
  let isClosed = false
  return {
    async stdin(limit) {
      const chunks: Buffer[] = []
      let total = 0
      // Node reads a folder as nothing.
      if (fstatSync(0).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
      for await (const chunk of process.stdin) {
        chunks.push(chunk as Buffer)
        total += (chunk as Buffer).length
        if (total > limit) break
      }
      return Buffer.concat(chunks)
    },
    stdout: (text) => {
      if (!isClosed) isClosed = !written(text)
    },
    stderr: (text) => {
      try {
        writeAll(2, text)
      } catch {
        // There is nowhere to say so.
      }
    },
    cwd: process.cwd(),
    env: process.env,
    terminal: { stdout: isatty(1), stderr: isatty(2) },
    // Node makes a pipe not to block when it is asked for its stream.
    columns: isatty(1) ? process.stdout.columns : undefined,
    now: () => new Date(),
  }
}

/**
 * Writes to standard output; false where its reader has seen enough (`| head`), which is not a failure
 * and changes nothing of what is found. Throws `unwritable-file`.
 */
function written(text: string): boolean {
  try {
    writeAll(1, text)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return false
    fail('unwritable-file', `standard output cannot be written: ${reason(error)}`, {
      hint: 'the output is incomplete',
    })
  }
}
