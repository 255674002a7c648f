// All that a command may touch of the world, for tests to replace. Knows nothing of the house.

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
  return {
    async stdin(limit) {
      const chunks: Buffer[] = []
      let total = 0
      for await (const chunk of process.stdin) {
        chunks.push(chunk as Buffer)
        total += (chunk as Buffer).length
        if (total > limit) break
      }
      return Buffer.concat(chunks)
    },
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    terminal: { stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
    columns: process.stdout.columns,
    now: () => new Date(),
  }
}
