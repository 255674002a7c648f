import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { programText } from '../../src/profiles/programs.js'
import { python } from './engines.js'

/** How a program ended, and what it said. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Run a program in Python to its end. */
export function run(program: string, ...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(python, [program, ...args], { encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

/** A program of the profiles as a file, and for each test of the file a folder of its own. */
export function programIn(name: Parameters<typeof programText>[0]): {
  program: string
  path: (...names: string[]) => string
  write: (name: string, text: string) => void
  /** A script for the shell, that can be run. */
  script: (name: string, text: string) => string
} {
  const root = mkdtempSync(join(tmpdir(), 'programs-'))
  const program = join(root, `${name}.py`)
  writeFileSync(program, programText(name))
  let folder = root
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'case-'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const path = (...names: string[]): string => join(folder, ...names)
  const write = (name: string, text: string): void => {
    mkdirSync(join(path(name), '..'), { recursive: true })
    writeFileSync(path(name), text)
  }
  const script = (name: string, text: string): string => {
    writeFileSync(path(name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
    return path(name)
  }
  return { program, path, write, script }
}
