import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

/** What steers a terminal, turns the direction of text, or is seen by nobody; joiners, which words need, are none. */
const steering =
  /(?!\n)[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/u
/** What a name may hold, and what a value may besides. */
const inName = 'a\u202eb\u2066c\u200fd\u061ce\u200bf\u2060g'
const inValue = `${inName}\u001b[31mb\u0007\u0000\r\n\t\u009b31m\u0085\u007f\u2028\u2029\ufeffc`
const component = ['--name', 'shop', '--count', '3']
const files = {
  'v.json': JSON.stringify({
    '-sla-1-computer_guid': inValue,
    [`-sla-1-${inName}`]: inValue,
    '-sla-shop0-computer_guid': inValue,
    [`-sla-9-${inValue}`]: inValue,
    [`-sla-${inValue}-mode`]: inValue,
    [inName]: inValue,
    password: inValue,
    nested: { [inValue]: [inValue] },
  }),
  'old.json': JSON.stringify({ '-sla-1-computer_guid': `${inValue}z`, [inName]: 'a' }),
  'resilient.ini': '[shop]\ncount = 3\nparameters = v.json\n',
}
const ways = [
  ['v.json', ...component],
  ['v.json', ...component, '--show-secrets'],
  ['v.json', ...component, '--monitor-parameter', `m=${inName}\u009b`],
  ['--config', 'resilient.ini'],
]
const refused = [
  ['--export-type', inName],
  ['--monitor-return', inName],
  ['--leader-args', inName],
]

describe('a plan that is printed', () => {
  it.each(
    ['table', 'svg', 'html', 'dot'].flatMap((format) =>
      ways.map((args) => [format, args] as const),
    ),
  )('as %s has nothing that steers who looks at it: %j', async (format, args) => {
    const { code, stdout, stderr } = await run(['plan', ...args, '--format', format], {
      cwd: folderOf(files),
    })
    expect(stderr).not.toMatch(steering)
    // It is printed with errors beside it, too.
    expect(code).toBeLessThan(2)
    expect(stdout).toContain('·')
    expect(stdout).not.toMatch(steering)
  })

  it.each(refused)('tells what is no name without being steered: %s', async (...flags) => {
    const { stdout, stderr } = await run(['plan', ...component, ...flags])
    expect(stdout + stderr).not.toMatch(steering)
  })

  it('as what differs', async () => {
    const args = ['plan', 'v.json', '--diff', 'old.json', ...component]
    const { stdout, stderr } = await run(args, { cwd: folderOf(files) })
    expect(stdout + stderr).not.toMatch(steering)
  })

  it('keeps what words are written with', async () => {
    const words = 'نمی\u200cخواهم 👩\u200d💻'
    const cwd = folderOf({ 'a.json': JSON.stringify({ '-sla-1-computer_guid': words }) })
    const { stdout } = await run(['plan', 'a.json', ...component, '--format', 'svg'], { cwd })
    expect(stdout).toContain(words)
  })
})
