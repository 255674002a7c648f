import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { hostileText } from '../support/arbitraries.js'
import { run } from '../support/run.js'
import { survives } from './support.js'

let cwd: string
beforeAll(() => {
  // A few folders deep, so that `..` leads nowhere either.
  cwd = join(mkdtempSync(join(tmpdir(), 'resilient-')), 'a/b/c')
  mkdirSync(cwd, { recursive: true })
  writeFileSync(
    join(cwd, 'p.xml'),
    '<instance><parameter id="-sla-1-mode">a</parameter></instance>',
  )
  writeFileSync(join(cwd, 'c.ini'), '[runner]\ncount = 3\n')
  writeFileSync(join(cwd, 'a.cfg'), '[buildout]\nparts = a\n[a]\nrecipe = b\n')
})
afterAll(() => rmSync(join(cwd, '../../..'), { recursive: true }))

const flags = (
  await Promise.all(
    Object.values(commands).map(async ({ load }) => Object.keys((await load()).options)),
  )
).flat()

const word = fc.oneof(
  fc.constantFrom(...new Set(Object.keys(commands).flatMap((words) => words.split(' ')))),
  fc.constantFrom('p.xml', 'c.ini', 'a.cfg', 'none.xml', '.', '-', '--', 'a=b', '=', '3', '1', '0'),
  fc.constantFrom('json', 'table', 'dot', 'svg', 'html', 'sarif', 'plain', 'runner', 'ArgLeader'),
  fc.constantFrom(...flags).map((flag) => `--${flag}`),
  fc.constantFrom(...flags).map((flag) => `--no-${flag}`),
  fc.constantFrom('-o', '-h', '-oh', '--__proto__', '--__proto__.a=b', '--constructor', '--a.b'),
  fc.tuple(fc.constantFrom(...flags), hostileText).map(([flag, text]) => `--${flag}=${text}`),
  hostileText,
)
const several = new Set(['validate', 'check'])
const commandLine = fc.oneof(
  fc.array(word, { maxLength: 8 }),
  fc
    .tuple(fc.constantFrom(...Object.keys(commands)), fc.array(word, { maxLength: 8 }))
    .map(([words, more]) => [...words.split(' '), ...more]),
  fc
    .tuple(
      fc.constantFrom('render replicated', 'plan', 'validate p.xml'),
      fc.array(word, { maxLength: 4 }),
    )
    .map(([words, more]) => [...words.split(' '), '--config', 'c.ini', ...more]),
)

describe('whatever a command line holds', () => {
  it('the command ends with its exit code and our text', () =>
    survives(commandLine, async (args) => {
      const { code, stdout, stderr } = await run(args, { cwd, input: '<instance/>' })
      expect([0, 1, 2]).toContain(code)
      expect(stderr).not.toMatch(/ at \S+:\d+:\d+|TypeError|RangeError|this is a defect/)
      if (code === 2) expect(stderr).not.toBe('')
      // Of several inputs some can be read, and what is found in those is the result.
      if (code === 2 && !several.has(args[0]!)) expect(stdout).toBe('')
    }))
})
