import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { itWith } from '../../support/engines.js'
import { noBuildout } from '../../support/node.js'
import { noSmallDisk } from '../../support/disk.js'
import { until, type Outcome } from '../../support/partition.js'
import { filesOf, keep, mountOver, Pair, settle, type Database, type Instance } from './pair.js'
import { describeChaos } from './chaos.js'
import { describeTakeover } from './worst-day.js'

/** Why an example can't be tried here, undefined where it can. */
export function missingFor(programs: readonly string[]): string | undefined {
  const missing = programs.filter((program) => !existsSync(program))
  const reasons = [...missing.map((program) => `there is no ${program}`), noBuildout()]
  return reasons.filter((reason) => reason !== undefined).join(', ') || undefined
}

/** What `bin/backup-signature` says of a folder. */
function signatureOf(folder: string): string {
  const names = readdirSync(folder).filter((name) => name !== 'backup.signature')
  const sum = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return names
    .sort()
    .map((name) => `${sum(name)}  ./${name}\n`)
    .join('')
}

/** What every example with a database has to show. */
export function describeExample(database: Database, more?: (pair: () => Pair) => void): void {
  let pair: Pair
  let leader: Instance
  let fallback: Instance

  beforeAll(async () => {
    pair = new Pair(database)
    ;({ leader, fallback } = pair)
    await pair.start()
  }, 240_000)

  afterAll(() => pair.remove(), 120_000)

  async function changeAndDump(): Promise<void> {
    await pair.ask(leader, database.change)
    expect(await pair.dump()).toMatchObject({ status: 0, stderr: '' })
  }

  async function loadWell(to = fallback): Promise<void> {
    const { status, stderr } = await pair.load(to)
    expect(status, stderr).toBe(0)
  }

  it('carries every row to a second server, twice', async () => {
    const seen = new Set<string>()
    for (let dumps = 0; dumps < 2; dumps++) {
      await changeAndDump()
      await pair.carry()
      await loadWell()
      const rows = await pair.rows()
      expect(rows).toContain('𝄞')
      expect(await pair.loaded()).toBe(rows)
      seen.add(rows)
    }
    expect(seen.size).toBe(2)
    expect(await pair.increments()).toMatch(/increments\.\S+\.dir/)
  }, 120_000)

  it('puts the dump and its signature into the backup folder, and nothing else', () => {
    const dumped = [database.dump, ...database.beside]
    expect(readdirSync(leader.backup).sort()).toEqual(['backup.signature', ...dumped].sort())
    expect(readFileSync(join(leader.backup, 'backup.signature'), 'utf8')).toBe(
      signatureOf(leader.backup),
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

      const second = await pair.dump()
      expect(second.stderr).toContain('another export is running')
      expect(second.status).toBe(1)

      await exporter.kill(signal)
      expect(exporter.child.exitCode).not.toBe(0)
      expect(filesOf(leader.backup)).toEqual(before)

      await session.killAll('SIGKILL')
      await settle(leader, leader.backup)
      expect(filesOf(leader.backup)).toEqual(before)
      await changeAndDump()
      expect(filesOf(leader.backup)).not.toEqual(before)
      expect(existsSync(`${leader.backup}.new`)).toBe(false)
    },
    120_000,
  )

  it('keeps the last dump when the server can’t be reached', async () => {
    const before = filesOf(leader.backup)
    await pair.leaderServer.killAll('SIGQUIT')
    const { status, stderr } = await pair.dump()
    expect(stderr).toContain('the last dump stays')
    expect(status).toBe(1)
    expect(filesOf(leader.backup)).toEqual(before)
    pair.leaderServer = await pair.serve(leader)
  }, 120_000)

  it('waits for no transaction that is open, and dumps nothing of it', async () => {
    const [program, ...args] = leader.client
    const session = leader.partition.start(program!, args)
    session.child.stdin?.write(
      "BEGIN; INSERT INTO maker VALUES (99, 'unfinished'); SELECT 'held';\n",
    )
    await until('the session that writes', () => session.stdout.includes('held'))
    try {
      await changeAndDump()
    } finally {
      await session.killAll('SIGKILL')
    }
    const dump = gunzipSync(readFileSync(join(leader.backup, database.dump)))
    expect(dump.includes('unfinished')).toBe(false)
  }, 60_000)

  it('carries on an export that was killed while it published', async () => {
    const before = filesOf(leader.backup)
    const signature = join(leader.backup, 'backup.signature')
    leader.partition.makeFolder(`${leader.backup}.new`)
    renameSync(signature, join(`${leader.backup}.new`, 'backup.signature'))
    await pair.leaderServer.killAll('SIGQUIT')
    expect(await pair.dump()).toMatchObject({ status: 1 })
    expect(filesOf(leader.backup)).toEqual(before)
    pair.leaderServer = await pair.serve(leader)
  }, 120_000)

  it('refuses a dump with one byte changed, and keeps what was loaded', async () => {
    const before = await pair.loaded()
    await changeAndDump()
    await pair.carry()
    const restore = keep(fallback.backup)
    const dump = join(fallback.backup, database.dump)
    const bad = readFileSync(dump)
    bad[bad.length >> 1]! ^= 1
    writeFileSync(dump, bad)
    const { status, stderr } = await pair.load()
    expect(stderr).toContain('not what its signature says')
    expect(status).toBe(1)
    expect(await pair.loaded()).toBe(before)
    restore()
    await loadWell()
    expect(await pair.loaded()).toBe(await pair.rows())
  }, 120_000)

  it('keeps what was loaded when a dump that is signed does not load', async () => {
    const before = await pair.loaded()
    const restore = keep(fallback.backup)
    const dump = join(fallback.backup, database.dump)
    const cut = gzipSync(gunzipSync(readFileSync(dump)).subarray(0, -2000))
    writeFileSync(dump, Buffer.concat([cut, Buffer.from('x')]))
    writeFileSync(join(fallback.backup, 'backup.signature'), signatureOf(fallback.backup))
    const { status, stderr } = await pair.load()
    expect(stderr).toContain('stays as it was')
    expect(status).toBe(1)
    expect(await pair.loaded()).toBe(before)
    restore()
  }, 120_000)

  it(
    'holds the old rows or the new ones when the import is killed, whenever that is',
    { timeout: 300_000 },
    async () => {
      const began = Date.now()
      await loadWell()
      const whole = Date.now() - began

      const before = await pair.loaded()
      await changeAndDump()
      await pair.carry()
      const after = await pair.rows()
      let kept = 0
      for (let part = 0; part < 6; part++) {
        const importer = fallback.partition.start(fallback.script)
        await new Promise((resolve) => setTimeout(resolve, (whole * part) / 6))
        await importer.kill(part % 2 ? 'SIGTERM' : 'SIGKILL')
        await settle(fallback, fallback.data)
        const rows = await pair.loaded()
        if (rows === before) kept++
        else expect(rows).toBe(after)
      }
      expect(kept).toBeGreaterThan(0)
      await loadWell()
      expect(await pair.loaded()).toBe(after)
    },
  )

  it('names what a dump would leave behind or change, and dumps only what is allowed', async () => {
    const { make, undo, told, seen, ...says } = database.inexact
    const check = leader.partition.path('bin/dump-check')
    const list = leader.partition.path('etc/allow-inexact-dump')
    const nothing = readFileSync(list, 'utf8')
    const lines = (how: string): string =>
      Object.entries(told)
        .map(([name, reason]) => `${name}: ${reason}; ${how}\n`)
        .join('')
    await changeAndDump()
    expect(await leader.partition.run(check)).toMatchObject({ status: 0, stdout: '', stderr: '' })
    const before = filesOf(leader.backup)

    await pair.ask(leader, make)
    const refused = lines('not allowed by allow-inexact-dump')
    expect(await leader.partition.run(check)).toMatchObject({ status: 1, stdout: refused })
    const { status, stderr } = await pair.dump()
    expect(stderr).toContain(refused.trimEnd())
    expect(status).toBe(1)
    expect(filesOf(leader.backup)).toEqual(before)

    const [first, ...others] = Object.keys(told)
    leader.partition.write(list, nothing + others.join('\n'))
    const one = await leader.partition.run(check)
    expect(one.status).toBe(1)
    expect(one.stdout.match(/^.*not allowed.*$/gm)).toEqual([
      `${first}: ${told[first!]}; not allowed by allow-inexact-dump`,
    ])
    leader.partition.write(list, `${nothing}*`)
    expect(await leader.partition.run(check)).toMatchObject({ status: 0, stdout: lines('allowed') })
    await changeAndDump()
    await pair.carry()
    await loadWell()
    expect({
      leader: await pair.ask(leader, seen),
      fallback: await pair.askLoaded(seen),
    }).toEqual(says)

    await pair.ask(leader, undo)
    leader.partition.write(list, nothing)
    await changeAndDump()
    await pair.carry()
    await loadWell()
  }, 240_000)

  it('takes what is allowed as it was given', () => {
    const given = `application.a "b\n* '; touch '$(touch x)`
    const { partition } = pair.deploy('allowing', 'export', { 'allow-inexact-dump': given })
    const text = readFileSync(partition.path('etc/allow-inexact-dump'), 'utf8')
    expect(text.split('\n').slice(1).join('\n').trimEnd()).toBe(given)
  })

  it('makes no empty database in the place of one that is lost', async () => {
    const rows = await pair.rows()
    await pair.leaderServer.kill(database.fallbackServes ? 'SIGINT' : 'SIGTERM')
    const lost = `${leader.data}.lost`
    renameSync(leader.data, lost)
    for (const data of ['there is none', 'an empty folder']) {
      if (data === 'an empty folder') leader.partition.makeFolder(leader.data)
      const { status, stderr } = await leader.partition.run(leader.server)
      expect(stderr).toContain(`the data is gone from ${leader.data}`)
      expect(stderr).toContain(leader.mark)
      expect(status).toBe(1)
      expect(existsSync(join(leader.data, leader.made))).toBe(false)
      expect((await pair.dump()).status).toBe(1)
    }
    rmdirSync(leader.data)
    renameSync(lost, leader.data)
    // An instance of before has data and no mark: from its next start on it has one.
    rmSync(leader.mark)
    pair.leaderServer = await pair.serve(leader)
    expect(existsSync(leader.mark)).toBe(true)
    expect(await pair.rows()).toBe(rows)
  }, 120_000)

  it('starts no service beside a load', async () => {
    const alone = pair.deploy('alone', 'export')
    const held = `${alone.data}.lock`
    alone.partition.makeFolder(dirname(held))
    const load = alone.partition.start('flock', [held, 'sleep', '4'])
    await until('the lock', async () => {
      return (await alone.partition.run('flock', ['--nonblock', held, 'true'])).status !== 0
    })
    const server = alone.partition.start(alone.server)
    await new Promise((resolve) => setTimeout(resolve, 2000))
    expect([load.over, server.over, readdirSync(dirname(held))]).toEqual([
      false,
      false,
      [basename(held)],
    ])
    await load.ended
    await pair.answers(alone)
    await server.killAll('SIGQUIT')
  }, 60_000)

  it('refuses a small database that lost its rows, on both sides, whatever else is dumped', async () => {
    const from = pair.deploy('small', 'export')
    const to = pair.deploy('small-backup', 'import')
    const server = await pair.serve(from)
    const other = database.fallbackServes ? await pair.serve(to) : undefined
    const bring = async (): Promise<Outcome[]> => {
      const dumped = await from.partition.run(from.partition.path('bin/exporter-run'))
      pair.give(to, from)
      return [dumped, await to.partition.run(to.partition.path('bin/import-run'))]
    }
    const well = { status: 0 }
    const rows = Array.from({ length: 50 }, (_, at) => `(${at}, 'a row')`).join()
    const fill = `CREATE TABLE few (id int, name varchar(9)); INSERT INTO few VALUES ${rows};`
    await pair.ask(from, database.besides)
    await pair.ask(from, `${fill} CREATE TABLE empty (id int);`)
    expect(await bring()).toMatchObject([well, well])
    for (const [lose, left] of [
      ['DELETE FROM few WHERE id >= 24', 24],
      ['DELETE FROM few', 0],
      ['DROP TABLE few', 0],
    ] as const) {
      await pair.ask(from, `${lose};`)
      const stderr = expect.stringContaining(
        `the dump has ${left} rows, and one of the last had 50`,
      ) as string
      expect(await bring(), lose).toMatchObject([
        { status: 1, stderr },
        { status: 1, stderr },
      ])
      expect(await pair.askLoaded('SELECT count(*) FROM few;', to)).toBe('50\n')
    }
    for (const { partition } of [from, to]) {
      expect(await partition.run(partition.path('bin/smaller-dump'), ['accept'])).toMatchObject(
        well,
      )
    }
    expect(await bring()).toMatchObject([well, well])
    await pair.ask(from, fill)
    expect(await bring()).toMatchObject([well, well])
    await pair.ask(from, 'DROP TABLE few;')
    expect((await bring()).map(({ status }) => status)).toEqual([1, 1])
    await Promise.all([server, other].map((each) => each?.killAll('SIGQUIT')))
  }, 240_000)

  more?.(() => pair)

  describeTakeover(() => pair)
  describeChaos(() => pair)

  const small = noSmallDisk()

  itWith(
    small,
    'keeps the last dump on a full disk',
    async () => {
      const unmount = mountOver(leader, dirname(leader.backup), 12)
      try {
        leader.partition.makeFolder(leader.backup)
        await changeAndDump()
        const before = filesOf(leader.backup)
        await pair.ask(leader, database.grow(16))
        const { status, stderr } = await pair.dump()
        expect(stderr).toContain('No space left on device')
        expect(status).toBe(1)
        expect(filesOf(leader.backup)).toEqual(before)
        await pair.ask(leader, 'DROP TABLE grown;')
        await changeAndDump()
      } finally {
        unmount()
      }
    },
    120_000,
  )

  itWith(
    small,
    'keeps what was loaded on a full disk',
    async () => {
      const crowded = pair.deploy('crowded', 'import')
      const unmount = mountOver(crowded, dirname(crowded.data), database.disk)
      try {
        if (database.fallbackServes) await pair.serve(crowded)
        await changeAndDump()
        pair.give(crowded)
        await loadWell(crowded)
        const before = await pair.loaded(crowded)

        await pair.ask(leader, database.grow(64))
        await changeAndDump()
        pair.give(crowded)
        const { status, stderr } = await pair.load(crowded)
        expect(stderr).toContain('stays as it was')
        expect(status).toBe(1)
        // PostgreSQL starts anew when it can't write its log.
        if (database.fallbackServes) await pair.answers(crowded)
        expect(await pair.loaded(crowded)).toBe(before)

        await pair.ask(leader, 'DROP TABLE grown;')
        await changeAndDump()
        pair.give(crowded)
        await loadWell(crowded)
        expect(await pair.loaded(crowded)).toBe(await pair.rows())
      } finally {
        await crowded.partition.remove(unmount)
      }
    },
    120_000,
  )
}
