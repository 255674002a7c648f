import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blocksOf, fits, stepsOf, type Block } from './blocks.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/**
 * Every page is followed word by word in a folder of its own: `file=NAME` blocks are written,
 * `console` blocks are run and must print what they show, `js` and `ts` blocks run as modules.
 */
describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  let folder: string
  beforeAll(() => void (folder = newcomersFolder()))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(
    blocksOf(text).map(
      (block) => [`line ${block.line}: ${block.language || 'plain'}`, block] as const,
    ),
  )('%s', (_, block) => follow(block, folder))

  it('has links that lead somewhere', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)].map(
      ([, target]) => target!,
    )
    const missing = targets.filter(
      (target) => target !== '' && !existsSync(resolve(root, dirname(page), target)),
    )
    expect(missing).toEqual([])
  })
})

describe('the README', () => {
  it('has two commands that do all the set-up, and CI runs just these', () => {
    const commands = blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).filter(
      ({ language }) => language === '',
    )
    expect(commands.map(({ text }) => text.trim())).toEqual(['npm ci && npm run demo', 'npm test'])
    const ci = readFileSync(join(root, '.ci/run'), 'utf8')
    for (const command of ['npm ci', 'npm run demo', 'npm test']) expect(ci).toContain(command)
  })
})

function follow(block: Block, folder: string): void {
  const { language, attributes, text } = block
  const file = attributes['file']
  if (file !== undefined) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  } else if (language === 'console') {
    for (const { command, output } of stepsOf(block)) {
      const ran = shell(command, folder)
      if (!fits(output, ran)) expect(ran).toBe(output)
    }
  } else if (language === 'js' || language === 'ts') {
    const module = join(folder, `block-${block.line}.mjs`)
    writeFileSync(module, text)
    const ran = spawnSync(process.execPath, [module], { cwd: folder, encoding: 'utf8' })
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' })
  } else if (language !== '') {
    expect.unreachable(`a block of ${language} that nothing tests: give it file=NAME`)
  }
}

/** What a newcomer has: the command on the path and the package installed. */
function newcomersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-docs-'))
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/slapos-resilient'))
  symlinkSync(
    '../slapos-resilient/dist/cli/bin.cjs',
    join(folder, 'node_modules/.bin/slapos-resilient'),
  )
  const npx = join(folder, 'node_modules/.bin/npx')
  writeFileSync(npx, '#!/bin/sh\nexec "$@"\n')
  chmodSync(npx, 0o755)
  return folder
}

function shell(command: string, cwd: string): string {
  const PATH = `${join(cwd, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
  const env = { ...process.env, PATH, CI: '', NO_COLOR: '1' }
  const ran = spawnSync('/bin/bash', ['-c', `${command} 2>&1`], { cwd, env, encoding: 'utf8' })
  return ran.stdout
}
