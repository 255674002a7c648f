import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

/** What steers a terminal: of one byte and of two, and what turns the direction of text. */
const steering = /(?!\n)[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u
const hostile = 'a\u001b[31m\u009b31m\u0085\u007f\u202e\u2028b'
const component = ['--name', 'shop', '--count', '3']

describe('JSON that is printed', () => {
  const files = {
    'a.json': JSON.stringify({
      '-sla-1-computer_guid': hostile,
      [`-sla-1-${hostile}`]: 'x',
      [hostile]: hostile,
    }),
    'b.json': JSON.stringify({ '-sla-shop0-computer_guid': `x\u009b31m\u202e` }),
    'a.cfg': `[buildout]\nparts = ${hostile}\n`,
  }

  it.each([
    ['validate', 'a.json', ...component, '--format', 'json'],
    ['check', 'a.cfg', '--format', 'json'],
    ['check', 'a.cfg', '--format', 'sarif'],
    ['plan', 'b.json', ...component, '--format', 'json'],
  ])('has escapes for what would steer a terminal: %s %s', async (...args) => {
    const { stdout, stderr } = await run(args, { cwd: folderOf(files) })
    expect(stdout + stderr).not.toMatch(steering)
    const again = JSON.stringify(JSON.parse(stdout))
    expect(again).toContain(args.includes('plan') ? '\u009b31m\u202e' : '\u009b31m')
  })
})
