// Findings about magic keys. Knows diagnostics.
import { didYouMean, finding, nearest, type Diagnostic } from '../diagnostics/index.js'
import { splitKey } from './keys.js'

/** The finding for a magic key without its key or its SLA name. */
export function malformedKey(key: string): Diagnostic {
  return finding('sla-malformed', `"${key}" is not a complete magic key, and is left out`, {
    severity: 'warning',
    path: key,
    expected: '-sla-KEY-NAME, such as -sla-1-computer_guid',
  })
}

/** The finding for a magic key that no request takes, with the nearest one that a request would. */
export function unmatchedKey(
  key: string,
  scopes: readonly { name: string; count: number }[],
): Diagnostic {
  const near = didYouMean(nearestKey(key, scopes))
  const more = moreInstances(key, scopes)
  return finding('sla-unmatched', `"${key}" matches no request, and is left out`, {
    severity: 'warning',
    path: key,
    expected: `KEY as one of ${scopes.map(keysOf).join('; ')}`,
    hint: near !== undefined && more !== undefined ? `${near} Or ${more}` : (near ?? more),
  })
}

/** A key that one more instance would take: the leader is 0, so three instances end with 2. */
function moreInstances(
  key: string,
  scopes: readonly { name: string; count: number }[],
): string | undefined {
  const { word, id = 0 } = splitKey(key) ?? {}
  const scope = scopes.find(({ name }) => word === name || word === '' || word === 'pbs')
  if (!scope || id !== scope.count) return undefined
  return `${id + 1} instances: --count ${id + 1}?`
}

function keysOf({ name, count }: { name: string; count: number }): string {
  const last = count - 1
  if (last === 0) return `0, ${name}0`
  return `0 to ${last}, ${name}0 to ${name}${last}, pbs1${last > 1 ? ` to pbs${last}` : ''}`
}

function nearestKey(
  key: string,
  scopes: readonly { name: string; count: number }[],
): string | undefined {
  const split = splitKey(key)
  if (!split) return undefined
  const words = new Set(['', 'pbs', ...scopes.map(({ name }) => name)])
  const word = words.has(split.word) ? split.word : nearest(split.word, words)
  if (word === undefined) return undefined
  const count = Math.max(
    ...scopes
      .filter(({ name }) => name === word || !scopes.some((scope) => scope.name === word))
      .map((scope) => scope.count),
  )
  const first = word === 'pbs' ? 1 : 0
  if (count <= first) return undefined
  const id = Math.min(Math.max(split.id ?? first, first), count - 1)
  return `-sla-${word}${id}-${split.name}`
}
