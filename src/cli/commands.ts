import type { Command } from './command.js'

interface Entry {
  describe: string
  /** Loaded when it is called, so that a command pays for itself alone. */
  load(): Promise<Command>
}

/** Every command by its words. */
export const commands: Record<string, Entry> = {}
