import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../src/index.js'
import {
  readStackRecord,
  renderRelease,
  renderStack,
  isWritten,
  stackRecord,
} from '../../src/profiles/index.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const stack = (components?: string) =>
  renderStack({ version: '1.2.3', md5, ...(components === undefined ? {} : { components }) })
const sectionsOf = (text: string) =>
  parseProfile(text).toObject() as Record<string, Record<string, string>>

describe('the stack folder', () => {
  const files = stack()
  const software = sectionsOf(files.get('buildout.cfg')!)

  it('is the same every time', () => expect([...stack('../..')]).toEqual([...files]))

  it('has what releases of the public stack take from it', () => {
    for (const section of [
      ...['pbs-recipe-egg', 'template-resilient-templates', 'template-parts'],
      ...['template-replicated', 'pbsready', 'pbsready-export', 'pbsready-import'],
      ...['template-pull-backup', 'instance-frozen', 'template-monitor-check-resilient-feed'],
    ]) {
      expect(Object.keys(software)).toContain(section)
    }
    expect(software['exporter-default-configuration']).toEqual({ backup_wait_time: '10' })
    const extended = software['buildout']!['extends']!.split(/\s+/).filter(Boolean)
    for (const name of ['bash', 'dropbear', 'openssh', 'rdiff-backup', 'rsync'])
      expect(extended).toContain(`../../component/${name}/buildout.cfg`)
    expect(extended.at(-1)).toBe('../../stack/monitor/buildout.cfg')
  })

  it('passes the profiles on by the names that instance.cfg takes', () => {
    const sections = sectionsOf(files.get('template-resilient-templates.cfg.in')!)
    expect(Object.keys(sections)).toEqual([
      ...['template-pbsready', 'template-pbsready-export', 'template-pbsready-import'],
      ...['instance-frozen', 'template-pull-backup'],
    ])
    for (const { output } of Object.values(sections)) expect(output).toBeTruthy()
  })

  it('has no part of its own: a release may set its parts anew', () => {
    expect(Object.keys(software['buildout']!)).toEqual(['extends'])
  })

  it('takes no name that a release takes for its own', () => {
    const release = sectionsOf(renderRelease({ name: 'shop', md5 }).get('software.cfg')!)
    const both = Object.keys(release).filter((name) => name !== 'buildout' && name in software)
    expect(both).toEqual([])
  })

  it('has a section and the checksum of every file but the three that tell of the others', () => {
    const hashes = sectionsOf(files.get('buildout.hash.cfg')!)
    for (const [section, { filename, md5sum }] of Object.entries(hashes)) {
      expect(software[section]!['<']).toMatch(/^resilient-(?:profile|download)$/)
      expect(md5sum).toBe(md5(files.get(filename!)!))
    }
    expect(Object.values(hashes).map(({ filename }) => filename)).toEqual(
      [...files.keys()].filter(
        (file) => !['buildout.cfg', 'buildout.hash.cfg', stackRecord].includes(file),
      ),
    )
  })

  it.each(['../../../..', '/srv/slapos', 'https://lab.example.com/slapos/raw/1.0'])(
    'extends components at %s',
    (components) => {
      const { buildout } = sectionsOf(stack(components).get('buildout.cfg')!)
      expect(buildout!['extends']).toContain(`\n${components}/component/rsync/buildout.cfg`)
    },
  )

  it.each([
    ['../../component', '../..'],
    ['../../stack', '../..'],
    ['/opt/slapos/stack/monitor', '/opt/slapos'],
    ['component', '.'],
  ])('knows that %s lies where components are', (components, place) => {
    expect(() => stack(components)).toThrow(
      expect.objectContaining({
        diagnostics: [expect.objectContaining({ hint: `did you mean ${place}?` })],
      }) as Error,
    )
  })

  it('puts no reference where buildout puts nothing in', () => {
    expect(() => stack('${x:y}')).toThrow('does not contain the components')
  })

  it.each(['', 'a b', 'a\nb', '[a]', '#a'])('has no components at %j', (components) => {
    expect(() => stack(components)).toThrow('cannot stand under "extends"')
  })
})

describe('the record of the stack folder', () => {
  const files = stack('../../../..')
  const text = files.get(stackRecord)!

  it('has the version, the components and the MD5 of every other file', () => {
    expect(text.split('\n')[0]).toBe('# slapos-resilient 1.2.3, components at ../../../..')
    const others = [...files].filter(([file]) => file !== stackRecord)
    const record = {
      version: '1.2.3',
      components: '../../../..',
      sums: new Map(others.map(([file, text]) => [file, md5(text)])),
    }
    expect(readStackRecord(text)).toEqual(record)
    expect(readStackRecord(text.replaceAll('\n', '\r\n'))).toEqual(record)
  })

  it.each(['', 'mine\n', text.slice(text.indexOf('\n') + 1), `<<<<<<< HEAD\n${text}`])(
    'is none of ours: %j',
    (other) => expect(readStackRecord(other)).toBeUndefined(),
  )

  it.each(['../software.cfg', '/etc/passwd', 'a/b', '..', '.git', 'a b'])(
    'has no file outside of the folder: %s',
    (file) => {
      const { sums } = readStackRecord(`${text}${md5('')}  ${file}\n`)!
      expect([...sums.keys()]).not.toContain(file)
    },
  )
})

describe('a file of the stack', () => {
  const { 'buildout.cfg': built } = Object.fromEntries(renderStack({ version: '1', md5 }))
  const asWritten = (text: string): boolean => isWritten('buildout.cfg', text, md5)
  const moved = built!.replaceAll('\n  ../../', '\n  /opt/slapos/')

  it('is ours wherever its components are, and edited where they are in two places', () => {
    expect([built!, moved].map(asWritten)).toEqual([true, true])
    for (const component of ['component/bash', 'stack/monitor']) {
      for (const [text, from, to] of [
        [built!, '../../', '/opt/slapos/'],
        [moved, '/opt/slapos/', '../../'],
      ] as const)
        expect(asWritten(text.replace(`${from}${component}/`, `${to}${component}/`))).toBe(false)
    }
  })
})
