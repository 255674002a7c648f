// Names that are almost those of the stack's own parameters. Knows diagnostics and python.
import { didYouMean, finding, nearest } from '../../diagnostics/index.js'
import { strip } from '../../python/space.js'
import { placeOfParameter } from '../locate.js'
import type { Rule } from './rule.js'

/** The parameters that the stack reads. */
const own = ['resilient-clone-number', 'resiliency-backup-periodicity', 'remove-backup-older-than']

/** So many letters may differ: a software's own `remove-logs-older-than` is none of these. */
const most = 3

/** `resilient-backup-periodicity`: the stack looks for another name, and the value has no effect. */
export const lookalike: Rule = (document) =>
  Object.keys(document.values).flatMap((name) => {
    const spelled = strip(name).toLowerCase().replaceAll('_', '-')
    const near = own.includes(spelled) ? spelled : nearest(spelled, own, most)
    if (near === undefined || near === name) return []
    return finding(
      'parameter-lookalike',
      `the stack does not know the parameter ${JSON.stringify(name)}, which is passed to the leader as it is`,
      {
        severity: 'warning',
        ...placeOfParameter(document, name, 'name'),
        hint: didYouMean(near),
      },
    )
  })
