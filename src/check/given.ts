// The sections that the node and the monitor's template give. Knows nothing else.

/** Sections that a node gives every instance, and what they hold. */
const node = [
  ...['slap-connection', 'slap_connection', 'slap-configuration', 'slap-parameter'],
  ...['network-information', 'storage-configuration', 'slap-software-type'],
]

/** Sections of the monitor's template, which instance profiles extend. */
const monitor = [
  'monitor-promise-base',
  'monitor-directory',
  'monitor-publish-parameters',
  'monitor-publish',
  'monitor-htpasswd',
  'monitor-instance-parameter',
  'monitor-conf-parameters',
  'cron',
  'logrotate-entry-base',
  'directory',
]

/** Sections of the monitor's template. */
export const monitorSections: ReadonlySet<string> = new Set(monitor)

/** Sections that a node gives; it, or whoever requests an instance, adds options to a profile's own. */
export const nodeSections: ReadonlySet<string> = new Set(node)

/** Sections that no profile needs to have, since the node or the monitor's template has them. */
export const givenSections: ReadonlySet<string> = new Set([...node, ...monitor])

/** Parts of the monitor's template that rotate its own logs: who names the parts anew often leaves them out. */
export const housekeeping: ReadonlySet<string> = new Set([
  'cron-service',
  'cron-entry-logrotate',
  'logrotate-entry-cron',
])
/** The options that a node gives its sections, as far as they have names: a section may hold others. */
export const nodeOptions: Readonly<Record<string, readonly string[]>> = {
  'slap-connection': [
    ...[
      'computer-id',
      'partition-id',
      'server-url',
      'software-release-url',
      'key-file',
      'cert-file',
    ],
    ...['shared-part-list', 'build-time-part-list', 'requested-state'],
  ],
  slap_connection: [
    ...[
      'computer_id',
      'partition_id',
      'server_url',
      'software_release_url',
      'key_file',
      'cert_file',
    ],
  ],
  'slap-configuration': [
    ...['computer', 'partition', 'url', 'key', 'cert', 'configuration', 'ipv4', 'ipv6'],
    ...['ipv4-random', 'ipv6-random', 'global-ipv4-network', 'instance-title', 'instance-guid'],
    ...['root-instance-title', 'root-instance-short-title', 'instance-state', 'storage-dict'],
    ...['slap-software-type', 'slap-software-release-url', 'slap-computer-partition-id'],
    ...['slave-instance-list', 'hosted-instance-list', 'ipv6-range', 'ipv6-range-network'],
  ],
  'slap-network-information': [
    ...['local-ipv4', 'global-ipv4', 'global-ipv6', 'network-interface', 'tap-name'],
    ...['tap-gateway', 'tap-ipv4', 'tap-netmask', 'tap-network', 'tap-ipv6'],
  ],
  'slap-parameter': [],
  'storage-configuration': ['storage-home'],
  'network-information': ['global-ipv4-network'],
}
