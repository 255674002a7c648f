// A rule: options of an author that a request’s own take away. Knows buildout.
import { macrosOf, type Assignment, type Section, type Setting } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'

/** What the wiring itself has a request inherit; all else is the stack author's. */
const wiring = new Set(['resilient', 'slap-connection', 'request-pbs-common'])

/** What each request of the wiring sets by itself, and nobody means as a default for it. */
const losing =
  /^(?:return|name|recipe|software-url|software-type|pbs-notification-id|sla-.+|config-(?:number|name|namebase|authorized-key|notify|on-notification|monitor-url-list))$/

/** What `[ArgLeader]` and `[ArgBackup]` give to a request is not what the request sets anew. */
export const optionLost: Rule = function* (context) {
  const reported = new Set<Assignment>()
  for (const [request, own] of context.resolved.annotated) {
    const macros = macrosOf(own)
    if (!macros.includes('resilient')) continue
    for (const macro of macros) {
      if (wiring.has(macro)) continue
      for (const [written, setting] of context.sections.get(macro) ?? []) {
        const { assignment } = setting
        // What met nothing to add to is inherited as it stands, and adds to nothing later either.
        const option = /[+-]$/.test(written) ? (assignment?.option ?? written) : written
        if (!losing.test(option) || !assignment || reported.has(assignment)) continue
        const winner = own.get(option)
        if (!winner || winner.value === setting.value) continue
        reported.add(assignment)
        yield found(
          'option-lost',
          `${option} of [${macro}] is lost: [${request}], which inherits it, sets its own`,
          {
            // Where a magic key was given, the option was the default that it replaces.
            severity: isSurprise(option, winner) ? 'warning' : 'info',
            at: assignment,
            path: `${macro}:${option}`,
            received: setting.value,
            hint: hintOf(option, own),
          },
        )
      }
    }
  }
}

function isSurprise(option: string, { value }: Setting): boolean {
  return !option.startsWith('sla-') || (option === 'sla-mode' && value === 'unique_by_network')
}

function hintOf(option: string, request: Section): string {
  if (option === 'return')
    return "name it in the monitor's return: monitor_parameter_dict={'return': […]}, or --monitor-return"
  const name = request.get('name')?.value
  if (option.startsWith('sla-') && name !== undefined)
    return `give -sla-${name}-${option.slice('sla-'.length)} among the instance parameters`
  if (option === 'software-type') return 'the types are arguments of replicate()'
  return 'leave it out: the wiring sets it'
}
