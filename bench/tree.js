import { readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { measure, program, spawn } from './measure.js'
import { alone, row } from './row.js'

const variable = 'SLAPOS_TREE'

/** `check` of the releases in a checkout of SlapOS: the slowest of them, and all. */
export function tree() {
  const root = process.env[variable]
  if (root === undefined) {
    console.error(`${variable} names no checkout of SlapOS: its releases are not checked.`)
    return []
  }
  const files = readdirSync(join(root, 'software'), { recursive: true })
    .filter((file) => /^software(?:[-_.].*)?\.cfg$/.test(basename(file)))
    .map((file) => join('software', file))
  const check = (...names) =>
    spawn(
      'sh',
      [
        '-c',
        '"$0" "$@" >/dev/null 2>&1 || test $? = 1',
        process.execPath,
        program,
        'check',
        ...names,
      ],
      {
        cwd: root,
      },
    )
  const times = files.map((file) => [measure([() => check(file)], 1)[0], file])
  const [slowest, file] = times.toSorted(([a], [b]) => b - a)[0]
  const [all] = measure([() => check(...files)], 1)
  const what = `check of ${relative('software', file)}, the slowest release`
  const annotated = annotate(root, file)
  return [
    annotated === undefined
      ? alone(what, slowest, '< 3,000 ms')
      : row(what, slowest, 'buildout annotate', annotated, '< 3,000 ms'),
    alone(`check of ${files.length} releases`, all, '< 60,000 ms'),
  ]
}

/** What one would run instead, for its software level alone: the engine's own `annotate`. */
function annotate(root, file) {
  const engine = new URL('../test/engines/buildout', import.meta.url).pathname
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    writeFileSync(
      join(folder, 'buildout.cfg'),
      `[buildout]\nextends = ${join(root, dirname(file), basename(file))}\n`,
    )
    const run = () => spawnSync('/usr/bin/python3', [engine, '-o', 'annotate'], { cwd: folder })
    return run().status === 0 ? measure([run], 1)[0] : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}
