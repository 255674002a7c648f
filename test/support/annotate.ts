import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Profiles by their names; the first one extends the others. */
export type Tree = Record<string, string>

export interface Annotated {
  /** What `buildout annotate` shows: section → option → value. */
  annotated: Record<string, Record<string, string>>
  /** With macros and references resolved; null for a section that buildout refuses. */
  resolved: Record<string, Record<string, string> | null>
}

const program = `
import collections.abc, json, os, sys
collections.MutableMapping = collections.abc.MutableMapping
from zc.buildout import buildout as engine

engine.Options.initialize = lambda self: None
for path in json.load(sys.stdin):
    os.chdir(os.path.dirname(path))
    try:
        b = engine.Buildout(path, [], user_defaults=False)
    except BaseException as error:
        print(json.dumps({'error': '%s: %s' % (type(error).__name__, error)}), file=sys.stderr)
        continue
    annotated = {s: {k: v.value for k, v in o.items()} for s, o in b._annotated.items()}
    resolved = {}
    for section in annotated:
        b._data.clear()
        try:
            options = b[section]
            resolved[section] = {key: options.get(key) for key in options.keys()}
        except Exception:
            resolved[section] = None
    print(json.dumps({'annotated': annotated, 'resolved': resolved}), file=sys.stderr)
`

/** What zc.buildout makes of trees of profiles; an error's text for a tree that it refuses. */
export function annotateWithBuildout(
  trees: readonly Tree[],
): (Annotated & { error?: string; folder: string })[] {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-'))
  try {
    const paths = trees.map((tree, index) => {
      const root = join(folder, String(index))
      for (const [name, text] of Object.entries(tree)) {
        mkdirSync(dirname(join(root, name)), { recursive: true })
        writeFileSync(join(root, name), text)
      }
      return join(root, Object.keys(tree)[0]!)
    })
    const run = spawnSync('/usr/bin/python3', ['-c', program], {
      input: JSON.stringify(paths),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { ...process.env, HOME: folder },
    })
    const rows = run.stderr.split('\n').filter((line) => line.startsWith('{'))
    if (rows.length !== trees.length) throw new Error(run.stderr)
    return rows.map((row, index) => ({
      ...(JSON.parse(row) as Annotated),
      folder: join(folder, String(index)),
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
