// The names of the public stack's profiles that ours do not have, and what to take in their place.
// Knows nothing else.
import type { Context } from './context.js'

/** Sections of the public stack, and ours that does what they did; or what became of them. */
const sectionFates: Readonly<Record<string, string>> = {
  'cron-pbs-status-feed': 'cron-entry-notifier-status-feed',
  'gen-resiliency-backup-periodicity': 'published-periodicity',
  'monitor-check-resilient-feed-file':
    'it is no longer there: [template-monitor-check-resilient-feed] of the software has the program',
  'notifier-exporter-promise': 'exporter-status-promise',
  'notifier-exporter-promise-bin': 'notifier-feed-check',
  'notifier-feed-promise-template':
    'it is no longer there: [notifier-feed-check] of the instance is the program',
  'notifier-feed-status-promise-bin': 'notifier-feed-check',
  'notifier-resilient-status-feed': 'notifier-status-feed',
  'pbs-resilient-status-feed': 'notifier-status-feed',
  'pbs-status-feed-first-run': 'notifier-status-feed-first-run',
  'pull-push-stalled-promise': 'notifier-stalled-promise',
  'pull-push-stalled-promise-bin': 'notifier-stalled-promise-bin',
  'resilient-directory': 'exporter-directory',
  'resilient-genstatrss-wrapper': 'it is no longer there: [notifier-status-feed] makes the feed',
  'resilient-sshkeys-sshd-promise': 'sshkeys-sshd-promise',
  'resilient-sshkeys-sshd-promise-bin': 'sshkeys-sshd-promise-bin',
  'resilient-web-takeover-cgi-script': 'resilient-web-takeover',
  'resilient-web-takeover-cgi-script-download': 'resilient-takeover-page',
  'resilient-web-takeover-cgi-script-interpreter':
    'it is no longer there: [resilient-web-takeover] serves the page',
  'resilient-web-takeover-httpd-promise': 'resilient-web-takeover-promise',
  'resilient-web-takeover-httpd-service-wrapper': 'resilient-web-takeover',
  'resilient-web-takeover-httpd-wrapper': 'resilient-web-takeover',
  'sshd-pbs-authorized-key': 'sshd-authorized-key',
  'sshd-raw-server': 'resilient-sshd',
  'sshd-server': 'resilient-sshd',
  'template-wrapper': 'it is no longer there: slapos.cookbook:wrapper writes a program',
}

const noServer = 'there is no httpd any more: [resilient-web-takeover] serves the page'

const page = 'resilient-web-takeover-httpd-configuration-file'

/** Options of theirs, and ours; or what became of them. */
const optionFates: Readonly<Record<string, string>> = {
  'basedirectory:cache': 'it is no longer there: make a folder of your own in ${rootdirectory:var}',
  'basedirectory:ssh-home': 'directory:ssh',
  'cron-entry-backup:time': 'cron-entry-backup:frequency',
  'directory:cronoutput': 'it is no longer there: the monitor sets up cron',
  'logrotate-entry-notifier:output': 'it is no longer there: logrotate rotates by itself',
  'notifier:command': 'notifier:command-line',
  'notifier:context': 'notifier:command-line',
  'notifier:output': 'notifier:wrapper',
  'notifier:url': 'notifier:command-line',
  'openssh-client:home': 'directory:ssh',
  'post-notification-run:input':
    'say the recipe too, collective.recipe.template, or set command-line',
  'post-notification-run:mode': 'say the recipe too, or leave it out: a program may be run',
  'resilient-directory:home': 'buildout:directory',
  'resilient-directory:var': 'rootdirectory:var',
  'resilient-sshd-config:path_pid': 'resilient-sshd-config:pid-file',
  'resilient-web-takeover-cgi-script:output': 'resilient-web-takeover:wrapper-path',
  'resilient-web-takeover-cgi-script:password': 'resilient-web-takeover-password:passwd',
  'resilient-web-takeover-httpd-service-wrapper:output': 'resilient-web-takeover:wrapper-path',
  'rootdirectory:tmp': 'it is no longer there: make a folder of your own in [rootdirectory]',
  'sshd-graceful:command-line': 'sshd-graceful:inline',
  'sshd-graceful:wrapper-path': 'sshd-graceful:output',
  'sshd-raw-server:host': 'slap-network-information:global-ipv6',
  'sshd-server:output': 'resilient-sshd:wrapper-path',
  [`${page}:cgid-sock-file`]: noServer,
  [`${page}:document-root`]: noServer,
  [`${page}:error-log`]: noServer,
  [`${page}:htdocs`]: noServer,
  [`${page}:input`]: noServer,
  [`${page}:output`]: noServer,
  [`${page}:pid-file`]: noServer,
}

/** The sections that only the public stack has. */
export const oldSections: readonly string[] = Object.keys(sectionFates)

/** The options that only the public stack has, of sections that both have. */
export const oldOptions: readonly (readonly [section: string, option: string])[] = Object.keys(
  optionFates,
)
  .map((name) => name.split(':') as [string, string])
  .filter(([section]) => !Object.hasOwn(sectionFates, section))

/** What to take in the place of a name of the public stack, where a profile has ours. */
export function oldNameHint(
  { sections: all }: Context,
  section: string,
  option?: string,
): string | undefined {
  if (!all.has('resilient-software') && !all.has('resilient-once')) return undefined
  const name = `${section}:${option}`
  const isOption = option !== undefined && Object.hasOwn(optionFates, name)
  if (!isOption && !Object.hasOwn(sectionFates, section)) return undefined
  const now = isOption ? optionFates[name]! : sectionFates[section]!
  if (now.includes(' ')) return now
  const [target = '', named] = now.split(':')
  if (!all.has(target)) return 'it is no longer there'
  const found = named ?? (option !== undefined && all.get(target)!.has(option) ? option : undefined)
  return `this stack has ${found === undefined ? `[${target}]` : `\${${target}:${found}}`} instead`
}
