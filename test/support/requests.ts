import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileReader } from '../../src/buildout/files/reader.js'
import type { InstanceRequest } from '../../src/plan/index.js'
import { macros } from '../../src/profiles/macros.js'
import { readRelease, requestTree, type Given, type Release } from '../../src/release/index.js'
import { engine, python } from './engines.js'

type Data = Record<string, unknown>

/** The options of each request section, as a recipe of the real engine got them. */
export type Recorded = Record<string, Data>

/** A release, from its software.cfg. */
export function releaseAt(path: string): Release {
  return readRelease(path, { reader: fileReader(1 << 24), atHand: macros() })
}

/** What an instance is given by who asks for it from outside. */
export function givenTo(softwareType: string, parameters: Data): Given {
  return {
    parameters: new Map(
      Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]),
    ),
    isOpen: false,
    softwareType,
    isSerialised: undefined,
  }
}

/** What the root of a release requests, as the plan has it. */
export function planned(release: Release, type: string, parameters: Data): InstanceRequest[] {
  return requestTree(release, type, givenTo(type, parameters)).requests
}

/** The same as zc.buildout records it, from the files that the release's software makes. */
export function recorded(release: Release, type: string, parameters: Data): Recorded {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-requests-'))
  try {
    const software = join(folder, 'soft')
    const real = (text: string): string =>
      text.replaceAll('/@software', software).replaceAll('\ue000', '<').replaceAll('\ue001', '>')
    for (const { artefact, scope, unit } of release.makings) {
      const made = unit ? undefined : release.maker.make(artefact, scope, scope.view(true), true)
      // The first is where it lies; others may be a folder's name, which stands for the file in it.
      for (const path of made ? artefact.outputs.map(real) : []) {
        if (!path.startsWith(`${software}/`) || existsSync(path)) continue
        if (!isFolder(dirname(path))) continue
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, real(made!.text.text))
      }
    }
    const instances = [{ type, parameters, serialised: false }]
    const ran = spawnSync(python, [engine('requests')], {
      input: JSON.stringify({ software, folder, instances }),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    })
    if (ran.status !== 0) throw new Error(ran.stderr)
    const { requests, error } = JSON.parse(ran.stdout) as { requests?: Recorded; error?: string }
    if (!requests) throw new Error(error)
    return requests
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Where the two differ, in words: what is not known of a value may be anything. */
export function differences(ours: readonly InstanceRequest[], theirs: Recorded): string[] {
  const found: string[] = []
  const sections = new Set([...ours.map(({ section }) => section), ...Object.keys(theirs)])
  for (const section of sections) {
    const own = ours.find((each) => each.section === section)
    const options = theirs[section]
    if (!own || !options) found.push(`${section} is ${own ? 'not recorded' : 'not planned'}`)
    else
      for (const [what, planned, real] of pairsOf(own, options))
        if (!isSame(planned, real, what in own.unknown))
          found.push(
            `${section} ${what}: ${JSON.stringify(planned)}, really ${JSON.stringify(real)}`,
          )
  }
  return found
}

function* pairsOf(own: InstanceRequest, options: Data): Generator<[string, unknown, unknown]> {
  const text = (option: string): string => String(options[option] ?? '')
  yield ['name', own.name, options['name']]
  yield ['softwareType', own.softwareType, options['software-type'] ?? 'default']
  const url = text('software-url')
  yield ['software', own.software, /software.release.url/.test(url) ? null : url]
  const isShared = ['shared', 'slave'].some((each) => /^(?:y|yes|1|true)$/i.test(text(each)))
  yield ['shared', own.shared, isShared]
  yield ['state', own.state, options['state'] ?? null]
  yield ['returns', own.returns.join(' '), text('return').trim().split(/\s+/).join(' ')]
  for (const [kind, prefix, all] of [
    ['config', 'config-', own.parameters],
    ['sla', 'sla-', own.sla],
  ] as const) {
    const real = Object.entries(options)
      .filter(([name, value]) => name.startsWith(prefix) && (kind === 'config' || value !== ''))
      .map(([name, value]) => [name.slice(prefix.length), value] as const)
    const values = new Map(real)
    for (const name of new Set([...Object.keys(all), ...values.keys()]))
      yield [`${kind} ${name}`, all[name], values.get(name)]
  }
}

function isSame(planned: unknown, real: unknown, isUnknown: boolean): boolean {
  if (JSON.stringify(planned) === JSON.stringify(real)) return true
  if (!isUnknown || planned === undefined || real === undefined) return false
  const written = (value: unknown): string =>
    typeof value === 'string' ? value : JSON.stringify(value)
  const parts = written(planned).split(/\$\{[^}]*\}|…/)
  return new RegExp(`^${parts.map(escaped).join('[^]*')}$`).test(written(real))
}

/** Whether a path is a folder, or may become one. */
function isFolder(path: string): boolean {
  return existsSync(path) ? statSync(path).isDirectory() : isFolder(dirname(path))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
