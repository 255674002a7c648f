import { describe, expect, it } from 'vitest'
import { readConfiguration, type ConfiguredComponent } from '../../src/cli/configuration.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

describe('a resilient.ini of another folder', () => {
  it('is named where it names a file that is not there', async () => {
    const ini = '[shop]\ncount = 2\nparameters = p.xml\n'
    const plan = (files: Record<string, string>) =>
      run(['plan', '--config', 'sub/resilient.ini'], { cwd: folderOf(files) })
    const lost = await plan({ 'sub/resilient.ini': ini })
    expect(lost.code).toBe(2)
    expect(lost.stderr).toContain('sub/resilient.ini:3:1: error sub/p.xml cannot be read')
    expect(lost.stderr).toContain('paths in sub/resilient.ini are relative to its folder')
    const near = await plan({ 'sub/resilient.ini': ini, 'sub/q.xml': '<instance/>' })
    expect(near.stderr).toContain('hint: did you mean q.xml?')
  })

  it('gives each component the findings of its own parameters', async () => {
    const ini = ['shop', 'db'].map((name) => `[${name}]\ncount = 2\nparameters = ${name}.json\n`)
    const cwd = folderOf({
      'resilient.ini': ini.join(''),
      'shop.json': '{"-sla-1-regoin": "x"}',
      'db.json': '{"-sla-1-regoin": "y", "-sla-1-mode": "z"}',
    })
    const { stdout } = await run(['plan', '--format', 'html'], { cwd })
    const titles = [...stdout.matchAll(/<title>([^<]*)/g)].map(([, text]) => text!)
    const told = titles
      .filter((text) => text.includes('SLA name'))
      .map((text) => text.split('\n')[0])
    expect(told.toSorted()).toEqual(['PBS (db / 1)', 'PBS (shop / 1)', 'db1', 'shop1'])
    for (const text of titles)
      expect(text.split('the master does not know the SLA name').length).toBeLessThan(3)
  })

  it('is named in its own folder too', async () => {
    const ini = '[shop]\ncount = 2\nparameters = p.xml\n'
    const { code, stderr } = await run(['plan'], { cwd: folderOf({ 'resilient.ini': ini }) })
    expect(code).toBe(2)
    expect(stderr).toContain('resilient.ini:3:1: error p.xml cannot be read: no such file')
    const flag = await run(['plan', '--parameters', 'q.xml'], {
      cwd: folderOf({ 'resilient.ini': ini }),
    })
    expect(flag.stderr).toContain('q.xml: error q.xml cannot be read')
  })

  it.each([
    ['x\\\\#y', 'x\\#y'],
    ['x\\\\;yy zz', 'x\\;yy zz'],
    ['x\\\\\\#y', 'x\\#y'],
    ['x\\#y', 'x#y'],
    ['x##;y', 'x##;y'],
    ['x\\\\y', 'x\\y'],
  ])('cuts nothing off a value in silence: %s', (written, value) => {
    const [{ options }] = readConfiguration(
      `[shop]\nmonitor-parameter = p=${written}\nexport-type = ${written}\n`,
      'resilient.ini',
    ) as [ConfiguredComponent]
    expect(options.get('monitor-parameter')?.value).toEqual([`p=${value}`])
    expect(options.get('export-type')?.value).toBe(value)
  })

  it.each([
    ['[shop]\ncount = 2 # three\n', '2:1', 'the value of "count" contains a # or ;'],
    ['[shop]\ncount = 2 ; x\n', '2:1', 'the value of "count" contains a # or ;'],
    ['[shop]\nset-monitor-url = true # x\n', '2:1', 'the value of "set-monitor-url" contains'],
    ['[shop]\nexport-type = a # b\n', '2:1', 'the value of "export-type" contains'],
    ['[shop] ; x\ncount = 2\n', '1:1', 'the line is not the name of a component'],
    ['[shop] # x\ncount = 2\n', '1:1', 'the line is not the name of a component'],
  ])('has comments on lines of their own alone: %j', async (ini, place, message) => {
    const { code, stderr } = await run(['plan'], { cwd: folderOf({ 'resilient.ini': ini }) })
    expect(code).toBe(2)
    expect(stderr).toContain(`resilient.ini:${place}: error ${message}`)
    expect(stderr).toMatch(
      /hint: .*put the comment on a line of its own|or the comment on a line of its own/,
    )
  })

  it('says what to write for an option without its sign', async () => {
    const { stderr } = await run(['plan'], {
      cwd: folderOf({ 'resilient.ini': '[shop]\ncount 3\n' }),
    })
    expect(stderr).toContain('at: shop\n')
    expect(stderr).toContain('hint: write count = 3')
  })

  it('is named where a component of it has no count', async () => {
    const { code, stderr } = await run(['plan'], {
      cwd: folderOf({ 'resilient.ini': '\n[shop]\n' }),
    })
    expect(code).toBe(2)
    expect(stderr).toContain('resilient.ini:2:1: error the component "shop" has no count')
    expect(stderr).toContain('hint: for example count = 3')
  })
})
