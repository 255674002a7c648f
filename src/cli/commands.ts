// The table of the commands; each is loaded when it is called. Knows this folder alone.
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
  'render template': {
    describe: 'print what a Jinja2 template of your own becomes on a node',
    load: async () => (await import('./render-template.js')).renderTemplateCommand,
  },
  'render export': {
    describe: 'print the profile of the leader',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('export'),
  },
  'render import': {
    describe: 'print the profile of a backup',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('import'),
  },
  'render pbsready': {
    describe: 'print what leader and backups have in common',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('pbsready'),
  },
  'render pbsready-export': {
    describe: 'print what every leader has in addition',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('pbsready-export'),
  },
  'render pbsready-import': {
    describe: 'print what every backup has in addition',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('pbsready-import'),
  },
  'render pull-backup': {
    describe: 'print the profile of a pull-backup server',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('pull-backup'),
  },
  'render frozen': {
    describe: 'print the profile of a leader that was taken over',
    load: async () => (await import('./render-profile.js')).renderProfileCommand('frozen'),
  },
  plan: {
    describe: 'show every request, its SLA and where each value came from',
    load: async () => (await import('./plan.js')).planCommand,
  },
  init: {
    describe: 'write a complete resilient software release to start from',
    load: async () => (await import('./init.js')).initCommand,
  },
  stack: {
    describe: 'write or update the stack folder that a release extends',
    load: async () => (await import('./stack.js')).stackCommand,
  },
  validate: {
    describe: 'say what is wrong with instance parameters',
    load: async () => (await import('./validate.js')).validateCommand,
  },
  schema: {
    describe: 'print the JSON schema of the parameters that make a component resilient',
    load: async () => (await import('./schema.js')).schemaCommand,
  },
  check: {
    describe: 'say what is wrong with profiles',
    load: async () => (await import('./check.js')).checkCommand,
  },
  hash: {
    describe: 'bring the MD5 sums of a buildout.hash.cfg up to date',
    load: async () => (await import('./hash.js')).hashCommand,
  },
}
