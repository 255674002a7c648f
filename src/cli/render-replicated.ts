// The command render replicated. Knows diagnostics, parameters and profiles.
import { finding, type Diagnostic } from '../diagnostics/index.js'
import { isSecret } from '../parameters/index.js'
import { renderReplicated } from '../profiles/index.js'
import { choiceOf, encodings } from './choice.js'
import type { Command, ExitCode } from './command.js'
import { askedComponents, rootFlag } from './asked.js'
import { componentFlags, type GivenComponents } from './components.js'
import { writeOutput } from './files.js'
import type { Io } from './io.js'
import { encodingFlag, option, outputFlag, strictFlag } from './options.js'
import { withFindings, withPlaces } from './plan-findings.js'
import { reportBeside } from './report.js'

const options = {
  ...componentFlags,
  ...rootFlag,
  extends: option.list(
    'the path of a profile to extend, such as the monitor’s template; repeatable',
  ),
  ...encodingFlag,
  ...outputFlag,
  ...strictFlag,
}

/** `render replicated`: the root profile of the components. */
export const renderReplicatedCommand: Command<typeof options> = {
  usage: '[options]',
  words: [0, 0],
  options,
  examples: [
    [
      '$0 --name runner --count 3 --parameters runner.xml',
      'the profile of runner0, runner1 and runner2',
    ],
    ['$0 --config resilient.ini -o instance-resilient.cfg', 'the components of a file'],
    [
      '$0 --name runner --count 3 --extends monitor.cfg',
      'on top of the monitor’s template, as the software rendered it',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const given = await askedComponents(flags, io)
    const { text, plans } = withPlaces(given, () =>
      renderReplicated(given.components, {
        encoding: choiceOf('encoding', flags.encoding, encodings),
        extends: flags.extends ?? [],
      }),
    )
    const { fates, diagnostics } = withFindings(given, plans)
    const output = flags.output
    const shown = secretsShown(given, output, io)
    const code = reportBeside([...diagnostics, ...fates, ...shown], given.sources, flags, io)
    writeOutput(output, text, io)
    return code
  },
}

/** A profile holds its values, secret or not: reported where people look at it. */
function secretsShown(given: GivenComponents, output: string | undefined, io: Io): Diagnostic[] {
  const isWatched = io.terminal.stdout || Boolean(io.env['CI'])
  if (!isWatched || (output !== undefined && output !== '-')) return []
  const names = given.documents.flatMap((document) => Object.keys(document?.values ?? {}))
  const secrets = [...new Set(names)].filter((name) => isSecret(name))
  return secrets.map((name) =>
    finding(
      'secret-shown',
      `the profile shows the value of "${name}", which a profile cannot mask`,
      { severity: 'info', path: name, hint: 'write it to a file with -o' },
    ),
  )
}
