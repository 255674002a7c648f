import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { replicate } from '../../src/index.js'
import type { Sections } from './buildout.js'

/** A call of replicate(), and what the reference stack made of it. */
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

/** The reference stack's own expansions, without the `-promise-bin` sections, whose text is ours. */
export const vectors = JSON.parse(
  readFileSync(new URL('../engines/vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[]

/** Options that hold lists: the words count, not the space between them. */
const lists =
  /^(?:<|return|config-authorized-key|config-notify|config-monitor-url-list|monitor-url-list)$/

/** The profile that replicate() makes of a vector's call. */
export function replicated({
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

/**
 * A profile's sections with what the design leaves to us taken out, and each value by its meaning;
 * `read` gives that of a `!py!` literal.
 */
export function comparable(
  sections: Sections,
  { name }: Vector,
  read: (literal: string) => unknown,
): Record<string, Record<string, unknown>> {
  const result = new Map<string, Map<string, unknown>>()
  for (const [section, options] of Object.entries(sections)) {
    if (section.endsWith('-promise-bin')) continue
    const kept = Object.entries(options).filter(
      ([option]) => !(option === 'config-command' && section.endsWith('-promise')),
    )
    result.set(
      section,
      new Map(kept.map(([option, value]) => [option, meaning(option, value, read)])),
    )
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

function meaning(option: string, value: string, read: (literal: string) => unknown): unknown {
  if (value.startsWith('!py!')) return read(value)
  return lists.test(option) ? value.split(/\s+/).filter(Boolean) : value
}
