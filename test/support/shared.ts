import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What CI has beside the project; a user's machine does not. */
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))

/** The path of a shared file, undefined where there is none. */
export function sharedFile(name: string): string | undefined {
  const path = join(shared, name)
  return existsSync(path) ? path : undefined
}

export interface Vector {
  title: string
  name: string
  count: number | string
  exportType: string
  importType: string
  leaderArgs: string[]
  backupArgs: string[]
  parameters: Record<string, unknown>
  monitor: Record<string, unknown>
  parts: string[]
  sections: Record<string, Record<string, string>>
}

/** The reference stack's own expansions; empty where they are not at hand. */
export function vectors(): Vector[] {
  const path = sharedFile('vectors/replicate.json')
  return path === undefined ? [] : (JSON.parse(readFileSync(path, 'utf8')) as Vector[])
}

/** Why the real zc.buildout parser cannot be run here, undefined where it can. */
export function noBuildoutParser(): string | undefined {
  const tool = sharedFile('tools/buildout-parse')
  if (tool === undefined) return 'there is no ../shared/tools/buildout-parse'
  const tried = spawnSync(tool, ['-'], { input: '[a]\n', encoding: 'utf8' })
  return tried.status === 0 ? undefined : 'python3-zc.buildout is not installed'
}

type Sections = Record<string, Record<string, string>>

/** What zc.buildout's own parser makes of some profiles: section → option → value. */
export function parseWithBuildout(texts: readonly string[]): Sections[] {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-'))
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.cfg`)
      writeFileSync(file, text)
      return file
    })
    const parsed = spawnSync(sharedFile('tools/buildout-parse')!, files, {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    if (parsed.status !== 0) throw new Error(parsed.stderr)
    return parsed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Sections)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What Python literals mean, as JSON values; `!py!` is taken off first. */
export function readLiterals(literals: readonly string[]): unknown[] {
  const program = `
import ast, json, sys
for text in json.load(sys.stdin):
    print(json.dumps(ast.literal_eval(text[4:] if text.startswith('!py!') else text)))
`
  const read = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(literals),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (read.status !== 0) throw new Error(read.stderr)
  return read.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
