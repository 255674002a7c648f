import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const files = {
  'a.jinja2': "{% include 'pipe' %}",
  'b.jinja2': "{% import 'pipe' as p %}",
  'a.json': '{"a": 1}',
  's.json': '{"$ref": "pipe"}',
  'profile.cfg': '[buildout]\nextends = pipe\n',
  'shop.ini': '[shop]\ncount = 2\nparameters = pipe\n',
  'software.cfg.json': '{"name": "a", "software-type": {"default": {"request": "pipe"}}}',
}

/** A folder of the files, and a pipe of this name to which nobody writes. */
function withPipe(name: string): string {
  const cwd = folderOf(files)
  expect(spawnSync('mkfifo', [join(cwd, name)]).status).toBe(0)
  return cwd
}

describe('a pipe', () => {
  it.each([
    ['pipe', 'render', 'template', 'a.jinja2'],
    ['pipe', 'render', 'template', 'b.jinja2'],
    ['pipe', 'validate', 'a.json', '--schema', 's.json'],
    ['pipe', 'validate', 'a.json', '--schema', 'software.cfg.json'],
    ['pipe', 'check', 'profile.cfg'],
    ['buildout.hash.cfg', 'hash', '.'],
    ['resilient.ini', 'plan'],
    ['pipe', 'plan', '--config', 'shop.ini'],
  ])('that no user named is not waited for: %s, by %s %s', async (name, ...args) => {
    const { code, stdout, stderr } = await run(args, { cwd: withPipe(name) })
    expect(code).toBeGreaterThan(0)
    expect(stdout + stderr).toContain('it is not a regular file')
  })

  it.each([
    ['{"properties": {"a": {"type": "string"}}}', 'validate', 'a.json', '--schema', 'given'],
    ['{"a": 1}', 'validate', 'given', '--parameters-format', 'json'],
    ['{% macro m() %}1{% endmacro %}', 'render', 'template', 'b.jinja2', '--import', 'pipe=given'],
  ])('that a user names is read once, to its end: %s', async (text, ...args) => {
    const cwd = withPipe('given')
    spawnSync('sh', ['-c', 'printf %s "$1" > given &', 'sh', text], { cwd, stdio: 'ignore' })
    const { stdout, stderr } = await run(args, { cwd })
    const isHeld = args.includes('--schema')
    expect((stdout + stderr).includes('[schema-value]')).toBe(isHeld)
    expect(stdout + stderr).not.toMatch(/unreadable-file|is not JSON/)
  })
})
