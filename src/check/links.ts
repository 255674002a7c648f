// The links from a clock to a dump and from a notification to its load, as our stack writes them; and
// what is lost where one is not so. Knows nothing else.

/** What must be so of a section, or a link is cut. Sections, or `section:option`; one of `to` is enough. */
export type Must =
  /** Its recipe is this one. */
  | { recipe: string }
  /** An option is just that. */
  | { option: string; value: string }
  /** An option comes to the same text as another. */
  | { option: string; same: string }
  /** An option comes to a section, by itself or by the programs that it runs; or it is a text of its own. */
  | { option: string; to: readonly string[]; orText?: true }
  /** What the section runs, whatever its recipe, comes to a section. */
  | { runs: true; to: readonly string[] }
  /** A program is written where others call it. */
  | { called: string }

export interface Link {
  /** What is lost: the load itself, or what keeps it safe. */
  kind: 'load' | 'safety'
  section: string
  must: Must
  /** What is so where it is cut; SECTION is the section's name. */
  lost: string
  /** Whether it is reported for our stack alone, or for another's alone; of both unless said. */
  isOurs?: boolean
}

type Row = readonly [section: string, must: Must, lost: string]

/** A row of our stack's links of a kind. */
const ours =
  (kind: Link['kind']) =>
  ([section, must, lost]: Row): Link => ({ kind, section, must, lost, isOurs: true })

const notLoading = 'the callback of [SECTION] does not load what arrived'
const unheard = 'no notification finds the callback of [SECTION]: what arrives is not loaded'
const unqueued = 'what a notification asks for is never run: what arrives is not loaded'
const unwritten = 'nothing writes the program of [SECTION] where it is called'

/** From a notification to the load. */
const loading: readonly Link[] = [
  {
    kind: 'load',
    section: 'notify-callback',
    must: { option: 'callback-list', to: ['importer', 'import-load', 'import-run'] },
    lost: notLoading,
    isOurs: false,
  },
  ...(
    [
      ['notify-callback', { recipe: 'slapos.cookbook:notifier.callback' }, unheard],
      [
        'notify-callback',
        { option: 'callback-list', to: ['importer', 'import-load', 'import-run'] },
        notLoading,
      ],
      [
        'notify-callback',
        { option: 'callbacks-directory', same: 'notifier:callbacks-directory' },
        unheard,
      ],
      [
        'notify-callback',
        {
          option: 'on-notification-id',
          to: [
            'slap-parameter:on-notification',
            'slap-configuration:configuration.on-notification',
          ],
          orText: true,
        },
        unheard,
      ],
      [
        'slap-parameter',
        {
          option: 'on-notification',
          to: ['slap-configuration:configuration.on-notification'],
          orText: true,
        },
        'no notification finds its callback: what arrives is not loaded',
      ],
      ['notifier', { runs: true, to: ['notifier:callbacks-directory'] }, unqueued],
      ['notifier', { runs: true, to: ['equeue:socket'] }, unqueued],
      ['notifier', { called: 'wrapper' }, unqueued],
      ['notifier', { option: 'wrapper-path', to: ['basedirectory:services'] }, unqueued],
      ['equeue', { recipe: 'slapos.cookbook:equeue' }, unqueued],
      ['equeue', { option: 'wrapper', to: ['basedirectory:services'] }, unqueued],
      [
        'import-run',
        { runs: true, to: ['import-load', 'importer'] },
        '[import-run] does not load what arrived',
      ],
      ['import-run', { called: 'wrapper-path' }, `${unwritten}: what arrives is not loaded`],
      ['import-load', { runs: true, to: ['importer'] }, '[import-load] does not call the importer'],
      ['import-load', { called: 'wrapper-path' }, `${unwritten}: what arrives is not loaded`],
      ['post-notification-run', { called: 'output' }, `${unwritten}: no load gets past the check`],
    ] satisfies Row[]
  ).map(ours('load')),
]

const unasked = 'the promise does not ask how the last load went'
const unchecked = 'the promise does not ask what the check of a dump found'
const undumped = 'the promise does not ask how the last dump went'
const unloaded = 'the promise does not ask how the backups load'
const plugin: Must = { recipe: 'slapos.cookbook:promise.plugin' }
const execute: Must = { option: 'promise', value: 'check_command_execute' }
const command = (...to: readonly string[]): Must => ({ option: 'config-command', to })

/** What keeps a dump, a load and a takeover safe. */
const keeping: readonly Link[] = (
  [
    [
      'notify-callback',
      { option: 'callback-list', to: ['import-run'] },
      'the callback of [SECTION] loads beside [import-run]: unchecked, without a time limit, and without any report',
    ],
    [
      'import-run',
      { runs: true, to: ['import-load', 'post-notification-run'] },
      '[import-run] loads what arrived without checking it',
    ],
    [
      'import-load',
      { runs: true, to: ['post-notification-run'] },
      '[import-load] loads what arrived without checking it',
    ],
    ['importer-status-promise', plugin, unasked],
    ['importer-status-promise', execute, unasked],
    ['importer-status-promise', command('import-load'), unasked],
    [
      'cron-entry-load-report',
      { option: 'command', to: ['import-load'] },
      'the leader does not learn how loads went',
    ],
    ['backup-checksum-integrity-promise', plugin, unchecked],
    ['backup-checksum-integrity-promise', execute, unchecked],
    ['backup-checksum-integrity-promise', command('post-notification-run'), unchecked],
    [
      'exporter-run',
      { runs: true, to: ['exporter', 'export-dump'] },
      '[exporter-run] does not call the exporter: what is reported as a dump is not one',
    ],
    [
      'exporter-run',
      { runs: true, to: ['export-dump', 'smaller-dump'] },
      '[exporter-run] bypasses [export-dump]: a dump that lost most of its data goes out',
    ],
    ['exporter-run', { called: 'wrapper-path' }, `${unwritten}: there is no dump`],
    [
      'export-dump',
      { runs: true, to: ['exporter'] },
      '[export-dump] does not call the exporter: what is reported as a dump is not one',
    ],
    [
      'export-dump',
      { runs: true, to: ['smaller-dump'] },
      '[export-dump] does not ask [smaller-dump]: a dump that lost most of its data goes out',
    ],
    ['export-dump', { called: 'output' }, `${unwritten}: there is no dump`],
    [
      'smaller-dump',
      { runs: true, to: ['resilient-software:smaller-dump'] },
      '[smaller-dump] accepts every dump, even one that lost most of its data',
    ],
    ['smaller-dump', { called: 'wrapper-path' }, `${unwritten}: dumps and loads fail`],
    [
      'notifier-exporter',
      { recipe: 'slapos.cookbook:notifier.notify' },
      '[notifier-exporter] does not dump and notify',
    ],
    [
      'notifier-exporter',
      { option: 'executable', to: ['exporter-run', 'exporter'] },
      '[notifier-exporter] does not dump, and reports that it did',
    ],
    [
      'notifier-exporter',
      { option: 'executable', to: ['exporter-run'] },
      '[notifier-exporter] dumps beside [exporter-run]: two dumps can run at once, without a time limit, and none is refused for what it lost',
    ],
    [
      'notifier-exporter',
      {
        option: 'notify',
        to: [
          ...['exporter-notify:urls', 'slap-parameter:notify'],
          'slap-configuration:configuration.notify',
        ],
        orText: true,
      },
      'no pull-backup server learns of a dump',
    ],
    ['cron-entry-backup', { recipe: 'slapos.cookbook:cron.d' }, 'no dump is made on schedule'],
    [
      'cron-entry-backup',
      { option: 'command', to: ['notifier-exporter', 'exporter-run', 'exporter'] },
      'no dump is made on schedule',
    ],
    [
      'cron-entry-backup',
      { option: 'command', to: ['notifier-exporter'] },
      'no pull-backup server learns of the scheduled dumps',
    ],
    ['exporter-status-promise', plugin, undumped],
    ['exporter-status-promise', execute, undumped],
    ['exporter-status-promise', command('notifier-exporter'), undumped],
    ['backups-load-promise', plugin, unloaded],
    ['backups-load-promise', execute, unloaded],
    ['backups-load-promise', command('load-servers'), unloaded],
    [
      'rdiff-backup-server',
      { option: 'path', to: ['directory:backup'] },
      'what is pulled and pushed is not the dump: neither check nor load looks there',
    ],
    [
      'resilient-sshd-config',
      { runs: true, to: ['rdiff-backup-server'] },
      'whoever connects by ssh may run anything, not only rdiff-backup',
    ],
    [
      'resilient-web-takeover',
      {
        runs: true,
        to: ['resilient-web-takeover-password-file', 'resilient-web-takeover-password'],
      },
      'the takeover page asks for no password',
    ],
    [
      'resilient-web-takeover-password-file',
      { option: 'path', to: ['resilient-web-takeover-password'] },
      'the takeover page asks for another password than the published one',
    ],
    [
      'resilient-web-takeover',
      { runs: true, to: ['resiliency-takeover-script'] },
      'the takeover page does not take over',
    ],
    [
      'resiliency-takeover-script',
      { runs: true, to: ['resiliency-takeover-request'] },
      '[resiliency-takeover-script] does not take over',
    ],
  ] satisfies Row[]
).map(ours('safety'))

/** Every link, those of the load first. */
export const links: readonly Link[] = [...loading, ...keeping]

/** Parts that nobody misses until a dump is needed. */
export const watched: readonly string[] = [
  'notifier',
  'equeue',
  'import-on-notification',
  'importer-status-promise',
  'backup-checksum-integrity-promise',
  'cron-entry-load-report',
  'resilient-web-takeover',
  'cron-entry-backup',
  'exporter-status-promise',
  'backups-load-promise',
]

/** The part of a backup by which the root learns its addresses; a leader's own profile has it. */
export const published = 'resilient-publish-connection-parameter'
