import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderStack } from '../../src/profiles/index.js'
import { engine, noPython, python } from './engines.js'
import { hold } from './held.js'
import { md5, writeFiles } from './stack.js'

const conformance = fileURLToPath(new URL('../conformance/', import.meta.url))

/** Why the real zc.buildout cannot be run here, undefined where it can. */
export function noBuildout(): string | undefined {
  return noPython('zc.buildout', 'jinja2', 'six')
}

/** One installed part, as the recording recipes wrote it down. */
export interface Installed {
  part: string
  options: Record<string, string>
  /** What a part that publishes sent to the master. */
  published?: Record<string, string> | null
}

/** What the node tells an instance. */
export interface Instance {
  type: string
  parameters?: Record<string, unknown>
  shared?: Record<string, string>[]
  /**
   * What those that it asked for publish, in the place of made-up answers, each by its name alone or after
   * the request's section (`request-shop:ip`); null for nothing yet.
   */
  published?: Record<string, string> | null
  /** What the instance itself published before. */
  own?: Record<string, string>
}

const slapConnection = {
  'computer-id': 'COMP-0',
  'server-url': 'http://127.0.0.1:5000',
  'software-release-url': '/sr/software.cfg',
  'key-file': '',
  'cert-file': '',
}

/**
 * A folder with SlapOS's stack, as far as it is needed, ours as `stack` writes it, and recipes that
 * record: a node with no master.
 */
export class Node {
  readonly folder = mkdtempSync(join(tmpdir(), 'resilient-node-'))
  readonly software = join(this.folder, 'soft')

  constructor() {
    cpSync(join(conformance, 'node'), this.folder, { recursive: true })
    writeFiles(join(this.folder, 'stack/resilient'), renderStack({ version: 'tested', md5 }))
  }

  /** Builds `software/NAME/software.cfg`; its files are given. */
  build(name: string, files: ReadonlyMap<string, string>): Installed[] {
    const release = join(this.folder, 'software', name)
    writeFiles(release, files)
    return this.buildout(this.software, `[buildout]\nextends = ${join(release, 'software.cfg')}\n`)
  }

  /** Runs the built software's instance.cfg in a partition of its own. */
  deploy(partition: string, instance: Instance): Installed[] {
    const folder = this.#partition(partition)
    writeFileSync(
      join(folder, 'instance.json'),
      JSON.stringify({ parameters: {}, shared: [], ...instance }),
    )
    const profile = readFileSync(join(this.software, 'instance.cfg'), 'utf8')
    return this.buildout(folder, profile + tail(partition))
  }

  /** Runs one profile of the instance level with the sections that the node gives. */
  run(partition: string, profile: string, given = ''): Installed[] {
    const folder = this.#partition(partition)
    writeFileSync(join(folder, 'profile.cfg'), profile)
    const extended = join(this.software, 'template-monitor.cfg')
    return this.buildout(
      folder,
      `[buildout]\nextends =\n  ${extended}\n  profile.cfg\n${tail(partition)}${given}`,
    )
  }

  /** A partition's folder, with the link to its software that the node puts there. */
  #partition(name: string): string {
    const folder = join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    const link = join(folder, 'software_release')
    rmSync(link, { force: true })
    symlinkSync(this.software, link)
    return folder
  }

  /** A file's text in a partition, undefined where there is none. */
  read(partition: string, file: string): string | undefined {
    const path = join(this.folder, partition, file)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }

  /** Runs buildout; throws with its output when it fails, or when a part is not what ours are. */
  buildout(folder: string, profile: string): Installed[] {
    linkEggs(folder)
    const record = join(folder, 'recorded.jsonl')
    writeFileSync(record, '')
    writeFileSync(join(folder, 'buildout.cfg'), profile)
    const run = spawnSync(python, [engine('buildout'), '-o', '-U'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    })
    if (run.status !== 0) throw new Error(run.stdout + run.stderr)
    const installed = readFileSync(record, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Installed)
    hold(installed)
    return installed
  }
}

const eggs = [
  'slapos.cookbook',
  'slapos.toolbox',
  'slapos.recipe.template',
  'slapos.recipe.build',
  'plone.recipe.command',
  'cns.recipe.symlink',
  'collective.recipe.template',
  'zc.recipe.egg',
]

/** Links the recipes that record into a folder where buildout is to run. */
export function linkEggs(folder: string): void {
  mkdirSync(join(folder, 'develop-eggs'), { recursive: true })
  const recipes = join(conformance, 'recipes')
  for (const egg of eggs)
    writeFileSync(join(folder, 'develop-eggs', `${egg}.egg-link`), `${recipes}\n.\n`)
}

/** What the node writes below every instance's profile. */
export function tail(partition: string): string {
  const options = Object.entries({ ...slapConnection, 'partition-id': partition })
  const section = (name: string, separator: string): string =>
    `[${name}]\n${options
      .map(([option, value]) => `${option.replaceAll('-', separator)} = ${value}\n`)
      .join('')}`
  return `
${section('slap-connection', '-')}
${section('slap_connection', '_')}
[storage-configuration]
storage-home =
[network-information]
global-ipv4-network =
`
}
