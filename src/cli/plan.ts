import { placed } from '../parameters/index.js'
import { maskSecrets, planAll, type Plan } from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import { componentFlags, readComponents, withPlaces } from './components.js'
import { writeOutput } from './files.js'
import { formatOf } from './format.js'
import type { Io } from './io.js'
import { reportBeside, secretsFlag } from './report.js'

/** Grows by one when a field is removed or changes its meaning (schemas/plan.schema.json). */
const version = 1

/** `plan`: every request, its SLA and where each value came from. */
export const planCommand: Command = {
  usage: '[options]',
  words: [0, 0],
  options: {
    ...componentFlags,
    format: { describe: 'table or json' },
    output: { alias: 'o', describe: 'the file to write (standard output)' },
    strict: { describe: 'stop at warnings too', type: 'boolean' },
    ...secretsFlag,
  },
  examples: [
    [
      '$0 --name runner --count 3 --parameters runner.xml',
      'where each of five requests goes, and why',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const format = formatOf(flags, ['table', 'json'], 'table')
    const given = await readComponents(flags, io)
    const plans = withPlaces(given, () => planAll(given.components)).map((plan, index) => ({
      ...plan,
      diagnostics: placed(plan.diagnostics, given.documents[index]),
    }))
    const diagnostics = plans.flatMap((plan) => plan.diagnostics)
    reportBeside(diagnostics, given.sources, flags, io)
    const visible = flags['show-secrets'] === true ? plans : plans.map(maskSecrets)
    writeOutput(flags['output'] as string | undefined, await drawn(format, visible, io), io)
    return 0
  },
}

async function drawn(format: 'table' | 'json', plans: Plan[], io: Io): Promise<string> {
  if (format === 'json') return JSON.stringify({ version, components: plans }, null, 2) + '\n'
  const { table } = await import('../views/table.js')
  return table(plans, { columns: io.columns, colors: io.terminal.stdout && !io.env['NO_COLOR'] })
}
