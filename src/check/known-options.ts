// What recipes ask for, and what they read where it is there. Knows release, sla and types of buildout.
import type { Section } from '../buildout/index.js'
import { fileRecipeOf } from '../release/index.js'
import { slaNames } from '../sla/index.js'
import { cookbook, otherDemands } from './known-recipes.js'

const request = [
  ...['return', 'shared', 'slave', 'software-type', 'state', 'key-file', 'cert-file'],
  ...slaNames.map((name) => `sla-${name}`),
]
const template = ['url', 'inline', 'template', 'output', 'rendered', 'mode', 'md5sum']

/**
 * What a recipe reads besides what it demands, by what `recipe` holds; only of recipes of which all is
 * known that a profile gives them.
 */
const optional: Readonly<Record<string, readonly string[]>> = {
  'slapos.cookbook:cron.d': ['frequency', 'time', 'once'],
  'slapos.cookbook:free_port': ['minimum', 'maximum', 'ip'],
  'slapos.cookbook:logrotate.d': ['pre', 'post', 'frequency', 'rotate-num'],
  'slapos.cookbook:promise.plugin': ['module', 'file', 'class', 'mode', 'promise', 'name'],
  'slapos.cookbook:request': request,
  'slapos.cookbook:request.serialised': request,
  'slapos.cookbook:requestoptional': request,
  'slapos.cookbook:requestoptional.serialised': request,
  'slapos.cookbook:wrapper': [
    ...['environment', 'hash-existing-files', 'hash-files', 'pidfile', 'private-tmpfs'],
    ...['redirect-stdout', 'redirect-stderr', 'reserve-cpu', 'sig-ign', 'wait-for-files'],
  ],
  'slapos.recipe.build:download': [
    ...['url', 'alternate-url', 'md5sum', 'filename', 'destination', 'target', 'mode'],
    ...['offline', 'shared'],
  ],
  'slapos.recipe.cmmi': [
    ...['url', 'path', 'md5sum', 'location', 'prefix', 'shared', 'patches', 'patch-options'],
    ...['patch-binary', 'environment', 'environment-section', 'configure-command'],
    ...['configure-options', 'make-binary', 'make-options', 'make-targets', 'pre-configure'],
    ...['pre-build', 'pre-make', 'pre-install', 'post-configure', 'post-build', 'post-make'],
    ...['post-install', 'keep-compile-dir', 'promises', 'strip-top-level-dir'],
  ],
  'slapos.recipe.template': template,
  'slapos.recipe.template:jinja2': [
    ...template,
    ...['context', 'extensions', 'import-delimiter', 'import-list', 'encoding', 'once'],
  ],
}

/** What a recipe asks for: one option of each. */
export function demandsOf(section: Section, recipe: string): (readonly string[])[] {
  const entry = recipe.startsWith('slapos.cookbook:') ? recipe.slice('slapos.cookbook:'.length) : ''
  const own = Object.hasOwn(cookbook, entry) ? cookbook[entry]! : []
  const others = Object.hasOwn(otherDemands, recipe) ? otherDemands[recipe]! : []
  return [
    ...[...own, ...others].map((each) => each.split('|')),
    ...(fileRecipeOf(section)?.demands ?? []),
  ]
}

/** What a recipe reads besides what it asks for; undefined where not all of that is known. */
export function readBy(recipe: string): readonly string[] | undefined {
  return Object.hasOwn(optional, recipe) ? optional[recipe] : undefined
}

/** The plugins of slapos.toolbox, as `[monitor-promise-base]` looks for them by `promise`. */
export const promisePlugins: readonly string[] = [
  ...['audit_encryption', 'audit_os_version', 'audit_uptodate', 'backupserver_check_backup'],
  ...['check_amarisoft_stats_log', 'check_baseband_latency', 'check_certificate'],
  ...['check_command_execute', 'check_core_network', 'check_cpri_lock', 'check_cpu_temperature'],
  ...['check_error_on_http_log', 'check_error_on_zope_longrequest_log', 'check_file_state'],
  ...['check_free_disk_space', 'check_frequency_outofbounds', 'check_gps_lock'],
  ...['check_icmp_packet_lost', 'check_interface_up', 'check_neo_health'],
  ...['check_network_errors_packets', 'check_network_transit', 'check_oru_config_log'],
  ...['check_oru_lof', 'check_oru_pa_current', 'check_oru_pa_output_power', 'check_oru_rssi'],
  ...['check_oru_stats_log', 'check_oru_sync', 'check_oru_vswr'],
  ...['check_partition_deployment_state', 'check_ram_usage', 'check_re6st_optimal_status'],
  ...['check_rx_saturated', 'check_sdr_busy', 'check_server_cpu_load', 'check_service_state'],
  ...['check_socket_listening', 'check_surykatka_json', 'check_url_available'],
  ...['check_websocket_available', 'monitor_bootstrap_status', 'monitor_partition_space'],
  ...['trafficserver_cache_availability', 'validate_frontend_configuration'],
]
