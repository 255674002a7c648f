import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replicate } from '../dist/index.js'
import { measure, program, spawn } from './measure.js'
import { alone } from './row.js'

/** What the root gives the requests. */
const connection = `[slap-connection]
computer-id = COMP-1
partition-id = slappart0
server-url = https://slap.example.com
software-release-url = https://example.com/software.cfg
`

/** `check` over 700 profiles, as a whole process. */
export function check() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const files = Array.from({ length: 700 }, (_, index) => {
      const name = `app${index}`
      const wired = replicate(name, 2, `${name}-export`, `${name}-import`, 'ArgL', 'ArgB')
      const head = `[buildout]\nparts =\n  request-${name}\n\n[ArgL]\n[ArgB]\n${connection}\n`
      writeFileSync(join(folder, `${name}.cfg`), head + wired)
      return `${name}.cfg`
    })
    // Findings are no failure here: it is the time that counts.
    const line = `"$0" "$@" >/dev/null 2>&1 || test $? = 1`
    const args = ['-c', line, process.execPath, program, 'check', ...files]
    const [time] = measure([() => spawn('sh', args, { cwd: folder })], 3)
    return [alone('check of 700 profiles', time, '< 2,000 ms')]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
