import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { until, type Program } from '../../support/partition.js'
import type { Instance, Pair } from './pair.js'

/** What acts as the master where a backup takes over: each step is said, and all goes well. */
export function actMaster(backup: Instance): void {
  backup.partition.write(
    backup.partition.path('bin/takeover-request'),
    `#!/bin/sh
echo 'DEBUG:Renaming leader: broken' >&2
echo 'DEBUG:Renaming backup: leader' >&2
echo 'DEBUG:Renamed.' >&2
touch '${backup.partition.path('srv/takeover_triggered')}'
`,
    0o700,
  )
}

/** Sets a number that the programs read. */
export function setParameter({ partition }: Instance, name: string, value: number): void {
  const path = partition.path('etc/resilient-parameters.json')
  const held = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  partition.write(path, JSON.stringify({ ...held, [name]: value }))
}

/** What becomes of data when a backup takes over while it loads. */
export function describeTakeover(given: () => Pair): void {
  it.each([
    ['waits for its end', 600, 'loaded'],
    ['ends it', 0, 'loading'],
  ] as const)(
    'a takeover during a load %s, and nothing that is written after it is lost',
    async (_, seconds, state) => {
      const pair = given()
      const { leader, database } = pair
      const backup = pair.deploy(`taking-${seconds}`, 'import')
      const bin = (name: string): string => backup.partition.path('bin', name)
      const status = (): string =>
        (
          JSON.parse(readFileSync(backup.partition.path('srv/backup/importer.status'), 'utf8')) as {
            state: string
          }
        ).state
      actMaster(backup)
      setParameter(backup, 'takeover-wait', seconds)
      await pair.ask(leader, database.change)
      expect(await pair.dump()).toMatchObject({ status: 0 })
      const first = await pair.rows()
      pair.give(backup)
      let server: Program | undefined = database.fallbackServes
        ? await pair.serve(backup)
        : undefined
      expect(await backup.partition.run(bin('import-run'))).toMatchObject({ status: 0 })

      await pair.ask(leader, database.grow(24))
      await pair.ask(leader, database.change)
      expect(await pair.dump()).toMatchObject({ status: 0 })
      const second = await pair.rows()
      await pair.ask(leader, 'DROP TABLE grown;')
      pair.give(backup)
      const load = backup.partition.start(bin('import-run'))
      await until('the load', () => status() === 'loading')
      await new Promise((resolve) => setTimeout(resolve, 500))
      const takeover = await backup.partition.run(bin('takeover'))
      expect(takeover.status, takeover.stdout + takeover.stderr).toBe(0)
      expect(load.over).toBe(true)
      expect(status()).toBe(state)
      expect((await load.ended).status === 0).toBe(state === 'loaded')

      server ??= await pair.serve(backup)
      expect(await pair.ask(backup, database.rows)).toBe(state === 'loaded' ? second : first)
      await pair.ask(backup, database.change)
      const after = await pair.ask(backup, database.rows)
      for (const program of [bin('import-run'), backup.script]) {
        const { status: code, stderr } = await backup.partition.run(program)
        expect(code, stderr).toBe(1)
      }
      expect(await pair.ask(backup, database.rows)).toBe(after)
      await server.kill(database.fallbackServes ? 'SIGINT' : 'SIGTERM')
      await pair.serve(backup)
      expect(await pair.ask(backup, database.rows)).toBe(after)
      expect(await backup.partition.run(bin('takeover'))).toMatchObject({
        status: 0,
        stdout: 'The takeover was done before.\n',
      })
      await backup.partition.remove()
    },
    300_000,
  )
}
