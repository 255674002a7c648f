import { main } from '../../src/cli/main.js'
import type { Io } from '../../src/cli/io.js'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command line in-process, in a folder, with some text on standard input. */
export async function run(
  args: readonly string[],
  more: Partial<Io> & { input?: string | Uint8Array } = {},
): Promise<Ran> {
  const { input = '', ...io } = more
  const ran = { code: 0, stdout: '', stderr: '' }
  ran.code = await main(args, {
    stdin: () =>
      Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input),
    stdout: (text) => void (ran.stdout += text),
    stderr: (text) => void (ran.stderr += text),
    cwd: process.cwd(),
    env: {},
    terminal: { stdout: false, stderr: false },
    columns: undefined,
    now: () => new Date('2026-01-01T00:00:00Z'),
    ...io,
  })
  return ran
}
