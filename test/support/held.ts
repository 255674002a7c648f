import { accessSync, constants, existsSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Installed } from './node.js'

type Options = Readonly<Record<string, unknown>>

/** What is wrong with a part's options. */
type Rule = (options: Options) => (string | false)[]

/**
 * Hold every part that was installed to what ours are. The recipes check almost none of it: an
 * empty path, a second callback or an empty URL deploys well, and does nothing on the node.
 */
export function hold(installed: readonly Installed[]): void {
  const problems = installed.flatMap(({ part, options }) =>
    rulesOf(String((options as Options)['recipe']))
      .flatMap((rule) => rule(options))
      .filter((problem) => problem !== false)
      .map((problem) => `[${part}] ${problem}`),
  )
  if (problems.length > 0) throw new Error(`not as our profiles are:\n${problems.join('\n')}`)
}

function rulesOf(recipe: string): Rule[] {
  const known = recipes[recipe]
  if (known === undefined) throw new Error(`nothing is held of the recipe ${recipe}`)
  return known
}

const text = (options: Options, name: string): string => {
  const value = options[name]
  return typeof value === 'string' ? value : ''
}

/** These hold something. */
const filled =
  (...names: string[]): Rule =>
  (options) =>
    names.map((name) => text(options, name) === '' && `${name} is empty`)

/** These are paths from the root. */
const paths =
  (...names: string[]): Rule =>
  (options) =>
    names.map((name) => !text(options, name).startsWith('/') && `${name} is no whole path`)

const fits =
  (name: string, pattern: RegExp): Rule =>
  (options) => [
    !pattern.test(text(options, name)) && `${name} does not fit: ${text(options, name)}`,
  ]

/** No reference is left where buildout has filled all in. */
const whole: Rule = (options) =>
  Object.entries(options).map(
    ([name, value]) =>
      typeof value === 'string' && value.includes('${') && `${name} holds a reference: ${value}`,
  )

const commandLine: Rule = (options) => [
  / (?:''|"")(?: |$)/.test(text(options, 'command-line').replace(/\s+/g, ' ')) &&
    'command-line has an empty word',
]

/** A template has one source. */
const source: Rule = (options) => [
  'inline' in options === 'url' in options && 'neither or both of inline and url',
]

/** What the monitor's template of logrotate entries leaves to who inherits it. */
const rotated: Rule = (options) =>
  'rotate-num' in options ? filled('name', 'log', 'backup', 'frequency')(options) : []

const url = /^http:\/\/\[[0-9a-f:]+\]:\d+$/
const rdiffUrl = /^ssh:\/\/\w+@\[[0-9a-f:]+\]:\d+\/[^/]/

const folders: Rule = (options) =>
  Object.entries(options).map(
    ([name, path]) =>
      !['recipe', 'mode'].includes(name) &&
      path !== '' &&
      !String(path).startsWith('/') &&
      `${name} is no whole path: ${String(path)}`,
  )

const keys: Rule = (options) =>
  text(options, 'key')
    .split('\n')
    .filter(Boolean)
    .map((line) => !/^restrict [a-z]\S+ \S+(?: \S*)?$/.test(line) && `no line of one key: ${line}`)

const port: Rule = (options) => {
  const [low, high, chosen] = ['minimum', 'maximum', 'port'].map((name) => Number(options[name]))
  return [
    !(1024 <= low! && low! <= high! && high! <= 65535) && `no range: ${low} to ${high}`,
    !(low! <= chosen! && chosen! <= high!) && `no port of the range: ${chosen}`,
    isIP(text(options, 'ip')) === 0 && 'ip is no address',
  ]
}

// The notifier keeps the line end of all callbacks but the last: one is all it can find.
const callback: Rule = (options) => {
  const callbacks = text(options, 'callback-list').split(/\s+/).filter(Boolean)
  return [callbacks.length !== 1 && 'callback-list is not one callback']
}

// The recipe splits at each space: an empty word is a server without a name.
const notified: Rule = (options) => [
  text(options, 'notify').split(' ').includes('') &&
    `notify holds an empty URL: ${JSON.stringify(options['notify'])}`,
]

const server: Rule[] = [filled('rdiffbackup-binary'), paths('path', 'wrapper')]
const client: Rule[] = [
  filled('rdiffbackup-binary', 'sshclient-binary', 'notifier-binary'),
  filled('instance-root-name', 'log-url'),
  ...['directory', 'wrappers-directory', 'run-directory', 'promises-directory', 'known-hosts'].map(
    (name) => paths(name),
  ),
  paths('feeds', 'callbacks-directory', 'cron-entries', 'status-item-directory'),
  fits('notifier-url', url),
  (options) =>
    (options['slave-instance-list'] as Record<string, string>[]).map(
      (shared) =>
        !!shared['url'] && !rdiffUrl.test(shared['url']) && `a doubled slash: ${shared['url']}`,
    ),
]
const pbs: Rule = (options) =>
  (options['client'] === 'false' ? server : client).flatMap((rule) => rule(options))

/** What each promise of slapos.toolbox that we use asks for. */
const promises: Record<string, string[]> = {
  check_command_execute: ['config-command'],
  check_socket_listening: ['config-host', 'config-port'],
  check_url_available: ['config-url'],
}

const promise: Rule = (options) => {
  const name = text(options, 'module').replace('slapos.promise.plugin.', '')
  const needed = promises[name]
  if (needed === undefined) return [`there is no promise ${name}`]
  const [program] = text(options, 'config-command').split(' ')
  const command = needed.includes('config-command') && program
  return [
    ...filled(...needed)(options),
    !!command && !isProgram(command) && `no program: ${command}`,
  ]
}

function isProgram(path: string): boolean {
  // What the release would build is not here.
  if (path.includes('/parts/')) return true
  try {
    accessSync(path, constants.X_OK)
    return existsSync(path)
  } catch {
    return false
  }
}

// rdiff-backup refuses a path that begins with two slashes.
const published: Rule = (options) =>
  Object.entries(options).flatMap(([name, value]) => [
    typeof value !== 'string' && `${name} is no text`,
    name.endsWith('-url') &&
      /:\/\/.*\/\//.test(String(value)) &&
      `${name} has two slashes: ${String(value)}`,
  ])

const request = filled('software-url', 'name', 'server-url', 'computer-id', 'partition-id')

const link: Rule = (options) =>
  text(options, 'symlink')
    .split('\n')
    .map((line) => line.trim() !== '' && !/^\/\S* = \/\S+$/.test(line) && `no link: ${line}`)

/** The context of a template holds what others wrote, and so do a request and a configuration. */
const recipes: Record<string, Rule[]> = {
  'cns.recipe.symlink': [whole, filled('symlink'), link],
  'plone.recipe.command': [whole, filled('command')],
  'slapos.cookbook:addresiliency': [
    whole,
    paths('wrapper-takeover', 'takeover-triggered-file-path'),
    filled('namebase'),
  ],
  'slapos.cookbook:cron': [
    whole,
    paths('cron-entries', 'crontabs', 'cronstamps', 'log-file', 'binary', 'catcher'),
    filled('dcrond-binary'),
  ],
  'slapos.cookbook:cron.d': [
    whole,
    paths('cron-entries'),
    filled('name', 'command'),
    fits('frequency', /^[\d*/,-]+(?: [\d*/,-]+){4}$/),
  ],
  'slapos.cookbook:dropbear.add_authorized_key': [whole, paths('home'), keys],
  'slapos.cookbook:equeue': [
    whole,
    filled('equeue-binary'),
    paths('database', 'log', 'socket', 'wrapper'),
    fits('lockfile', /^\/.+\.lock$/),
  ],
  'slapos.cookbook:free_port': [whole, port],
  'slapos.cookbook:generate.password': [whole, paths('storage-path'), filled('passwd')],
  'slapos.cookbook:mkdirectory': [whole, folders],
  'slapos.cookbook:notifier.callback': [whole, paths('callbacks-directory'), callback],
  'slapos.cookbook:notifier.notify': [
    whole,
    paths('feeds', 'wrapper', 'executable', 'pidfile', 'status-item-directory'),
    filled('name', 'title', 'host', 'port', 'notifier-binary', 'instance-root-name', 'log-url'),
    notified,
  ],
  'slapos.cookbook:pbs': [pbs],
  'slapos.cookbook:promise.plugin': [whole, filled('eggs'), paths('output'), promise],
  'slapos.cookbook:publish': [whole, published],
  'slapos.cookbook:publish-early': [whole, filled('-init')],
  'slapos.cookbook:request': [request],
  'slapos.cookbook:requestoptional': [request],
  'slapos.cookbook:simplelogger': [whole, paths('wrapper', 'log')],
  'slapos.cookbook:slapconfiguration': [filled('computer', 'partition', 'url')],
  'slapos.cookbook:sshkeys_authority': [
    whole,
    paths('request-directory', 'keys-directory', 'wrapper'),
    // By this word the authority knows which of two programs it has.
    fits('keygen-binary', /openssh/),
  ],
  'slapos.cookbook:sshkeys_authority.request': [
    whole,
    paths('request-directory', 'keys-directory', 'public-key', 'private-key'),
    paths('executable', 'wrapper'),
  ],
  'slapos.cookbook:switch-softwaretype': [whole],
  'slapos.cookbook:userinfo': [whole],
  'slapos.cookbook:wrapper': [whole, filled('command-line'), paths('wrapper-path'), commandLine],
  'slapos.recipe.build': [(options) => filled('update' in options ? 'update' : 'init')(options)],
  'slapos.recipe.build:download': [whole, filled('url')],
  'slapos.recipe.template': [whole, paths('output'), source],
  'slapos.recipe.template:jinja2': [paths('output'), source, rotated],
  'zc.recipe.egg': [whole, filled('eggs')],
}
