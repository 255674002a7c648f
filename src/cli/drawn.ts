// Plans as each view draws them. Knows diagnostics, plan and views.
import type { Diagnostic } from '../diagnostics/index.js'
import type { Plan } from '../plan/index.js'
import type { Io } from './io.js'

/** What views show besides plans. */
interface Shown {
  diagnostics: Diagnostic[]
  secrets: boolean
  /** What a root requests besides, as text. */
  besides: string
}

/** Each view is loaded when it is asked for: a picture needs a layout library. */
export async function drawn(
  format: 'table' | 'dot' | 'svg' | 'html',
  plans: Plan[],
  { secrets, besides, ...options }: Shown,
  io: Io,
): Promise<string> {
  switch (format) {
    case 'table': {
      const colors = io.terminal.stdout && !io.env['NO_COLOR']
      return (await import('../views/table.js')).table(plans, {
        ...options,
        columns: io.columns,
        colors,
      })
    }
    case 'dot':
      return (await import('../views/dot.js')).dot(plans, options)
    case 'svg':
      return (await import('../views/svg.js')).svg(plans, options)
    case 'html':
      return (await import('../views/html.js')).html(plans, { ...options, besides, secrets })
  }
}
