// The command render replicated. Knows diagnostics, parameters, profiles and release.
import { fail, finding, type Diagnostic } from '../diagnostics/index.js'
import { isSecret } from '../parameters/index.js'
import { renderReplicated } from '../profiles/index.js'
import { notKnown } from '../release/not-known.js'
import { choiceOf, encodings } from './choice.js'
import type { Command, ExitCode } from './command.js'
import { askedComponents, rootFlag } from './asked.js'
import { componentFlags, type GivenComponents } from './components.js'
import { writeOutput } from './files.js'
import type { Io } from './io.js'
import { encodingFlag, option, outputFlag, strictFlag, type FlagsOf } from './options.js'
import { plansOfRoot, withFindings, withPlaces } from './plan-findings.js'
import { reportBeside } from './report.js'
import type { Root } from './root.js'

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

/** `render replicated`: the root profile of the components, or what a release's root has of it. */
export const renderReplicatedCommand: Command<typeof options> = {
  usage: '[options]',
  words: [0, 0],
  options,
  examples: [
    [
      '$0 --name runner --count 3 --parameters runner.xml',
      'the profile of runner0, runner1 and runner2',
    ],
    ['$0 --parameters shop.json', 'what the root of this folder’s release requests with them'],
    ['$0 --config resilient.ini -o instance-resilient.cfg', 'the components of a file'],
    [
      '$0 --name runner --count 3 --extends monitor.cfg',
      'on top of the monitor’s template, as the software rendered it',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const given = await askedComponents(flags, io)
    const { text, plans } = 'printed' in given ? ofRoot(given, flags, io) : ofOurs(given, flags)
    const { fates, diagnostics } = withFindings(given, plans)
    const output = flags.output
    const shown = secretsShown(given, output, io)
    const found = 'printed' in given ? given.diagnostics : []
    const all = [...diagnostics, ...found, ...fates, ...shown]
    const code = reportBeside(all, given.sources, flags, io)
    writeOutput(output, text, io)
    return code
  },
}

type Flags = FlagsOf<typeof options>

/** A profile, and the plans of what it requests. */
type Rendered = ReturnType<typeof renderReplicated>

/** What this stack's own macros make of the components. */
function ofOurs(given: GivenComponents, flags: Flags): Rendered {
  return withPlaces(given, () =>
    renderReplicated(given.components, {
      encoding: choiceOf('encoding', flags.encoding, encodings),
      extends: flags.extends ?? [],
    }),
  )
}

/** What the root of a release makes of its components, by its own macros: its sections as they render. */
function ofRoot(root: Root, flags: Flags, io: Io): Rendered {
  const said = (['encoding', 'extends'] as const).find((each) => flags[each] !== undefined)
  if (said !== undefined)
    fail('bad-flag', `--${said} is for sections of ours, and the root of a release makes its own`, {
      expected: '--name and --count for a component of your own',
      hint: `leave --${said} out`,
    })
  const plans = plansOfRoot(root)
  const { text, sections, unknown } = root.printed(
    plans.flatMap((plan) => [...plan.requests.map(({ section }) => section), ...plan.parts]),
  )
  const doubts = [...root.unknown, ...unknown]
  for (const each of doubts) io.stderr(`not known: ${each}\n`)
  const names = plans.map(({ name, count }) => `${name} (${count} instances)`).join(', ')
  const parts = sections.map((section) => `\n  ${section}`).join('')
  const head = `## ${names}, as the root requests them (software type ${root.type})`
  return { text: `${head}\n${notKnown(doubts)}\n[buildout]\nparts +=${parts}\n\n${text}`, plans }
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
