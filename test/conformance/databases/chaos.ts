import { existsSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { noSmallDisk } from '../../support/disk.js'
import type { Outcome, Program } from '../../support/partition.js'
import '../../support/seed.js'
import { mountOver, settle, type Instance, type Pair } from './pair.js'
import { actMaster, setParameter } from './worst-day.js'

/** A moment, as a part of what the step takes undisturbed. */
const moment = fc.double({ min: 0, max: 1, noNaN: true })
type Ends = 'SIGTERM' | 'SIGKILL' | 'all' | 'pause'
const ends = fc.constantFrom<Ends>('SIGTERM', 'SIGKILL', 'all', 'pause')
/** Two things at once, or one. */
const also = fc.option(ends, { nil: undefined })

/** What goes wrong in a round, to the dump and to the load: nothing, or one of these each. */
const exportFault = fc.oneof(
  fc.record({ fault: fc.constant('killed' as const), moment, ends }),
  fc.record({ fault: fc.constant('twice' as const), moment, ends: also }),
  fc.constant({ fault: 'emptied' as const }),
  fc.constant({ fault: 'none' as const }),
)
const loadFault = fc.oneof(
  fc.record({ fault: fc.constant('killed' as const), moment, ends }),
  fc.record({ fault: fc.constant('taken over' as const), moment, ends: also }),
  fc.record({ fault: fc.constant('full disk' as const), moment, ends: also }),
  fc.constant({ fault: 'clock' as const }),
  fc.constant({ fault: 'none' as const }),
)
type Fault = { fault: string; moment?: number; ends?: Ends | undefined }

/** Five rounds in each database unless told otherwise. */
const rounds = Number(process.env['CHAOS'] ?? 5)

/** Rounds of faults at any moment: nothing that was loaded is lost, and nothing that failed looks well. */
export function describeChaos(given: () => Pair): void {
  it(
    `loses nothing, and shows no failure as well, in ${rounds} rounds of faults`,
    async () => {
      const chaos = new Chaos(given())
      await chaos.begin()
      try {
        for (const [dump, load] of fc.sample(fc.tuple(exportFault, loadFault), rounds)) {
          await chaos.round(dump, load)
        }
      } finally {
        await chaos.end()
      }
    },
    60_000 + rounds * 60_000,
  )
}

class Chaos {
  readonly #backup: Instance
  readonly #unmount: (() => void) | undefined
  #server: Program | undefined
  #number = 0
  /** What the backup holds: the number of the round whose dump was loaded last. */
  #loaded = 0
  #times = { dump: 0, load: 0 }
  #at = ''

  constructor(readonly pair: Pair) {
    this.#backup = pair.deploy('chaotic', 'import')
    this.#unmount = noSmallDisk()
      ? undefined
      : mountOver(this.#backup, dirname(this.#backup.data), pair.database.disk + 100)
    actMaster(this.#backup)
    setParameter(this.#backup, 'takeover-wait', 0)
  }

  async begin(): Promise<void> {
    const { pair } = this
    if (pair.database.fallbackServes) this.#server = await pair.serve(this.#backup)
    await pair.ask(pair.leader, 'CREATE TABLE chaos (k int); INSERT INTO chaos VALUES (0);')
    await pair.ask(pair.leader, pair.database.grow(8))
    const began = Date.now()
    await this.#well(this.#dump())
    const dumped = Date.now()
    this.#give()
    await this.#well(this.#load())
    this.#times = { dump: dumped - began, load: Date.now() - dumped }
  }

  async end(): Promise<void> {
    await this.#backup.partition.remove(this.#unmount)
    await this.pair.ask(this.pair.leader, 'DROP TABLE chaos; DROP TABLE IF EXISTS grown;')
    await this.#run(this.pair.leader, 'smaller-dump', 'accept')
    await this.#well(this.#dump())
  }

  async round(dump: Fault, load: Fault): Promise<void> {
    const { pair } = this
    this.#number++
    this.#at = `round ${this.#number}: ${JSON.stringify([dump, load])}`
    await pair.ask(pair.leader, `UPDATE chaos SET k = ${this.#number};`)
    await this.#disturbDump(dump)
    // Whatever went wrong, the next is good.
    await this.#well(this.#dump())
    this.#give()
    await this.#disturbLoad(load)
    await this.#well(this.#load())
    expect(await this.#held(), this.#at).toBe(this.#number)
    this.#loaded = this.#number
  }

  async #disturbDump({ fault, moment = 0, ends }: Fault): Promise<void> {
    const { leader, database } = this.pair
    if (fault === 'twice') {
      const [one, other] = [this.#dump(), this.#dump()]
      const disturbed = ends && this.#disturb(one, this.#times.dump * moment, ends)
      const both = await Promise.all([disturbed ?? one.ended, other.ended])
      const codes = both.map(({ status }) => status).sort()
      // Whichever came first: it is that one, or the other, that goes on or is killed.
      if (ends === undefined || ends === 'pause') expect(codes, this.#at).toEqual([0, 75])
      else await settle(leader, leader.partition.path('var/run/exporter'))
    } else if (fault === 'emptied') {
      await this.pair.ask(leader, 'DROP TABLE grown;')
      const { status, stderr } = await this.#dump().ended
      expect(stderr, this.#at).toContain('and one of the last had')
      expect(status, this.#at).toBe(1)
      // It comes to the backup all the same, which refuses it too.
      this.#give()
      expect((await this.#load().ended).status, this.#at).toBe(1)
      expect(await this.#held(), this.#at).toBe(this.#loaded)
      await this.pair.ask(leader, database.grow(8))
    } else if (fault === 'killed') {
      await this.#disturb(this.#dump(), this.#times.dump * moment, ends!)
      await settle(leader, leader.partition.path('var/run/exporter'))
    }
  }

  async #disturbLoad({ fault, moment = 0, ends }: Fault): Promise<void> {
    const backup = this.#backup
    if (fault === 'killed') {
      const judge = await this.#killLoad(moment, ends!)
      await judge()
    } else if (fault === 'taken over') {
      const load = this.#load()
      await new Promise((resolve) => setTimeout(resolve, this.#times.load * moment))
      const takeOver = (): Program => backup.partition.start(backup.partition.path('bin/takeover'))
      // One that is cut is taken up.
      if (ends) await this.#disturb(takeOver(), 1000 * moment, ends)
      await this.#well(takeOver())
      expect(load.over, this.#at).toBe(true)
      const held = await this.#held()
      expect([this.#loaded, this.#number], this.#at).toContain(held)
      expect((await this.#load().ended).status, this.#at).toBe(1)
      expect(await this.#held(), this.#at).toBe(held)
      rmSync(backup.partition.path('srv/takeover_triggered'))
    } else if (fault === 'full disk' && this.#unmount) {
      const filler = join(dirname(backup.data), 'filler')
      await backup.partition.run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'])
      const judge = ends ? await this.#killLoad(moment, ends) : await this.#endLoad()
      rmSync(filler)
      if (this.#server) await this.pair.answers(backup)
      expect(await judge(), this.#at).not.toBe(0)
    } else if (fault === 'clock') {
      // Those of the leader and of the backup were ahead, until now.
      const later = Date.now() / 1000 + 86_400
      for (const name of readdirSync(backup.backup))
        utimesSync(join(backup.backup, name), later, later)
      const status = backup.partition.path('srv/backup/importer.status')
      const told = JSON.parse(this.#told()) as Record<string, unknown>
      writeFileSync(status, JSON.stringify({ ...told, at: later }))
      const judge = await this.#endLoad()
      expect(await judge(), this.#at).toBe(0)
    }
  }

  /** Ends a load, and gives what judges it once all is as it should be again. */
  async #killLoad(moment: number, ends: Ends): Promise<() => Promise<number | null>> {
    const before = this.#told()
    const ended = await this.#disturb(this.#load(), this.#times.load * moment, ends)
    // Whoever keeps what was killed ends it within a second, and refuses others until then.
    await settle(this.#backup, this.#backup.partition.path('var/run/importer'))
    // Killed before it said that it began, it is one that was never called: told an hour later.
    const neverBegan = ended.status !== 0 && this.#told() === before
    return () => (neverBegan ? this.#neverBegan(ended) : this.#judge(ended))
  }

  async #endLoad(): Promise<() => Promise<number | null>> {
    const ended = await this.#load().ended
    return () => this.#judge(ended)
  }

  /**
   * What a load says of itself is so: what it ended with, its promise, and the rows that are there. One
   * that was killed after its last word has loaded too.
   */
  async #judge({ status }: Outcome): Promise<number | null> {
    const promise = await this.#run(this.#backup, 'import-load', 'promise')
    const held = await this.#held()
    if (status === 0) expect(promise.status, `${this.#at}: ${promise.stdout}`).toBe(0)
    if (promise.status === 0) expect(held, this.#at).toBe(this.#number)
    expect([this.#loaded, this.#number], this.#at).toContain(held)
    return status
  }

  /** What is written of the last load. */
  #told(): string {
    return readFileSync(this.#backup.partition.path('srv/backup/importer.status'), 'utf8')
  }

  async #neverBegan({ status }: Outcome): Promise<number | null> {
    const { stdout } = await this.#run(this.#backup, 'import-load', 'say')
    // Of one that was refused before that is told on, and its promise fails.
    const isRed = (await this.#run(this.#backup, 'import-load', 'promise')).status !== 0
    expect(stdout, this.#at).toContain(isRed ? 'is not loaded' : 'a newer dump is here')
    expect(await this.#held(), this.#at).toBe(this.#loaded)
    return status
  }

  async #disturb(program: Program, milliseconds: number, how: Ends): Promise<Outcome> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    if (how === 'pause') {
      program.child.kill('SIGSTOP')
      await new Promise((resolve) => setTimeout(resolve, 300))
      program.child.kill('SIGCONT')
    } else if (how === 'all') await program.killAll('SIGKILL')
    else await program.kill(how)
    if (how === 'SIGTERM' || how === 'SIGKILL') {
      // What it left behind goes on without it, and holds what it says open.
      program.child.stdout?.destroy()
      program.child.stderr?.destroy()
    }
    return program.ended
  }

  async #held(): Promise<number> {
    return Number(await this.pair.askLoaded('SELECT k FROM chaos;', this.#backup))
  }

  #dump(): Program {
    const { partition } = this.pair.leader
    return partition.start(partition.path('bin/exporter-run'))
  }

  #load(): Program {
    return this.#backup.partition.start(this.#backup.partition.path('bin/import-run'))
  }

  #give(): void {
    this.pair.give(this.#backup)
  }

  #run({ partition }: Instance, program: string, ...args: string[]): Promise<Outcome> {
    return partition.run(partition.path('bin', program), args)
  }

  async #well(program: Program): Promise<void> {
    const { status, stdout, stderr } = await program.ended
    expect(status, `${this.#at}: ${stdout}${stderr}`).toBe(0)
    expect(existsSync(this.#backup.partition.path('srv/takeover_begun')), this.#at).toBe(false)
  }
}
