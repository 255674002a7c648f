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
