// The table of the SLA names that the master knows. Knows nothing else.

/** The SLA names that the SlapOS master knows; others are passed on and mean nothing to it. */
export const slaNames: readonly string[] = [
  'computer_guid',
  'instance_guid',
  'network_guid',
  'project_guid',
  'mode',
  'retention_delay',
  'fw_restricted_access',
  'fw_rejected_sources',
  'fw_authorized_sources',
  'group',
  'cpu_core',
  'cpu_frequency',
  'cpu_type',
  'local_area_network_type',
  'region',
  'memory_size',
  'memory_type',
  'storage_capacity',
  'storage_interface',
  'storage_redundancy',
]
