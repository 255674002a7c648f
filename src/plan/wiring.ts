// How the requests of a component are wired: names, references, notifications. Knows parameters.
import type { Json } from '../parameters/index.js'
import type { Role } from './types.js'

/** What the plan sets in a request by itself: the wiring of the stack (STACK.md's table of sections). */
export interface Wiring {
  section: string
  /** As the master sees it. */
  name: string
  returns: string[]
  /** Parameters whose value is plain text. */
  texts: Record<string, Json>
  /** Parameters whose value holds references: code. */
  references: Record<string, string>
  notifies: string[]
}

/** The section of a request. */
export function sectionOf(role: Role, namebase: string, id: number): string {
  switch (role) {
    case 'leader':
      return `request-${namebase}`
    case 'backup':
      return `request-${namebase}-pseudo-replicating-${id}`
    case 'pbs':
      return `request-pbs-${namebase}-${id}`
    case 'pull':
      return `request-pull-backup-server-${namebase}-${id}`
    case 'push':
      return `request-pull-backup-server-${namebase}-backup-${id}`
  }
}

/** The parameters of a request that the wiring refers to others in. */
export function wiredNames(role: Role): ReadonlySet<string> {
  const { references } = {
    leader: () => leaderWiring('', []),
    backup: () => backupWiring('', 1),
    pbs: () => serverWiring('', 1),
    pull: () => pullWiring('', 1, ''),
    push: () => pushWiring('', 1),
  }[role]()
  return new Set([...Object.keys(references), 'monitor-url-list'])
}

/** The section of the promise that a request's ssh key has arrived; pulls and pushes have no key. */
export function promiseOf(section: string): string {
  return `resilient-${section}-public-key-promise`
}

/** A connection parameter of a request, as a reference. */
export function connection(section: string, name: string): string {
  return '${' + section + ':connection-' + name + '}'
}

// Distinct in the whole world, and the same after every upgrade: the PBS keeps its archive by it.
const partition = '${slap-connection:computer-id}-${slap-connection:partition-id}'

export function leaderWiring(namebase: string, ids: readonly number[]): Wiring {
  const servers = ids.map((id) => sectionOf('pbs', namebase, id))
  return {
    section: sectionOf('leader', namebase, 0),
    name: `${namebase}0`,
    returns: ['ssh-public-key', 'resilient-ssh-url', 'notification-id', 'ip'],
    texts: { number: '0', name: `${namebase}0`, namebase },
    references: {
      // The recipe splits both at single spaces: none more, none before, none after.
      'authorized-key': servers.map((server) => connection(server, 'ssh-key')).join(' '),
      notify: servers.map((server) => connection(server, 'notification-url')).join(' '),
    },
    notifies: ids.map((id) => sectionOf('pull', namebase, id)),
  }
}

export function backupWiring(namebase: string, id: number): Wiring {
  const server = sectionOf('pbs', namebase, id)
  return {
    section: sectionOf('backup', namebase, id),
    name: `${namebase}${id}`,
    returns: [
      'ssh-public-key',
      'resilient-ssh-url',
      'notification-url',
      'ip',
      'takeover-url',
      'takeover-password',
    ],
    texts: { number: String(id), name: `${namebase}${id}`, namebase },
    references: {
      'authorized-key': connection(server, 'ssh-key'),
      'on-notification': connection(server, 'feeds-url') + '${:pbs-notification-id}',
    },
    notifies: [],
  }
}

export function serverWiring(namebase: string, id: number): Wiring {
  return {
    section: sectionOf('pbs', namebase, id),
    name: `PBS (${namebase} / ${id})`,
    returns: ['ssh-key', 'notification-url', 'feeds-url'],
    texts: {},
    references: { 'monitor-title': `PBS \${slap-connection:computer-id}-${namebase}-${id}` },
    notifies: [],
  }
}

export function pullWiring(namebase: string, id: number, retention: string): Wiring {
  const leader = sectionOf('leader', namebase, 0)
  const server = sectionOf('pbs', namebase, id)
  return {
    section: sectionOf('pull', namebase, id),
    name: `PBS ${id} pulling from ${namebase}0`,
    returns: [],
    texts: {
      type: 'pull',
      title: `Pulling from ${namebase}`,
      'remove-backup-older-than': retention,
    },
    references: {
      url: connection(leader, 'resilient-ssh-url'),
      'server-key': connection(leader, 'ssh-public-key'),
      'on-notification': connection(leader, 'notification-id'),
      notify: connection(server, 'notification-url'),
      'notification-id': `${partition}-${namebase}-${id}-pull`,
      name: `${partition}-${namebase}-${id}`,
    },
    notifies: [sectionOf('push', namebase, id)],
  }
}

export function pushWiring(namebase: string, id: number): Wiring {
  const backup = sectionOf('backup', namebase, id)
  const server = sectionOf('pbs', namebase, id)
  const pull = sectionOf('pull', namebase, id)
  return {
    section: sectionOf('push', namebase, id),
    name: `PBS pushing on ${namebase}${id}`,
    returns: [],
    texts: { type: 'push', title: `Pushing to ${namebase} backup ${id}` },
    references: {
      url: connection(backup, 'resilient-ssh-url'),
      'server-key': connection(backup, 'ssh-public-key'),
      'on-notification': connection(server, 'feeds-url') + '${' + pull + ':config-notification-id}',
      notify: connection(backup, 'notification-url'),
      'notification-id': '${' + backup + ':pbs-notification-id}',
      name: `${partition}-${namebase}-${id}`,
    },
    notifies: [backup],
  }
}
