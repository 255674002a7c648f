import { plan, type Plan } from '../../src/plan/index.js'
import type { Parameters } from '../../src/parameters/index.js'

/** The plan of a component that has its name's types, `runner-export` and `runner-import`. */
export function planOf(count: number, parameters: Parameters = {}, name = 'runner'): Plan {
  return plan({
    name,
    count,
    exportType: `${name}-export`,
    importType: `${name}-import`,
    parameters,
  })
}
