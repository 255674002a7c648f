import { main } from '../../src/cli/main.js'
import type { Io } from '../../src/cli/io.js'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** What a command has of the world, in a folder: nothing comes in, and what goes out is lost. */
export function ioIn(cwd: string): Io {
  return {
    stdin: () => Promise.resolve(new Uint8Array()),
    stdout: () => {},
    stderr: () => {},
    cwd,
    env: {},
    terminal: { stdout: false, stderr: false },
    columns: undefined,
    now: () => new Date('2026-01-01T00:00:00Z'),
  }
}

/** Runs a command line in-process, in a folder, with some text on standard input. */
export async function run(
  args: readonly string[],
  more: Partial<Io> & { input?: string | Uint8Array } = {},
): Promise<Ran> {
  const { input = '', ...io } = more
  const ran = { code: 0, stdout: '', stderr: '' }
  ran.code = await main(args, {
    ...ioIn(process.cwd()),
    stdin: () =>
      Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input),
    stdout: (text) => void (ran.stdout += text),
    stderr: (text) => void (ran.stderr += text),
    ...io,
  })
  return ran
}
