import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { nodeReader } from '../../src/buildout/files/reader.js'
import {
  parseProfile,
  resolveProfile,
  Unreadable,
  type Resolved,
} from '../../src/buildout/index.js'
import { ResilientError } from '../../src/diagnostics/index.js'

function resolve(files: Record<string, string>): Resolved {
  const [path, text] = Object.entries(files)[0]!
  return resolveProfile(parseProfile(text, { file: path }), {
    path,
    reader: (name) => {
      const found = files[name]
      if (found === undefined) throw new Unreadable(name, 'no such file')
      return found
    },
  })
}

describe('resolveProfile', () => {
  it('keeps the history of a value and where each step was written', () => {
    const { sections } = resolve({
      '/p/a.cfg': '[buildout]\nextends = b.cfg\n[s]\nx += 2\n',
      '/p/b.cfg': '[s]\n\nx = 1\n',
    })
    const { value, history } = sections.get('s')!.get('x')!
    expect(value).toBe('1\n2')
    expect(
      history.map(({ operation, value, source, assignment }) => [
        operation,
        value,
        source,
        assignment?.range.start.line,
      ]),
    ).toEqual([
      ['SET', '1', '/p/b.cfg', 3],
      ['ADD', '2', '/p/a.cfg', 4],
    ])
  })

  it('gives every file its own _profile_base_location_', () => {
    const resolved = resolve({
      '/p/a.cfg': '[buildout]\nextends = sub/b.cfg\n[a]\nx = ${:_profile_base_location_}/a\n',
      '/p/sub/b.cfg': '[b]\nx = ${:_profile_base_location_}/b\n',
    })
    expect(resolved.value('a', 'x')).toBe('/p/a')
    expect(resolved.value('b', 'x')).toBe('/p/sub/b')
  })

  it('names what it does not fetch', () => {
    const { unread, complete, diagnostics } = resolve({
      '/p/a.cfg': '[buildout]\nextends = https://example.com/x.cfg ${t:output}\n',
    })
    expect({ unread, complete, told: diagnostics.map(({ severity }) => severity) }).toEqual({
      unread: ['https://example.com/x.cfg', '${t:output}'],
      complete: false,
      told: ['info'],
    })
  })

  it('tells a file that is missing, at its name', () => {
    const [found] = resolve({ '/p/a.cfg': '[buildout]\nextends =\n  b.cfg\n' }).diagnostics
    expect(found).toMatchObject({
      code: 'extends-unreadable',
      message: 'b.cfg, which this profile extends, cannot be read: no such file',
      range: { start: { line: 3, column: 3 } },
    })
  })

  it('tells each at its own name, not at one that ends in it or at a comment', () => {
    const { diagnostics } = resolve({
      '/p/a.cfg': '[buildout]\nextends =\n  my-b.cfg\n# b.cfg\n  b.cfg\n',
    })
    expect(diagnostics.map(({ range }) => [range?.start.line, range?.start.column])).toEqual([
      [3, 3],
      [5, 3],
    ])
  })

  it('takes the stack for granted where there is no SlapOS tree around', () => {
    const { unread, complete, diagnostics } = resolve({
      '/p/q/a.cfg': '[buildout]\nextends = ../../stack/monitor/buildout.cfg\n',
    })
    expect({ unread, complete }).toEqual({
      unread: ['../../stack/monitor/buildout.cfg'],
      complete: false,
    })
    expect(diagnostics).toMatchObject([{ code: 'extends-unreadable', severity: 'info' }])
  })

  it('tells a loop through three files, however they are written', () => {
    const { diagnostics } = resolve({
      '/p/a.cfg': '[buildout]\nextends = b.cfg\n',
      '/p/b.cfg': '[buildout]\nextends = x/../c.cfg\n',
      '/p/c.cfg': '[buildout]\nextends = ./a.cfg\n',
    })
    expect(diagnostics.map(({ code, file, message }) => [code, file, message])).toEqual([
      ['extends-loop', '/p/c.cfg', 'the profile extends itself: a.cfg → b.cfg → c.cfg → ./a.cfg'],
    ])
  })

  it('reads a diamond of diamonds in linear time', () => {
    const files: Record<string, string> = {}
    for (let level = 60; level > 0; level--) {
      files[`/p/${level}.cfg`] = `[buildout]\nextends = ${level - 1}l.cfg ${level - 1}r.cfg\n`
      for (const side of 'lr')
        files[`/p/${level - 1}${side}.cfg`] =
          `[buildout]\nextends = ${level - 1}.cfg\nx += ${side}\n`
    }
    files['/p/0.cfg'] = '[a]\nx = 1\n'
    expect(resolve(files).value('a', 'x')).toBe('1')
  })
})

describe('hostile profiles', () => {
  it('resolve 100,000 nested references and macros', () => {
    const count = 100_000
    const lines = Array.from({ length: count }, (_, i) => `x${i} = \${a:x${i + 1}}`)
    const { value } = resolve({ '/a.cfg': `[a]\n${lines.join('\n')}\nx${count} = end\n` })
    expect(value('a', 'x0')).toBe('end')
    const macros = Array.from({ length: count }, (_, i) => `[m${i}]\n<= m${i + 1}\n`)
    const chain = resolve({ '/a.cfg': `${macros.join('')}[m${count}]\nx = end\n` })
    expect(chain.value('m0', 'x')).toBe('end')
  })

  it('give up on references that double without end', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `x${i} = \${a:x${i + 1}}\${a:x${i + 1}}`)
    expect(
      resolve({ '/a.cfg': `[a]\n${lines.join('\n')}\nx100 = end\n` }).value('a', 'x0'),
    ).toBeUndefined()
  })

  it('have no value where a reference leads back to itself', () => {
    expect(
      resolve({ '/a.cfg': '[a]\nx = ${b:x}\n[b]\nx = ${a:x}\n' }).value('a', 'x'),
    ).toBeUndefined()
  })

  it('extend a chain of 10,000 files', () => {
    const files: Record<string, string> = {}
    for (let i = 0; i < 10_000; i++)
      files[`/${i}.cfg`] = `[buildout]\nextends = ${i + 1}.cfg\nparts += p${i}\n`
    files['/10000.cfg'] = '[buildout]\nparts =\n'
    expect(resolve(files).value('buildout', 'parts')!.split('\n')).toHaveLength(10_001)
  })
})

describe('nodeReader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'folder'))
  symlinkSync('self', join(folder, 'self'))
  writeFileSync(join(folder, 'binary'), new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0]))

  it.each([
    ['folder', 'unreadable-file', 'it is a folder'],
    ['self', 'unreadable-file', 'a symbolic link leads back to itself'],
    ['none', 'unreadable-file', 'no such file'],
    ['binary', 'bad-encoding', 'is not UTF-8 text'],
  ])('refuses %s', (name, code, why) => {
    const read = (): string => nodeReader(join(folder, name))
    expect(read).toThrow(ResilientError)
    expect(read).toThrow(why)
    expect(read).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] }),
    )
  })
})
