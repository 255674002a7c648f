import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const runner = ['--name', 'runner', '--count', '2']
const xml = (computer: string) =>
  `<instance><parameter id="-sla-pbs1-computer_guid">${computer}</parameter></instance>`
const files = { 'old.xml': xml('COMP-1'), 'new.xml': xml('COMP-2') }

describe('plan --diff', () => {
  it('compares with parameters', async () => {
    const cwd = folderOf(files)
    const { code, stdout } = await run(['plan', 'new.xml', ...runner, '--diff', 'old.xml'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toBe(
      [
        'runner: 2 instances',
        '> PBS (runner / 1) is moved',
        '    sla computer_guid: COMP-1 -> COMP-2',
        '    an instance that is there stays where it is: to move it, it must be destroyed and requested again; its archive of runner0 is then lost, every increment that it keeps',
        '',
      ].join('\n'),
    )
  })

  it('compares with a plan that was saved, of another count', async () => {
    const three = ['plan', 'old.xml', '--name', 'runner', '--count', '3', '--format', 'json']
    const saved = await run(three, { cwd: folderOf(files) })
    const cwd = folderOf({ ...files, 'plan.json': saved.stdout })
    const { stdout } = await run(['plan', 'old.xml', ...runner, '--diff', 'plan.json'], { cwd })
    expect(stdout).toContain('runner: 2 instances, 3 before')
    expect(stdout).toContain(
      '- PBS (runner / 2) is removed\n    it is no longer requested; it stays, with its archive of runner0,',
    )
    const json = ['plan', 'old.xml', ...runner, '--diff', 'plan.json', '--format', 'json']
    const { diff } = JSON.parse((await run(json, { cwd })).stdout) as { diff: object[] }
    expect(diff).toMatchObject([{ name: 'runner', count: { old: 3, new: 2 } }])
  })

  it('says that what a saved plan has masked is not compared', async () => {
    const secret = (text: string): string => JSON.stringify({ 'db-password': text })
    const cwd = folderOf({ 'a.json': secret('SeKrEt1'), 'b.json': secret('SeKrEt2') })
    const diff = async (...how: string[]) => {
      const saved = await run(['plan', 'a.json', ...runner, '--format', 'json', ...how], { cwd })
      const input = saved.stdout
      return run(['plan', 'b.json', ...runner, '--diff', '-'], { cwd, input })
    }
    const said = 'not known: whether secrets change, which <stdin> has masked\n'
    expect(await diff()).toMatchObject({
      stderr: said,
      stdout: expect.stringContaining('nothing changes') as string,
    })
    expect(await diff('--show-secrets')).toMatchObject({
      stderr: '',
      stdout: expect.stringContaining('config db-password: ****** -> ******') as string,
    })
  })

  it('says that nothing changes', async () => {
    const cwd = folderOf(files)
    const same = ['plan', '-', ...runner, '--diff', 'new.xml']
    const { stdout } = await run(same, { cwd, input: xml('COMP-2') })
    expect(stdout).toBe('runner: 2 instances\n  nothing changes in what is requested\n')
  })

  it.each([
    ['{"version":1,"components":[{"name":"a"}]}', 'bad-argument'],
    ['{"version":1,"components":[null]}', 'bad-argument'],
    ['{"version":1,"components":[{"name":"a","count":1,"requests":[{}]}]}', 'bad-argument'],
    ['{"components":', 'json-syntax'],
    ['', 'xml-syntax'],
  ])('refuses %s', async (old, code) => {
    const cwd = folderOf({ ...files, old })
    const ran = await run(['plan', 'new.xml', ...runner, '--diff', 'old'], { cwd })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`[${code}]`)
  })

  describe('with a release', () => {
    const ini = (name: string, count: number) => `[${name}]\ncount = ${count}\n`
    const release = (text: string) => ({ 'old/resilient.ini': text, ...files })

    it('compares the components, under the parameters that are planned with', async () => {
      const cwd = folderOf({ ...release(ini('runner', 3)), 'resilient.ini': ini('runner', 2) })
      const { code, stdout } = await run(['plan', 'new.xml', '--diff', 'old'], { cwd })
      expect(code).toBe(0)
      expect(stdout).toContain('runner: 2 instances, 3 before\n- runner2 is removed')
      expect(stdout).not.toContain('is moved')
    })

    it('takes the parameters that the old release names for itself', async () => {
      const old = { 'old/resilient.ini': ini('runner', 2) + 'parameters = p.xml\n' }
      const cwd = folderOf({ ...files, ...old, 'old/p.xml': xml('COMP-1') })
      const { stdout } = await run(['plan', 'new.xml', ...runner, '--diff', 'old'], { cwd })
      expect(stdout).toContain('sla computer_guid: COMP-1 -> COMP-2')
    })

    it('names what a component renamed loses, and leaves out those that --name does not ask for', async () => {
      const two = ini('runner', 2) + ini('shop', 2)
      const cwd = folderOf({ ...release(two), 'resilient.ini': two.replace('runner', 'walker') })
      const all = await run(['plan', '--diff', 'old'], { cwd })
      expect(all.stdout).toContain('runner: no instances, 2 before')
      expect(all.stdout).toContain('walker: 2 instances, none before')
      expect(all.stdout).toContain('shop: 2 instances\n  nothing changes')
      const one = await run(['plan', '--name', 'walker', '--diff', 'old'], { cwd })
      expect(one.stdout).toContain('walker: 2 instances, none before')
      expect(one.stdout).not.toContain('runner:')
    })

    it('says what a folder lacks', async () => {
      const cwd = folderOf({ ...files, 'old/software.cfg': '' })
      const ran = await run(['plan', 'new.xml', ...runner, '--diff', 'old'], { cwd })
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr).toContain('it is unclear which software type of old is the root')
      const broken = folderOf({ ...files, 'old/resilient.ini': '[a]\ncuont = 3\n' })
      const refused = await run(['plan', 'new.xml', ...runner, '--diff', 'old'], { cwd: broken })
      expect(refused.stderr).toContain('old/resilient.ini:2:1')
    })
  })

  it('is not drawn as a picture', async () => {
    const svg = ['plan', 'new.xml', ...runner, '--diff', 'old.xml', '--format', 'svg']
    const ran = await run(svg, { cwd: folderOf(files) })
    expect(ran).toMatchObject({ code: 2 })
    expect(ran.stderr).toContain('--format table or json')
  })
})

describe('plan of several files', () => {
  it('shows one after the other, under their names', async () => {
    const { stdout } = await run(['plan', '.', ...runner], { cwd: folderOf(files) })
    expect(stdout.startsWith('new.xml\n\nrunner: ')).toBe(true)
    expect(stdout).toContain('\n\nold.xml\n\nrunner: ')
    expect(stdout.indexOf('COMP-2')).toBeLessThan(stdout.indexOf('COMP-1'))
  })

  it('tells in JSON which file a plan is of', async () => {
    const args = ['plan', 'old.xml', 'new.xml', ...runner, '--format', 'json']
    const { stdout } = await run(args, { cwd: folderOf(files) })
    const { components } = JSON.parse(stdout) as { components: { file: string }[] }
    expect(components.map(({ file }) => file)).toEqual(['old.xml', 'new.xml'])
  })

  it('draws one picture at a time', async () => {
    const args = ['plan', 'old.xml', 'new.xml', ...runner, '--format', 'html']
    const ran = await run(args, { cwd: folderOf(files) })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('one file of parameters at a time')
  })
})
