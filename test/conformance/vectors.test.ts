import { describe, expect, it } from 'vitest'
import { replicate, replicateParts } from '../../src/index.js'
import { describeWithBuildoutParser } from '../support/engines.js'
import { parseWithBuildout, readLiterals, vectors, type Vector } from '../support/shared.js'

type Sections = Record<string, Record<string, string>>

/** Options that hold lists: the words count, not the space between them. */
const lists =
  /^(?:<|return|config-authorized-key|config-notify|config-monitor-url-list|monitor-url-list)$/

describeWithBuildoutParser('replicate() beside the reference stack', () => {
  const cases = vectors()
  const made = parseWithBuildout(cases.map(render))

  it('has cases to compare', () => expect(cases.length).toBeGreaterThan(20))

  describe.each(cases.map((vector, index) => [vector.title, vector, made[index]!] as const))(
    '%s',
    (_, vector, ours) => {
      it('has the same parts', () => {
        expect(replicateParts(vector.name, vector.count)).toEqual(vector.parts)
      })
      it('has the same sections and options', () => {
        expect(comparable(ours, vector)).toEqual(comparable(vector.sections, vector))
      })
    },
  )
})

function render({
  name,
  count,
  exportType,
  importType,
  leaderArgs,
  backupArgs,
  parameters,
  monitor,
}: Vector): string {
  return replicate(name, count, exportType, importType, leaderArgs, backupArgs, parameters, monitor)
}

/** A profile's sections with what the design leaves to us taken out, and each value by its meaning. */
function comparable(sections: Sections, { name }: Vector): Record<string, Record<string, unknown>> {
  const result = new Map<string, Map<string, unknown>>()
  for (const [section, options] of Object.entries(sections)) {
    if (section.endsWith('-promise-bin')) continue
    const kept = Object.entries(options).filter(
      ([option]) => !(option === 'config-command' && section.endsWith('-promise')),
    )
    result.set(section, new Map(kept.map(([option, value]) => [option, meaning(option, value)])))
  }
  // The namebase may stand in each request that inherits [resilient].
  for (const [section, options] of result) {
    const namebase = options.get('config-namebase')
    if (section === 'resilient' || namebase !== undefined) expect(namebase ?? name).toBe(name)
    options.delete('config-namebase')
    if (section === 'monitor-conf-parameters' && isEmpty(options)) result.delete(section)
    if (section === 'slap-parameter' && options.size === 0) result.delete(section)
  }
  // Ours keeps the URL of a leader alone.
  if (!('request-pbs-' + name + '-1' in sections)) result.delete('monitor-conf-parameters')
  return Object.fromEntries(
    [...result].map(([section, options]) => [section, Object.fromEntries(options)]),
  )
}

function isEmpty(options: ReadonlyMap<string, unknown>): boolean {
  return [...options.values()].every((value) => Array.isArray(value) && value.length === 0)
}

function meaning(option: string, value: string): unknown {
  if (value.startsWith('!py!')) return readLiterals([value])[0]
  return lists.test(option) ? value.split(/\s+/).filter(Boolean) : value
}
