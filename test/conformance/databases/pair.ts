import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Node } from '../../support/node.js'
import { mountSmallDisk } from '../../support/disk.js'
import { Partition, until, type Outcome, type Program } from '../../support/partition.js'

/** Where an example's profile put the server's data and script, and how its client is called. */
export interface Installed {
  data: string
  /** What stays when the data is lost, and what is there once the data was made. */
  mark: string
  made: string
  server: string
  client: string[]
  /** The command by which a promise asks whether the server is there. */
  alive: string
}

/** A leader or a fallback, as its profile deploys it. */
export interface Instance extends Installed {
  partition: Partition
  /** Where the dump is made, or pushed to. */
  backup: string
  /** The exporter or the importer. */
  script: string
  /** Where a pull-backup server comes for the dump, or brings it. */
  sshUrl: string
}

/** What the two databases do not have in common. */
export interface Database {
  /** Its folder in examples/, which is its component's name too. */
  example: string
  /** The file that holds the dump, and those that it needs beside it. */
  dump: string
  beside: readonly string[]
  /** Debian's system user for its server. */
  user: string
  /** SQL that fills a database, and SQL that changes its rows. */
  fill: string
  change: string
  /** SQL that prints every row, and what a sequence gives next. */
  rows: string
  /** SQL of a session that makes every dump wait. */
  hold: string
  /** SQL that adds a table of some MiB that no compressor makes smaller. */
  grow: (mebibytes: number) => string
  /** SQL that makes a dump larger, without a row. */
  besides: string
  /** What a dump leaves behind or changes. */
  inexact: Inexact
  /** MiB of a disk on which a small dump can be loaded, and 64 MiB of noise can't. */
  disk: number
  installed: (options: (section: string) => Record<string, string>) => Installed
  /** Whether the fallback's server runs all the time. */
  fallbackServes: boolean
}

/** What a dump cannot carry exactly. */
export interface Inexact {
  /** SQL that makes it, and SQL that takes it away. */
  make: string
  undo: string
  /** The names under which it is told, each with the reason. */
  told: Record<string, string>
  /** SQL that shows what becomes of it, and what that says of the leader and of a fallback. */
  seen: string
  leader: string
  fallback: string
}

/** A leader and a fallback of one example on real servers, and the archive between them. */
export class Pair {
  readonly leader: Instance
  readonly fallback: Instance
  leaderServer!: Program
  fallbackServer?: Program
  readonly #node = new Node()
  readonly #partitions: Partition[] = []
  readonly #archive: Partition

  constructor(readonly database: Database) {
    chmodSync(this.#node.folder, 0o711)
    this.#node.build(database.example, exampleFiles(database.example))
    this.leader = this.deploy('leader', 'export')
    this.fallback = this.deploy('fallback', 'import')
    this.#archive = this.#deployArchive()
  }

  /** The pull-backup server between the two, as its profile deploys it. */
  #deployArchive(): Partition {
    const shared = { 'server-key': 'ssh-rsa AAAA=', name: 'archive', notify: '' }
    this.#node.deploy('archive', {
      type: 'pull-backup',
      shared: [
        { ...shared, type: 'pull', 'notification-id': 'pull', url: this.leader.sshUrl },
        { ...shared, type: 'push', 'notification-id': 'push', url: this.fallback.sshUrl },
      ].map((each) => ({ ...each, 'on-notification': 'http://[::1]:1/get/exporter' })),
    })
    const programs = join(this.#node.software, 'parts')
    writeProgram(join(programs, 'rdiff-backup-1.3.4/bin/rdiff-backup'), rdiffBackup)
    const ssh = join(programs, 'openssh/bin/ssh')
    writeProgram(ssh, sshToServer)
    for (const { sshUrl, partition } of [this.leader, this.fallback]) {
      symlinkSync(partition.path('bin/rdiffbackup-server'), `${ssh}-${new URL(sshUrl).port}`)
    }
    const archive = new Partition(this.database.user, join(this.#node.folder, 'archive'))
    this.#partitions.push(archive)
    return archive
  }

  /** Start the servers, and fill the leader's database. */
  async start(): Promise<void> {
    this.leaderServer = await this.serve(this.leader)
    if (this.database.fallbackServes) this.fallbackServer = await this.serve(this.fallback)
    await this.ask(this.leader, this.database.fill)
  }

  async remove(): Promise<void> {
    await Promise.all(this.#partitions.map((partition) => partition.remove()))
    rmSync(this.#node.folder, { recursive: true, force: true })
  }

  /** What the real buildout makes of the example's profile. */
  deploy(name: string, type: 'export' | 'import', given: Record<string, string> = {}): Instance {
    const { example, user } = this.database
    const parameters = { number: String(this.#partitions.length), ...given }
    const run = (as: string): ((section: string) => Record<string, string>) => {
      const parts = this.#node.deploy(name, { type: `${example}-${as}`, parameters })
      return (section) => {
        const found = parts.find(({ part }) => part === section)
        if (found === undefined) throw new Error(`${as} has no part ${section}`)
        return found.options
      }
    }
    // What serves the data of a backup is what serves that of the leader it may become.
    const installed = this.database.installed(run('export'))
    const server = join(this.#node.folder, `${name}-server`)
    copyFileSync(installed.server, server)
    chmodSync(server, 0o755)
    const options = run(type)
    const { wrapper, 'backup-directory': backup } = options(`${type}er`)
    const sshUrl = options('resilient-publish-connection-parameter')['resilient-ssh-url']!
    const partition = new Partition(user, join(this.#node.folder, name))
    this.#partitions.push(partition)
    return { ...installed, server, partition, backup: backup!, script: wrapper!, sshUrl }
  }

  async serve(instance: Instance): Promise<Program> {
    const server = instance.partition.start(instance.server)
    await Promise.race([
      this.answers(instance),
      server.ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
    ])
    return server
  }

  /** Wait until a server answers. */
  answers(instance: Instance): Promise<void> {
    return until(`the server of ${instance.data}`, async () => {
      return (await this.#tryAsk(instance, 'SELECT 1')).status === 0
    })
  }

  #tryAsk(instance: Instance, sql: string): Promise<Outcome> {
    const [program, ...args] = instance.client
    return instance.partition.run(program!, args, sql)
  }

  async ask(instance: Instance, sql: string): Promise<string> {
    const { status, stdout, stderr } = await this.#tryAsk(instance, sql)
    if (status !== 0) throw new Error(`${sql.slice(0, 200)}\n${stderr}`)
    return stdout
  }

  /** Every row of the leader. */
  rows(): Promise<string> {
    return this.ask(this.leader, this.database.rows)
  }

  /** What a fallback would serve after a takeover. */
  loaded(instance = this.fallback): Promise<string> {
    return this.askLoaded(this.database.rows, instance)
  }

  /** Ask what a fallback would serve after a takeover. */
  async askLoaded(sql: string, instance = this.fallback): Promise<string> {
    if (this.database.fallbackServes) return this.ask(instance, sql)
    const server = await this.serve(instance)
    try {
      return await this.ask(instance, sql)
    } finally {
      await server.kill('SIGTERM')
    }
  }

  dump(): Promise<Outcome> {
    return this.leader.partition.run(this.leader.script)
  }

  load(to = this.fallback): Promise<Outcome> {
    return to.partition.run(to.script)
  }

  /** Bring the dump to a backup that no archive pushes to. */
  give(backup: Instance, from = this.leader): void {
    for (const name of readdirSync(from.backup)) {
      copyFileSync(join(from.backup, name), join(backup.backup, name))
      backup.partition.own(join(backup.backup, name))
    }
  }

  /** Pull the dump into the archive, then push the archive's present state to the fallback. */
  async carry(): Promise<void> {
    // The archive's sessions are named by the second.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    for (const script of ['pull_raw', 'push_raw']) {
      const { status, stdout, stderr } = await this.#archive.run(
        this.#archive.path('bin/pbs', script),
      )
      // A pull that failed ends well too.
      if (status !== 0 || stdout.includes('Checking backup directory')) throw new Error(stderr)
    }
  }

  /** What the archive holds besides its present state. */
  async increments(): Promise<string> {
    const archive = this.#archive.path('srv/backup/pbs/archive')
    const { stdout } = await this.#archive.run('rdiff-backup', ['list', 'increments', archive])
    return stdout
  }
}

// Debian's rdiff-backup lacks an option of SlapOS's, and ends with 2 where that one warns.
const rdiffBackup = `#!/bin/sh
for word; do
  shift
  test "$word" = --ignore-numerical-ids || set -- "$@" "$word"
done
rdiff-backup "$@"
code=$?
test $code -ne 2 || exit 0
exit $code
`

/** ssh, and the sshd that it reaches: what the key may run there. */
const sshToServer = `#!/bin/sh
while test "$1" != -p; do shift; done
exec "$0-$2"
`

function writeProgram(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { mode: 0o755 })
}

/** Every file of a backup folder, byte for byte. */
export function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  )
}

/**
 * Keep a backup folder's files, and give what brings them back. Their times and owner come back too:
 * rdiff-backup takes a file of the same second and size for the same file.
 */
export function keep(folder: string): () => void {
  const beside = mkdtempSync(join(tmpdir(), 'kept-'))
  execFileSync('cp', ['--archive', `${folder}/.`, beside])
  return () => {
    execFileSync('cp', ['--archive', `${beside}/.`, folder])
    rmSync(beside, { recursive: true })
  }
}

/** Let a killed script's children end: they hold the lock of the dump, or that of the data. */
export async function settle({ partition }: Instance, locked: string): Promise<void> {
  await until(`the lock of ${locked}`, async () => {
    return (await partition.run('flock', ['--nonblock', `${locked}.lock`, 'true'])).status === 0
  })
}

/** Put a small disk over a folder of an instance, empty and its user's own. */
export function mountOver({ partition }: Instance, folder: string, mebibytes: number): () => void {
  partition.makeFolder(folder)
  const unmount = mountSmallDisk(folder, mebibytes)
  if (unmount === undefined) throw new Error(`${folder} can’t be mounted over`)
  partition.own(folder)
  return unmount
}

function exampleFiles(example: string): Map<string, string> {
  const folder = fileURLToPath(new URL(`../../../examples/${example}/`, import.meta.url))
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
}
