import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, program, spawn } from './measure.js'
import { slaKeys } from './replication.js'
import { row } from './row.js'

const naive = fileURLToPath(new URL('naive.py', import.meta.url))

/** 1,000 instances as a whole process, against Python's Jinja2 and a macro written in a hurry. */
export function wholeProcess() {
  const count = 1000
  const parameters = slaKeys(count)
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'parameters.json')
  writeFileSync(file, JSON.stringify(parameters))
  const input = JSON.stringify({ name: 'app', count, parameters })
  const flags = ['--name', 'app', '--count', String(count), '--parameters', file]
  try {
    const [ours, theirs] = measure(
      [
        () => spawn(process.execPath, [program, 'render', 'replicated', ...flags]),
        () => spawn('/usr/bin/python3', [naive], { input }),
      ],
      5,
    )
    return [row('1,000 instances, whole process', ours, 'Python, Jinja2', theirs, '< 1×')]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
