import { execFileSync } from 'node:child_process'
import { parse as parseIni } from 'ini'
import { parseProfile, replicate } from '../dist/index.js'
import { measureHere } from './measure.js'
import { row } from './row.js'

const python = `
import io, sys, time
import imp_shim
from zc.buildout import configparser
text = sys.stdin.read()
times = []
for _ in range(5):
    start = time.perf_counter()
    configparser.parse(io.StringIO(text), 'a.cfg', lambda: {})
    times.append(time.perf_counter() - start)
print(sorted(times)[2] * 1000)
`
// Debian's zc.buildout imports a module that newer Pythons have lost; its parser needs none of it.
const shim = "import sys, types; sys.modules.setdefault('imp', types.ModuleType('imp'))"

/** A profile of 1,000 instances to an object, against npm's ini and zc.buildout's own parser. */
export function parse() {
  const text = replicate('app', 1000, 'app-export', 'app-import')
  const [ours, ini] = measureHere([() => parseProfile(text).toObject(), () => parseIni(text)], 9)
  const buildout = Number(
    execFileSync('/usr/bin/python3', ['-c', python.replace('import imp_shim', shim)], {
      input: text,
      encoding: 'utf8',
    }),
  )
  const what = `parse ${(text.length / 2 ** 20).toFixed(1)} MiB of profile`
  return [row(what, ours, 'ini', ini), row(what, ours, 'zc.buildout', buildout, '< 1×')]
}
