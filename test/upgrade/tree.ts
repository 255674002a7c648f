import { join } from 'node:path'
import { parseProfile, words } from '../../src/buildout/index.js'
import {
  profileKinds,
  renderProfile,
  renderRelease,
  renderReplicated,
  renderStack,
} from '../../src/profiles/index.js'
import type { Instance, Installed, Node } from '../support/node.js'
import { md5 } from '../support/stack.js'

/** Where something is → its name → what it is, or empty: all that a running service hangs on. */
export type Tree = Record<string, Record<string, string>>

const name = 'shop'

/** The sections of every profile, at both levels, and of what builds the software. */
export function profilesTree(): Tree {
  const tree: Tree = {}
  for (const kind of profileKinds) {
    for (const level of ['software', 'instance'] as const) {
      const own = kind === 'export' || kind === 'import' ? { name } : {}
      const extended = level === 'instance' && 'name' in own ? { extends: ['pbsready.cfg'] } : {}
      const text = renderProfile(kind, { level, ...own, ...extended })
      tree[`sections of ${kind} at ${level} level`] = sectionsOf(text)
    }
  }
  const files = [...renderRelease({ name, md5 }), ...renderStack({ version: 'tested', md5 })]
  for (const [what, own] of [
    ['the software', /\.cfg$/],
    ['instance.cfg', /(?:^|\/)(?:instance|template-resilient-templates)\.cfg\.in$/],
  ] as const) {
    const texts = files.filter(([file]) => own.test(file)).map(([, text]) => sectionsOf(text))
    tree[`sections of ${what}`] = sorted(Object.assign({}, ...texts) as Record<string, string>)
  }
  const component = { name, count: 3, exportType: `${name}-export`, importType: `${name}-import` }
  tree['sections of the root'] = sectionsOf(renderReplicated([component]).text)
  return tree
}

function sectionsOf(text: string): Record<string, string> {
  return sorted(
    Object.fromEntries([...parseProfile(text).sections.keys()].map((each) => [each, ''])),
  )
}

const instances: Record<string, Instance> = {
  root: { type: 'resilient' },
  export: { type: `${name}-export`, parameters: { number: '0' } },
  import: { type: `${name}-import`, parameters: { number: '1' } },
  'pull-backup': {
    type: 'pull-backup',
    shared: ['pull', 'push'].map((type) => ({
      type,
      name: 'archive',
      url: 'ssh://slapuser0@[::1]:22200/srv/backup/shop',
      'server-key': 'ssh-rsa AAAA= ',
      'on-notification': 'http://[::1]:65526/get/exporter',
      'notification-id': `id-${type}`,
      notify: 'http://[::1]:8088/notify',
    })),
  },
}

/** What each type of instance comes to in a partition, as the real engine installs it. */
export function partitionsTree(node: Node): Tree {
  node.build(name, renderRelease({ name, md5 }))
  // The monitor's own parts are of the tests, which have a stand-in for it.
  const own = new Set(Object.values(profilesTree()).flatMap(Object.keys))
  const tree: Tree = {}
  for (const [type, instance] of Object.entries(instances)) {
    const partition = `slappart-${type}`
    const parts = node.deploy(partition, instance).filter(({ part }) => own.has(part))
    Object.assign(tree, partitionTree(type, parts, join(node.folder, partition)))
  }
  return tree
}

function partitionTree(type: string, parts: readonly Installed[], folder: string): Tree {
  const tree: Tree = {}
  const fact = (where: string, what: string, value = ''): void => {
    ;(tree[where] ??= {})[what] = value
  }
  for (const { part, options } of parts) {
    const { recipe = '', ...own } = options
    fact(`parts of ${type}`, part)
    for (const path of pathsIn(Object.values(own).join('\n'), folder))
      fact(`paths of ${type}`, path)
    if (recipe === 'slapos.cookbook:free_port')
      fact(`ports of ${type}`, part, `${own['minimum']}-${own['maximum']}`)
    if (/^slapos\.cookbook:publish/.test(recipe))
      for (const key of Object.keys(own).filter((each) => !each.startsWith('-')))
        fact(`published by ${type}`, key)
    if (/^slapos\.cookbook:request/.test(recipe)) requestFacts(own, fact)
  }
  return Object.fromEntries(Object.entries(tree).map(([where, facts]) => [where, sorted(facts)]))
}

/** Every path below a partition that options and scripts name. */
function pathsIn(text: string, folder: string): string[] {
  return text
    .split(/[\s'"=:;,()[\]]+/)
    .filter((word) => word.startsWith(`${folder}/`))
    .map((word) => word.slice(folder.length + 1).replace(/\/$/, ''))
    .filter((path) => path !== '')
}

/** A request by the name that the master knows, with all that it is told. */
function requestFacts(
  options: Record<string, string>,
  fact: (where: string, what: string, value?: string) => void,
): void {
  const { name: asked = '', return: keys = '' } = options
  fact(
    'requests',
    asked,
    `${options['software-type']}${/^true$/i.test(options['shared'] ?? '') ? ', shared' : ''}`,
  )
  for (const key of words(keys)) fact(`returned by ${asked}`, key)
  for (const [option, value] of Object.entries(options))
    if (/^(?:config|sla)-/.test(option))
      fact(`told to ${asked}`, option, words(String(value)).join(' '))
}

function sorted(facts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
