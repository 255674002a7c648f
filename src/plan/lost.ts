// What an author gives a component and the wiring takes away. Knows diagnostics.
import { finding, type Diagnostic } from '../diagnostics/index.js'
import type { CheckedArguments, CheckedComponent } from './component.js'
import type { Request } from './types.js'
import { backupWiring, leaderWiring, type Wiring } from './wiring.js'

/** What is wrong with a component that does not keep it from being planned. */
export function doubtful(
  { name, exportType, importType, leader, backup }: CheckedComponent,
  requests: readonly Request[],
): Diagnostic[] {
  const [first, second] = requests
  return [
    ...(exportType === importType ? [sameType(name, exportType)] : []),
    ...lost('leader arguments', leader, first!, leaderWiring(name, [])),
    ...(second ? lost('backup arguments', backup, second, backupWiring(name, 1)) : []),
  ]
}

function sameType(name: string, type: string): Diagnostic {
  return finding(
    'same-type',
    `the leader and the backups of ${name} have the same type, "${type}"`,
    {
      severity: 'warning',
      expected: 'a type that exports and another that imports',
      hint: `for example ${name}-export and ${name}-import`,
    },
  )
}

/** Options of leaderArgs or backupArgs that the request sets itself; an instance parameter may replace one. */
function lost(
  what: string,
  { options }: CheckedArguments,
  request: Request,
  { texts, references }: Wiring,
): Diagnostic[] {
  return Object.keys(options).flatMap((option) => {
    const [, kind, name] = /^(config|sla)-(.*)$/s.exec(option) ?? []
    if (name === undefined) return []
    const own = request.sla[name]
    if (kind === 'sla') {
      if (own === undefined || own.key !== null || own.value === options[option]) return []
      const key = `-sla-${request.name}-${name}`
      return [lostOption(option, what, request, `give ${key} among the instance parameters`)]
    }
    const isWired = Object.hasOwn(texts, name) || Object.hasOwn(references, name)
    return isWired ? [lostOption(option, what, request)] : []
  })
}

function lostOption(
  option: string,
  what: string,
  { section }: Request,
  hint = 'leave it out: the wiring sets it',
): Diagnostic {
  return finding('option-lost', `"${option}" of the ${what} is lost: [${section}] sets its own`, {
    severity: 'warning',
    path: option,
    hint,
  })
}
