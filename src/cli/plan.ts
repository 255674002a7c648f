import type { Diagnostic } from '../diagnostics/index.js'
import { placed } from '../parameters/index.js'
import { checkPlacement, maskFinding, maskSecrets, planAll, type Plan } from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import { componentFlags, readComponents, withPlaces } from './components.js'
import { writeOutput } from './files.js'
import { formatOf } from './format.js'
import type { Io } from './io.js'
import { reportBeside, secretsFlag } from './report.js'

/** Grows by one when a field is removed or changes its meaning (schemas/plan.schema.json). */
const version = 1

const formats = ['table', 'json', 'dot', 'svg', 'html'] as const
type Format = (typeof formats)[number]

/** `plan`: every request, its SLA and where each value came from. */
export const planCommand: Command = {
  usage: '[options]',
  words: [0, 0],
  options: {
    ...componentFlags,
    format: { describe: 'table, json, dot, svg or html' },
    output: { alias: 'o', describe: 'the file to write (standard output)' },
    strict: { describe: 'stop at warnings too', type: 'boolean' },
    ...secretsFlag,
  },
  examples: [
    [
      '$0 --name runner --count 3 --parameters runner.xml',
      'where each of five requests goes, and why',
    ],
    [
      '$0 --config resilient.ini --format html -o plan.html',
      'the same as a page to look around in',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const format = formatOf<Format>(flags, formats, 'table')
    const given = await readComponents(flags, io)
    const plans = withPlaces(given, () => planAll(given.components)).map((plan, index) => ({
      ...plan,
      diagnostics: placed(plan.diagnostics, given.documents[index]),
    }))
    const diagnostics = plans.flatMap((plan) => plan.diagnostics)
    reportBeside(diagnostics, given.sources, flags, io)
    const secrets = flags['show-secrets'] === true
    const shown = secrets ? plans : plans.map(maskSecrets)
    // What fails together is told where it is looked at; the plan itself goes on to be rendered.
    const fates = plans.flatMap((plan, index) =>
      checkPlacement(plan, given.documents[index] ?? { places: new Map() }),
    )
    const options = { diagnostics: secrets ? fates : fates.map(maskFinding), secrets }
    writeOutput(flags['output'] as string | undefined, await drawn(format, shown, options, io), io)
    return 0
  },
}

/** Each view is loaded when it is asked for: a picture needs a layout library. */
async function drawn(
  format: Format,
  plans: Plan[],
  options: { diagnostics: Diagnostic[]; secrets: boolean },
  io: Io,
): Promise<string> {
  switch (format) {
    case 'json':
      return JSON.stringify({ version, components: plans }, null, 2) + '\n'
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
      return (await import('../views/html.js')).html(plans, options)
  }
}
