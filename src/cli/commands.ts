import type { Command } from './command.js'

interface Entry {
  describe: string
  /** Loaded when it is called, so that a command pays for itself alone. */
  load(): Promise<Command>
}

/** Every command by its words. */
export const commands: Record<string, Entry> = {
  'render replicated': {
    describe: 'print the root profile: every request of the components, wired',
    load: async () => (await import('./render-replicated.js')).renderReplicatedCommand,
  },
  plan: {
    describe: 'show every request, its SLA and where each value came from',
    load: async () => (await import('./plan.js')).planCommand,
  },
  validate: {
    describe: 'say what is wrong with instance parameters',
    load: async () => (await import('./validate.js')).validateCommand,
  },
}
