// What runs what in the profiles of our stack, as far as something is lost where it does not. Knows
// this folder alone.
import type { Context } from './context.js'

/** A section, the option by which it runs another, and those that it must come to. */
export interface Chain {
  section: string
  option: string
  /** Sections, or `section:option`; one of them is enough. */
  to: readonly string[]
  /** What is so where it comes to none. */
  lost: string
}

const callback = { option: 'callback-list', to: ['import-run', 'import-load', 'importer'] }

/** From a notification to the load. */
export const loading: readonly Chain[] = [
  ...['notify-callback', 'import-on-notification'].map((section) => ({
    ...callback,
    section,
    lost: `the callback of [${section}] does not load what came`,
  })),
  {
    section: 'import-run',
    option: 'command-line',
    to: ['import-load', 'importer'],
    lost: '[import-run] does not load what came',
  },
  {
    section: 'import-load',
    option: 'command-line',
    to: ['importer'],
    lost: '[import-load] does not call the importer',
  },
]

/** What keeps a dump, a load and a takeover safe. */
export const keeping: readonly Chain[] = [
  {
    section: 'import-run',
    option: 'command-line',
    to: ['import-load', 'post-notification-run'],
    lost: '[import-run] loads what came without a check of it',
  },
  {
    section: 'import-load',
    option: 'command-line',
    to: ['post-notification-run'],
    lost: '[import-load] loads what came without a check of it',
  },
  {
    section: 'importer-status-promise',
    option: 'config-command',
    to: ['import-load'],
    lost: 'the promise does not ask how the last load went',
  },
  {
    section: 'backup-checksum-integrity-promise',
    option: 'config-command',
    to: ['post-notification-run'],
    lost: 'the promise does not ask what the check of a dump found',
  },
  {
    section: 'exporter-run',
    option: 'command-line',
    to: ['exporter'],
    lost: '[exporter-run] does not call the exporter: what is told to be a dump is none',
  },
  {
    section: 'notifier-exporter',
    option: 'executable',
    to: ['exporter-run', 'exporter'],
    lost: '[notifier-exporter] does not dump, and tells that it did',
  },
  {
    section: 'cron-entry-backup',
    option: 'command',
    to: ['notifier-exporter', 'exporter-run', 'exporter'],
    lost: 'no dump is made by the clock',
  },
  {
    section: 'exporter-status-promise',
    option: 'config-command',
    to: ['notifier-exporter'],
    lost: 'the promise does not ask how the last dump went',
  },
  {
    section: 'rdiff-backup-server',
    option: 'path',
    to: ['directory:backup'],
    lost: 'what is pulled and pushed is not the dump: neither check nor load looks there',
  },
  {
    section: 'resilient-sshd-config',
    option: 'inline',
    to: ['rdiff-backup-server'],
    lost: 'who comes by ssh may run anything, and not rdiff-backup alone',
  },
  {
    section: 'resilient-web-takeover',
    option: 'command-line',
    to: ['resilient-web-takeover-password'],
    lost: 'the takeover page asks for no password',
  },
]

/** Options that only say where something is, not what runs. */
const places = /^(?:wrapper-path|output|recipe|name|ip|pid-?file|log|[\w-]*-directory)$/

/** Whether a value comes to one of some sections, by itself or by the sections that it runs. */
export function comesTo(
  context: Context,
  section: string,
  value: string,
  targets: readonly string[],
): boolean {
  const seen = new Set([section])
  const open = [{ section, value }]
  for (const { section: from, value: text } of open) {
    for (const reference of context.references(text)) {
      const of = reference.section || from
      if (targets.includes(of) || targets.includes(`${of}:${reference.option}`)) return true
      const options = context.sections.get(of)
      if (reference.section === '') {
        const own = options?.get(reference.option)?.value
        if (own !== undefined && open.length < 200) open.push({ section: of, value: own })
      } else if (options && !seen.has(of)) {
        seen.add(of)
        for (const [option, { value: next }] of options)
          if (!places.test(option)) open.push({ section: of, value: next })
      }
    }
  }
  return false
}

/** The chains of a profile that are cut: an option is set, and comes to nothing that it must. */
export function* cut(context: Context, chains: readonly Chain[]): Iterable<Chain> {
  for (const chain of chains) {
    const setting = context.sections.get(chain.section)?.get(chain.option)
    if (setting && !comesTo(context, chain.section, setting.value, chain.to)) yield chain
  }
}
