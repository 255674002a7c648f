// The views that the library offers. Knows this folder, and the types of plan.
import type { Plan } from '../plan/index.js'
import type { PageOptions } from './html.js'
import type { PictureOptions } from './svg.js'

export { diffText } from './diff.js'
export { dot, type DotOptions } from './dot.js'
export type { PageOptions } from './html.js'
export type { PictureOptions } from './svg.js'
export { table, type TableOptions } from './table.js'

// The library that lays pictures out takes longer to load than most calls take: who asks for one waits.

/** {@link import('./svg.js').svg | The plans as one SVG}; throws `too-large` past 2,000 instances. */
export async function svg(plans: readonly Plan[], options: PictureOptions = {}): Promise<string> {
  return (await import('./svg.js')).svg(plans, options)
}

/**
 * {@link import('./html.js').html | The plans as one page} that needs nothing else; secrets are masked
 * unless they are asked for. Throws `too-large` past 2,000 instances.
 */
export async function html(plans: readonly Plan[], options: PageOptions = {}): Promise<string> {
  return (await import('./html.js')).html(plans, options)
}
