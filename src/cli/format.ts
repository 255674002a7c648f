import { fail, nearest } from '../diagnostics/index.js'
import type { Flags } from './command.js'

/** The value of `--format`, one of those that a command has; throws `bad-flag`. */
export function formatOf<Name extends string>(
  flags: Flags,
  names: readonly Name[],
  otherwise: Name,
): Name {
  const given = flags['format'] ?? otherwise
  const name = names.find((each) => each === given)
  if (name !== undefined) return name
  const near = nearest(String(given), names)
  fail({
    code: 'bad-flag',
    severity: 'error',
    message: `there is no format "${String(given)}" here`,
    expected: names.join(', '),
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  })
}
