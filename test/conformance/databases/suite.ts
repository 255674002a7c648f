import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Node, noBuildout } from '../../support/node.js'
import { mountSmallDisk, noSmallDisk } from '../../support/disk.js'
import { Partition, until, type Outcome, type Program } from '../../support/partition.js'

/** Where an example's profile put the server's data and script, and how its client is called. */
export interface Installed {
  data: string
  server: string
  client: string[]
}

/** A leader or a fallback, as its profile deploys it. */
interface Instance extends Installed {
  partition: Partition
  /** Where the dump is made, or pushed to. */
  backup: string
  /** The exporter or the importer. */
  script: string
}

/** What the two databases do not have in common. */
export interface Database {
  /** Its folder in examples/, which is its component's name too. */
  example: string
  /** The file that holds the dump. */
  dump: string
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
  /** MiB of a disk on which a small dump can be loaded, and 64 MiB of noise can't. */
  disk: number
  installed: (options: (section: string) => Record<string, string>) => Installed
  /** Whether the fallback's server runs all the time. */
  fallbackServes: boolean
}

/** Why an example can't be tried here, undefined where it can. */
export function missingFor(programs: readonly string[]): string | undefined {
  const missing = programs.find((program) => !existsSync(program))
  return missing === undefined ? noBuildout() : `there is no ${missing}`
}

/** What every example with a database has to show. */
export function describeExample(database: Database): void {
  let node: Node
  const partitions: Partition[] = []
  let leader: Instance
  let leaderServer: Program
  let fallback: Instance
  let archive: Partition

  beforeAll(async () => {
    node = new Node()
    chmodSync(node.folder, 0o711)
    node.build(database.example, exampleFiles(database.example))
    leader = deploy('leader', 'export')
    fallback = deploy('fallback', 'import')
    archive = new Partition(database.user)
    partitions.push(archive)
    leaderServer = await serve(leader)
    if (database.fallbackServes) await serve(fallback)
    await ask(leader, database.fill)
  }, 120_000)

  afterAll(async () => {
    await Promise.all(partitions.map((partition) => partition.remove()))
    rmSync(node.folder, { recursive: true, force: true })
  }, 120_000)

  /** What the real buildout makes of the example's profile. */
  function deploy(name: string, type: 'export' | 'import'): Instance {
    const run = (as: string): ((section: string) => Record<string, string>) => {
      const parts = node.deploy(name, { type: `${database.example}-${as}` })
      return (section) => {
        const found = parts.find(({ part }) => part === section)
        if (found === undefined) throw new Error(`${as} has no part ${section}`)
        return found.options
      }
    }
    // What serves the data of a backup is what serves that of the leader it may become.
    const installed = database.installed(run('export'))
    const server = join(node.folder, `${name}-server`)
    copyFileSync(installed.server, server)
    chmodSync(server, 0o755)
    const { wrapper, 'backup-directory': backup } = run(type)(`${type}er`)
    const partition = new Partition(database.user, join(node.folder, name))
    partitions.push(partition)
    return { ...installed, server, partition, backup: backup!, script: wrapper! }
  }

  async function serve(instance: Instance): Promise<Program> {
    const server = instance.partition.start(instance.server)
    await Promise.race([
      answers(instance),
      server.ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
    ])
    return server
  }

  const answers = (instance: Instance): Promise<void> =>
    until(`the server of ${instance.data}`, async () => {
      return (await tryAsk(instance, 'SELECT 1')).status === 0
    })

  function tryAsk(instance: Instance, sql: string): Promise<Outcome> {
    const [program, ...args] = instance.client
    return instance.partition.run(program!, args, sql)
  }

  async function ask(instance: Instance, sql: string): Promise<string> {
    const { status, stdout, stderr } = await tryAsk(instance, sql)
    if (status !== 0) throw new Error(`${sql.slice(0, 200)}\n${stderr}`)
    return stdout
  }

  /** What a fallback would serve after a takeover. */
  async function loaded(instance = fallback): Promise<string> {
    if (database.fallbackServes) return ask(instance, database.rows)
    const server = await serve(instance)
    try {
      return await ask(instance, database.rows)
    } finally {
      await server.kill('SIGTERM')
    }
  }

  /** Every file of a backup folder, byte for byte. */
  const filesOf = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
    )

  const dumpLeader = (): Promise<Outcome> => leader.partition.run(leader.script)
  const load = (to = fallback): Promise<Outcome> => to.partition.run(to.script)

  /** Run rdiff-backup as a pull-backup server does. */
  async function rdiff(...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await archive.run('rdiff-backup', args)
    // 2 stands for warnings: the folder that is restored into is not empty.
    if (status !== 0 && status !== 2) throw new Error(stderr)
    return stdout
  }

  /** Pull the dump into the archive, then push the archive's present state to the fallback. */
  async function carry(): Promise<void> {
    // The archive's sessions are named by the second.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await rdiff('backup', leader.backup, archive.path('pbs'))
    await rdiff('--force', 'restore', '--at', 'now', archive.path('pbs'), fallback.backup)
  }

  async function changeAndDump(): Promise<void> {
    await ask(leader, database.change)
    expect(await dumpLeader()).toMatchObject({ status: 0, stderr: '' })
  }

  /** Let a killed script's children end: they hold its lock. */
  async function settle({ partition, backup }: Instance): Promise<void> {
    await until(`the lock of ${backup}`, async () => {
      return (await partition.run('flock', ['--nonblock', `${backup}.lock`, 'true'])).status === 0
    })
  }

  it('carries every row to a second server, twice', async () => {
    const seen = new Set<string>()
    for (let dumps = 0; dumps < 2; dumps++) {
      await changeAndDump()
      await carry()
      expect(await load()).toMatchObject({ status: 0 })
      const rows = await ask(leader, database.rows)
      expect(rows).toContain('𝄞')
      expect(await loaded()).toBe(rows)
      seen.add(rows)
    }
    expect(seen.size).toBe(2)
    expect(await rdiff('list', 'increments', archive.path('pbs'))).toMatch(/increments\.\S+\.dir/)
  }, 120_000)

  it('puts the dump and its signature into the backup folder, and nothing else', () => {
    expect(readdirSync(leader.backup).sort()).toEqual(['backup.signature', database.dump])
    const sum = createHash('sha256').update(readFileSync(join(leader.backup, database.dump)))
    expect(readFileSync(join(leader.backup, 'backup.signature'), 'utf8')).toBe(
      `${sum.digest('hex')}  ./${database.dump}\n`,
    )
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'keeps the last dump when %s ends the export in the middle',
    async (signal) => {
      const before = filesOf(leader.backup)
      const [program, ...args] = leader.client
      const session = leader.partition.start(program!, args)
      session.child.stdin?.write(database.hold)
      await until('the session that holds a table', () => session.stdout.includes('held'))
      const exporter = leader.partition.start(leader.script)
      await until('a dump', () => existsSync(join(`${leader.backup}.new`, database.dump)))

      const second = await dumpLeader()
      expect(second.stderr).toContain('another export is running')
      expect(second.status).toBe(1)

      await exporter.kill(signal)
      expect(exporter.child.exitCode).not.toBe(0)
      expect(filesOf(leader.backup)).toEqual(before)

      await session.killAll('SIGKILL')
      await settle(leader)
      expect(filesOf(leader.backup)).toEqual(before)
      await changeAndDump()
      expect(filesOf(leader.backup)).not.toEqual(before)
      expect(existsSync(`${leader.backup}.new`)).toBe(false)
    },
    120_000,
  )

  it('keeps the last dump when the server can’t be reached', async () => {
    const before = filesOf(leader.backup)
    await leaderServer.killAll('SIGQUIT')
    const { status, stderr } = await dumpLeader()
    expect(stderr).toContain('the last dump stays')
    expect(status).toBe(1)
    expect(filesOf(leader.backup)).toEqual(before)
    leaderServer = await serve(leader)
  }, 120_000)

  it('carries on an export that was killed while it published', async () => {
    const before = filesOf(leader.backup)
    const signature = join(leader.backup, 'backup.signature')
    leader.partition.makeFolder(`${leader.backup}.new`)
    renameSync(signature, join(`${leader.backup}.new`, 'backup.signature'))
    await leaderServer.killAll('SIGQUIT')
    expect(await dumpLeader()).toMatchObject({ status: 1 })
    expect(filesOf(leader.backup)).toEqual(before)
    leaderServer = await serve(leader)
  }, 120_000)

  it('refuses a dump with one byte changed, and keeps what was loaded', async () => {
    const before = await loaded()
    await changeAndDump()
    await carry()
    const dump = join(fallback.backup, database.dump)
    const good = readFileSync(dump)
    const bad = Buffer.from(good)
    bad[bad.length >> 1]! ^= 1
    writeFileSync(dump, bad)
    const { status, stderr } = await load()
    expect(stderr).toContain('not what its signature says')
    expect(status).toBe(1)
    expect(await loaded()).toBe(before)
    writeFileSync(dump, good)
    expect(await load()).toMatchObject({ status: 0 })
    expect(await loaded()).toBe(await ask(leader, database.rows))
  }, 120_000)

  it('keeps what was loaded when a dump that is signed does not load', async () => {
    const before = await loaded()
    const files = filesOf(fallback.backup)
    const dump = join(fallback.backup, database.dump)
    const cut = gzipSync(gunzipSync(readFileSync(dump)).subarray(0, -2000))
    writeFileSync(dump, Buffer.concat([cut, Buffer.from('x')]))
    const sum = createHash('sha256').update(readFileSync(dump)).digest('hex')
    writeFileSync(join(fallback.backup, 'backup.signature'), `${sum}  ./${database.dump}\n`)
    const { status, stderr } = await load()
    expect(stderr).toContain('stays as it was')
    expect(status).toBe(1)
    expect(await loaded()).toBe(before)
    for (const [name, bytes] of Object.entries(files))
      writeFileSync(join(fallback.backup, name), bytes, 'latin1')
  }, 120_000)

  // What a server does after its client was killed takes its own time: a second try may be needed.
  it(
    'holds the old rows or the new ones when the import is killed, whenever that is',
    { retry: 2, timeout: 300_000 },
    async () => {
      const began = Date.now()
      expect(await load()).toMatchObject({ status: 0 })
      const whole = Date.now() - began

      const before = await loaded()
      await changeAndDump()
      await carry()
      const after = await ask(leader, database.rows)
      let kept = 0
      for (let part = 0; part < 6; part++) {
        const importer = fallback.partition.start(fallback.script)
        await new Promise((resolve) => setTimeout(resolve, (whole * part) / 6))
        await importer.kill(part % 2 ? 'SIGTERM' : 'SIGKILL')
        await settle(fallback)
        const rows = await loaded()
        if (rows === before) kept++
        else expect(rows).toBe(after)
      }
      expect(kept).toBeGreaterThan(0)
      // Not held yet: that the next load ends well. With PostgreSQL it now and then ends with 1.
    },
  )

  const small = noSmallDisk()

  it.skipIf(small)(
    `keeps the last dump on a full disk${why(small)}`,
    async () => {
      const unmount = mountOver(leader, dirname(leader.backup), 12)
      try {
        leader.partition.makeFolder(leader.backup)
        await changeAndDump()
        const before = filesOf(leader.backup)
        await ask(leader, database.grow(16))
        const { status, stderr } = await dumpLeader()
        expect(stderr).toContain('No space left on device')
        expect(status).toBe(1)
        expect(filesOf(leader.backup)).toEqual(before)
        await ask(leader, 'DROP TABLE grown;')
        await changeAndDump()
      } finally {
        unmount()
      }
    },
    120_000,
  )

  it.skipIf(small)(
    `keeps what was loaded on a full disk${why(small)}`,
    async () => {
      const crowded = deploy('crowded', 'import')
      const unmount = mountOver(crowded, dirname(crowded.data), database.disk)
      const give = (): void => {
        for (const name of readdirSync(leader.backup)) {
          copyFileSync(join(leader.backup, name), join(crowded.backup, name))
          crowded.partition.own(join(crowded.backup, name))
        }
      }
      try {
        if (database.fallbackServes) await serve(crowded)
        await changeAndDump()
        give()
        expect(await load(crowded)).toMatchObject({ status: 0 })
        const before = await loaded(crowded)

        await ask(leader, database.grow(64))
        await changeAndDump()
        give()
        const { status, stderr } = await load(crowded)
        expect(stderr).toContain('stays as it was')
        expect(status).toBe(1)
        // PostgreSQL starts anew when it can't write its log.
        if (database.fallbackServes) await answers(crowded)
        expect(await loaded(crowded)).toBe(before)

        await ask(leader, 'DROP TABLE grown;')
        await changeAndDump()
        give()
        expect(await load(crowded)).toMatchObject({ status: 0 })
        expect(await loaded(crowded)).toBe(await ask(leader, database.rows))
      } finally {
        await crowded.partition.remove(unmount)
      }
    },
    120_000,
  )
}

function exampleFiles(example: string): Map<string, string> {
  const folder = fileURLToPath(new URL(`../../../examples/${example}/`, import.meta.url))
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
}

/** Put a small disk over a folder of an instance, empty and its user's own. */
function mountOver({ partition }: Instance, folder: string, mebibytes: number): () => void {
  partition.makeFolder(folder)
  const unmount = mountSmallDisk(folder, mebibytes)
  if (unmount === undefined) throw new Error(`${folder} can’t be mounted over`)
  partition.own(folder)
  return unmount
}

const why = (missing: string | undefined): string =>
  missing === undefined ? '' : ` (skipped: ${missing})`
