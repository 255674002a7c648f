import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { plan, type Plan, type Request } from '../../src/plan/index.js'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout, type Installed } from '../support/node.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const name = 'shop'

describeWith(noBuildout(), 'what init makes, in the real buildout', () => {
  const node = new Node()
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
  node.build(name, renderRelease({ name, md5 }))

  describe('the root', () => {
    const parameters = {
      '-sla-1-computer_guid': 'COMP-1',
      '-sla-pbs2-network_guid': 'NET-2',
      '-sla-shop0-mode': 'unique_by_network',
      'remove-backup-older-than': '5B',
      colour: 'blue # ${not:a-reference}\n[no-section]',
      amount: '7',
    }
    const { requests } = plan({
      name,
      count: 3,
      exportType: 'shop-export',
      importType: 'shop-import',
      parameters,
      monitor: { return: ['monitor-base-url'] },
    })
    const installed = node.deploy('slappart0', { type: 'resilient', parameters })

    it.each(requests.map((request) => [request.section, request] as const))(
      'requests %s as planned',
      (section, request) => {
        expect(asked(optionsOf(installed, section))).toEqual(planned(request, requests))
      },
    )

    it('requests nothing else', () => {
      const sections = installed.map(({ part }) => part).filter((part) => /^request-/.test(part))
      expect(sections.sort()).toEqual(requests.map(({ section }) => section).sort())
    })

    it('publishes feeds and takeovers', () => {
      const published = optionsOf(installed, 'publish-connection-information')
      expect(Object.keys(published)).toContain('takeover-shop-2-password')
      expect(published['feed-url-shop-1-push']).toBe(
        optionsOf(installed, 'request-shop-pseudo-replicating-1')['config-on-notification'],
      )
    })
  })

  it.each([
    ['resilient', 'publish-connection-information', 'takeover-shop-1-url'],
    ['pull-backup', 'publish-connection-information', 'feeds-url'],
    ['shop-export', 'resilient-publish-connection-parameter', 'notification-id'],
    ['shop-import', 'resilient-publish-connection-parameter', 'takeover-url'],
  ])('a pass that changes nothing publishes anew, of %s', (type, section, name) => {
    const publish = (): object | null | undefined =>
      node.deploy(`again-${type}`, { type }).find(({ part }) => part === section)!.published
    // The second may still fill in what the first made, the third has nothing new.
    const passes = [publish(), publish(), publish()]
    expect(passes[2]).toEqual({ ...passes[1], [name]: expect.any(String) as string })
  })

  describe('the first pass, when nobody has published anything', () => {
    it.each(['shop-export', 'shop-import', 'pull-backup'])('deploys %s', (type) => {
      const installed = node.deploy(`first-${type}`, { type, published: null })
      expect(optionsOf(installed, 'notifier')['log-url']).toBe('/private/resilient/')
    })

    it('asks for every instance, and waits', () => {
      const deploy = () => node.deploy('first-root', { type: 'resilient', published: null })
      expect(deploy).toThrow('request-pbs-shop-1: ssh-key is not published yet')
    })
  })

  describe('an import', () => {
    const on = (number: string, partition: string): Installed[] =>
      node.deploy(partition, {
        type: 'shop-import',
        parameters: { number, 'authorized-key': 'None', 'on-notification': '' },
      })

    it('has ports that no other instance has, more than ten or not', () => {
      const ports = ['1', '2', '12'].map((number) => {
        const installed = on(number, `slappart${number}`)
        return ['sshd-port', 'notifier-port', 'monitor-httpd-port'].map(
          (part) => optionsOf(installed, part)['port'],
        )
      })
      expect(new Set(ports.flat()).size).toBe(9)
    })

    it('has its page where the public stack has it, or at the next port that is free', async () => {
      const port = (): string =>
        optionsOf(on('1', `slappart${60 + tried++}`), 'resilient-web-takeover-port')['port']!
      let tried = 0
      const other = createServer().listen(9263, '::1')
      await once(other, 'listening')
      try {
        expect(port()).toBe('9264')
      } finally {
        other.close()
        await once(other, 'close')
      }
      expect(port()).toBe('9263')
    })

    it('keeps the port of the public stack’s page, which still listens there when it comes', async () => {
      const partition = 'slappart62'
      mkdirSync(join(node.folder, partition), { recursive: true })
      writeFileSync(
        join(node.folder, partition, '.installed-switch-softwaretype.cfg'),
        '[buildout]\ninstalled_develop_eggs =\nparts = \n\n' +
          '[resilient-web-takeover-httpd-configuration-file]\nlistening-port = 9263\n',
      )
      const other = createServer().listen(9263, '::1')
      await once(other, 'listening')
      try {
        for (let pass = 0; pass < 2; pass++)
          expect(optionsOf(on('1', partition), 'resilient-web-takeover-port')['port']).toBe('9263')
      } finally {
        other.close()
        await once(other, 'close')
      }
    })

    it('publishes a ssh URL with one slash before the path', () => {
      const published = optionsOf(on('1', 'slappart1'), 'resilient-publish-connection-parameter')
      const { username } = userInfo()
      expect(published['resilient-ssh-url']).toMatch(`ssh://${username}@[::1]:222`)
      expect(published['resilient-ssh-url']).toMatch(/:\d+\/[^/]/)
      expect(published['takeover-url']).toMatch(/^http:\/\/\[::1\]:\d+\/$/)
    })
  })

  describe('an export', () => {
    const keys = 'ssh-rsa AAAA1= \n ssh-rsa AAAA2= \n'

    it('keeps its minute, and does what the root says', () => {
      const minute = (partition: string, periodicity = '') =>
        optionsOf(
          node.deploy(partition, {
            type: 'shop-export',
            parameters: { 'resiliency-backup-periodicity': periodicity },
          }),
          'cron-entry-backup',
        )['frequency']
      const first = minute('slappart20')
      expect(first).toMatch(/^\d+ \* \* \* \*$/)
      expect(minute('slappart20')).toBe(first)
      expect(minute('slappart21')).not.toBe(first)
      expect(minute('slappart21', '0 3 * * *')).toBe('0 3 * * *')
    })

    it.each([
      ['keeps the time of the day that it published, and publishes it on', '6:11', '11 6 * * *'],
      [
        'draws no time where none was published',
        undefined,
        expect.stringMatching(/^\d+ \* \* \* \*$/),
      ],
      ['takes no other text for one', '25:00', expect.stringMatching(/^\d+ \* \* \* \*$/)],
    ])('%s', (_, time, frequency) => {
      const own = time === undefined ? {} : { 'resiliency-backup-periodicity': time }
      const installed = node.deploy('slappart24', { type: 'shop-export', own })
      expect(optionsOf(installed, 'cron-entry-backup')['frequency']).toEqual(frequency)
      const { published } = installed.find(
        ({ part }) => part === 'resilient-publish-connection-parameter',
      )!
      expect(published).toMatchObject({ ip: '::1', ...own })
      expect(Object.keys(published!).includes('resiliency-backup-periodicity')).toBe(!!time)
    })

    it.each([
      ['as the servers publish them', keys],
      ['without line ends', keys.replaceAll('\n', '')],
    ])('lets in every pull-backup server, keys %s', (_, given) => {
      node.deploy('slappart22', {
        type: 'shop-export',
        parameters: {
          'authorized-key': given,
          notify: 'http://[::1]:1/notify http://[::1]:2/notify',
        },
      })
      expect(node.read('slappart22', 'etc/ssh/.ssh/authorized_keys')).toBe(
        'restrict ssh-rsa AAAA1=\nrestrict ssh-rsa AAAA2=\n',
      )
    })
  })

  it.each(['', ' ', 'None None', 'http://[::1]:1/notify '])(
    'an export notifies whom it knows of %j on the first passes',
    (notify) => {
      const installed = node.deploy('slappart23', { type: 'shop-export', parameters: { notify } })
      expect(optionsOf(installed, 'notifier-exporter')['notify']).toBe(
        notify.replaceAll('None', '').trim() || '--notification-url',
      )
    },
  )

  describe('an instance of another component that has its types', () => {
    const parameters = { namebase: 'journal', number: '1', name: 'journal1' }

    it('takes over in that component alone', () => {
      const installed = node.deploy('slappart70', { type: 'shop-import', parameters })
      expect(optionsOf(installed, 'resiliency-takeover-script')['namebase']).toBe('journal')
      expect(optionsOf(installed, 'importer')['backup-directory']).toMatch(/srv\/backup\/journal$/)
    })

    it('dumps under that name', () => {
      node.deploy('slappart71', { type: 'shop-export', parameters })
      const folder = join(node.folder, 'slappart71')
      mkdirSync(join(folder, 'srv/data'), { recursive: true })
      expect(spawnSync(join(folder, 'bin/journal-exporter')).status).toBe(0)
      expect(readdirSync(join(folder, 'srv/backup'))).toEqual(['journal', 'logrotate'])
    })

    it('is of the profile’s own where nobody says', () => {
      const installed = node.deploy('slappart72', { type: 'shop-import' })
      expect(optionsOf(installed, 'resiliency-takeover-script')['namebase']).toBe('shop')
    })
  })

  it('a pull-backup server takes its pulls and pushes, and knows its archive', () => {
    const shared = ['pull', 'push'].map((type) => ({
      type,
      name: 'archive',
      url: 'ssh://slapuser0@[::1]:22200/srv/backup/shop',
      'server-key': 'ssh-rsa AAAA= ',
      'on-notification': 'http://[::1]:65526/get/exporter',
      'notification-id': `id-${type}`,
      notify: 'http://[::1]:8088/notify',
    }))
    const installed = node.deploy('slappart30', { type: 'pull-backup', shared })
    expect(node.read('slappart30', 'etc/archives.json')).toBe('{"archive": "id-push"}')
    expect(node.read('slappart30', 'etc/ssh/.ssh/known_hosts')).toBe('[::1]:22200 ssh-rsa AAAA=\n')
    for (const type of ['pull', 'push']) {
      const raw = node.read('slappart30', `bin/pbs/id-${type}_raw`)!
      expect(raw).toContain(' slapuser0@::1')
      expect(raw).toContain('22200::/srv/backup/shop')
      expect(node.read('slappart30', `bin/pbs/id-${type}`)).toContain('http://[::1]:8088/notify')
    }
    expect(node.read('slappart30', 'bin/pbs/id-pull_raw')).toContain('--remove-older-than 3B')
    expect(optionsOf(installed, 'publish-connection-information')['feeds-url']).toMatch(
      /^http:\/\/\[::1\]:\d+\/get\/$/,
    )
  })

  it('a frozen leader keeps every file that it had', () => {
    const files = (): string[] =>
      readdirSync(join(node.folder, 'slappart50'), { recursive: true })
        .map(String)
        .filter((file) => /^(?:bin|etc|srv)\//.test(file))
        .sort()
    node.deploy('slappart50', { type: 'shop-export' })
    const before = files()
    expect(before).toContain('bin/shop-exporter')
    expect(node.deploy('slappart50', { type: 'frozen' }).map(({ part }) => part)).toEqual([
      'slap-configuration',
      'frozen',
      'switch-softwaretype',
    ])
    expect(files()).toEqual(before)
  })

  describe('dump and load', () => {
    const leader = join(node.folder, 'slappart40')
    const backup = join(node.folder, 'slappart41')
    node.deploy('slappart40', { type: 'shop-export' })
    node.deploy('slappart41', { type: 'shop-import', parameters: { number: '1' } })
    const run = (folder: string, program: string, ...args: string[]) =>
      spawnSync(join(folder, 'bin', program), args).status
    const travel = (): void => {
      rmSync(join(backup, 'srv/backup/shop'), { recursive: true, force: true })
      cpSync(join(leader, 'srv/backup/shop'), join(backup, 'srv/backup/shop'), { recursive: true })
    }
    const kept = (): (number | null)[] => [
      run(backup, 'backup-checksum-integrity'),
      run(backup, 'import-load', 'promise'),
    ]
    const write = (text: string): void => {
      mkdirSync(join(leader, 'srv/data/un der'), { recursive: true })
      writeFileSync(join(leader, 'srv/data/un der/grüße.txt'), text)
    }

    it('promise nothing before the first notification', () => expect(kept()).toEqual([0, 0]))

    it('carry the data, again and again', () => {
      for (const text of ['one', 'two']) {
        write(text)
        expect(run(leader, 'shop-exporter')).toBe(0)
        travel()
        expect(run(backup, 'import-run')).toBe(0)
        expect(node.read('slappart41', 'srv/data/un der/grüße.txt')).toBe(text)
        expect(node.read('slappart41', 'srv/backup/proof.signature')).toBe(
          node.read('slappart41', 'srv/backup/shop/backup.signature'),
        )
        expect(kept()).toEqual([0, 0])
      }
    })

    it('load nothing that is not as its signature says, and tell', () => {
      writeFileSync(join(backup, 'srv/backup/shop/data/un der/grüße.txt'), 'twO')
      expect(run(backup, 'import-run')).toBe(1)
      expect(node.read('slappart41', 'srv/data/un der/grüße.txt')).toBe('two')
      expect(kept()).toEqual([1, 1])
    })

    it('are mended by the next dump', () => {
      travel()
      expect(run(backup, 'import-run')).toBe(0)
      expect(kept()).toEqual([0, 0])
    })

    it('leave the last dump when a dump fails', () => {
      const before = node.read('slappart40', 'srv/backup/shop/backup.signature')
      rmSync(join(leader, 'srv/data'), { recursive: true })
      expect(run(leader, 'shop-exporter')).not.toBe(0)
      expect(node.read('slappart40', 'srv/backup/shop/backup.signature')).toBe(before)
      // Nor does it leave half of one on a disk that it may have filled; so a load.
      expect(readdirSync(join(leader, 'srv/backup'))).not.toContain('shop.dump')
      rmSync(join(backup, 'srv/backup/shop/data'), { recursive: true })
      writeFileSync(join(backup, 'srv/backup/shop/data'), '')
      mkdirSync(join(backup, 'srv/data.new'), { recursive: true })
      writeFileSync(join(backup, 'srv/takeover_begun'), '')
      expect(run(backup, 'shop-importer')).not.toBe(0)
      rmSync(join(backup, 'srv/takeover_begun'))
      expect(readdirSync(join(backup, 'srv'))).not.toContain('data.new')
    })

    it('carry data that is a link, and refuse one in it that leads elsewhere', () => {
      const data = join(leader, 'srv/data')
      const disk = join(leader, 'disk')
      mkdirSync(join(disk, 'more'), { recursive: true })
      writeFileSync(join(disk, 'more/kept'), 'of another disk')
      symlinkSync('more/kept', join(disk, 'within'))
      symlinkSync(disk, data)
      expect(run(leader, 'shop-exporter')).toBe(0)
      expect(node.read('slappart40', 'srv/backup/shop/data/within')).toBe('of another disk')
      const signature = node.read('slappart40', 'srv/backup/shop/backup.signature')
      expect(signature).toContain('./data/more/kept')
      for (const target of [join(disk, 'more'), '../../..', '/nowhere/else']) {
        symlinkSync(target, join(disk, 'away'))
        expect(run(leader, 'shop-exporter'), target).not.toBe(0)
        rmSync(join(disk, 'away'))
      }
      expect(node.read('slappart40', 'srv/backup/shop/backup.signature')).toBe(signature)
      rmSync(data)
    })

    it('bring the last dump back that a run left aside which was killed as it moved it', () => {
      const at = (name: string): string => join(leader, 'srv/backup', name)
      const before = node.read('slappart40', 'srv/backup/shop/backup.signature')
      renameSync(at('shop'), at('shop.last'))
      // A pass of the node makes the folder anew.
      mkdirSync(at('shop'))
      expect(run(leader, 'shop-exporter')).not.toBe(0)
      expect(node.read('slappart40', 'srv/backup/shop/backup.signature')).toBe(before)
      // What a link leads to is not touched.
      mkdirSync(join(leader, 'elsewhere'), { mode: 0o500 })
      symlinkSync(join(leader, 'elsewhere'), at('shop.dump'))
      write('three')
      expect(run(leader, 'shop-exporter')).toBe(0)
      expect(statSync(join(leader, 'elsewhere')).mode & 0o777).toBe(0o500)
      expect(readdirSync(at('')).filter((name) => name.startsWith('shop'))).toEqual(['shop'])
    })
  })
})

function optionsOf(installed: readonly Installed[], part: string): Record<string, string> {
  const found = installed.find((each) => each.part === part)
  if (!found) throw new Error(`${part} was not installed`)
  return found.options
}

/** What a request asks of the master, from the options that its recipe was given. */
function asked(options: Record<string, unknown>): object {
  const prefixed = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(options)
        .filter(([option]) => option.startsWith(prefix))
        .map(([option, value]) => [option.slice(prefix.length), value]),
    )
  return {
    name: options['name'],
    type: options['software-type'],
    shared: options['shared'] === 'true',
    returns: String(options['return'] ?? '')
      .split(/\s+/)
      .filter(Boolean),
    parameters: prefixed('config-'),
    sla: prefixed('sla-'),
  }
}

/** The same of the plan, its references put in as the recording master answers. */
function planned(request: Request, requests: Plan['requests']): object {
  const parameters = Object.entries(request.parameters).map(([name, value]) => [
    name,
    request.references.includes(name) ? resolve(String(value), request, requests) : value,
  ])
  const sla = Object.entries(request.sla).map(([name, { value, from }]) => [
    name,
    from === 'wiring' ? resolve(value, request, requests) : value,
  ])
  return {
    name: request.name,
    type: request.softwareType,
    shared: request.shared,
    returns: request.returns,
    parameters: Object.fromEntries(parameters) as object,
    sla: Object.fromEntries(sla) as object,
  }
}

function resolve(text: string, from: Request, requests: Plan['requests']): string {
  return text.replace(/\$\{([^:}]*):([^}]*)\}/g, (_, section: string, option: string) => {
    if (section === 'slap-connection') return option === 'computer-id' ? 'COMP-0' : 'slappart0'
    const target = section === '' ? from : requests.find((each) => each.section === section)!
    if (option === 'instance_guid') return `<guid@${target.section}>`
    if (option === 'pbs-notification-id') return `COMP-0-slappart0-${name}-${target.id}-push`
    if (option.startsWith('config-')) {
      return resolve(String(target.parameters[option.slice(7)]), target, requests)
    }
    return `<${option.slice('connection-'.length)}@${target.section}>`
  })
}
