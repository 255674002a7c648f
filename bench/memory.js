import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from './measure.js'

// Prints the peak after the program's own output, which nobody needs here.
const peak = `
process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))
`

/** The peak memory of \`validate\` over ten times as many files. */
export function memory() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    writeFileSync(join(folder, 'peak.cjs'), peak)
    const text = `<instance>${'<parameter id="a">b</parameter>'.replace('b', 'b'.repeat(50_000))}</instance>`
    for (let i = 0; i < 1000; i++) writeFileSync(join(folder, `${i}.xml`), text)
    const [few, many] = [100, 1000].map((count) =>
      peakOf(
        folder,
        Array.from({ length: count }, (_, i) => `${i}.xml`),
      ),
    )
    const mebibytes = (bytes) => `${(bytes / 2 ** 10).toFixed(0)} MiB`
    return [
      {
        what: 'memory: validate of 1,000 files',
        ours: mebibytes(many),
        beside: `100 files ${mebibytes(few)}`,
        ratio: `${(many / few).toFixed(2)}×`,
        goal: 'flat: < 1.5×',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function peakOf(cwd, files) {
  const args = ['-r', './peak.cjs', program, 'validate', ...files]
  return Number(
    execFileSync('sh', ['-c', `exec "$0" "$@" 2>&1 >/dev/null`, process.execPath, ...args], {
      cwd,
      encoding: 'utf8',
    }),
  )
}
