import { report, ResilientError, type Diagnostic, type ReporterName } from '../diagnostics/index.js'
import { planAll } from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import {
  componentFlags,
  hasComponents,
  placed,
  readComponents,
  readDocument,
  withPlaces,
} from './components.js'
import { formatOf } from './format.js'
import { exitCodeOf, wantsColors } from './report.js'

/** `validate`: what reading and SLA find in instance parameters. */
export const validateCommand: Command = {
  usage: 'PARAMETERS [options]',
  words: [1, 1],
  options: {
    ...componentFlags,
    format: { describe: 'text or json' },
  },
  examples: [
    ['$0 runner.xml --name runner --count 3', 'what is wrong with the parameters of three runners'],
    ['$0 - --format json < runner.xml', 'the same for a machine to read'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const format = formatOf<ReporterName>(flags, ['text', 'json'], 'text')
    const sources = new Map<string, string>()
    let diagnostics: Diagnostic[]
    try {
      diagnostics = await findings()
    } catch (error) {
      // What cannot be read is a finding too, as long as there is a text to find it in.
      if (!(error instanceof ResilientError) || error.sources.size === 0) throw error
      for (const [file, text] of error.sources) sources.set(file, text)
      diagnostics = error.diagnostics
    }
    io.stdout(report(format, diagnostics, { sources, colors: wantsColors(io) }))
    return exitCodeOf(diagnostics)

    async function findings(): Promise<Diagnostic[]> {
      const document = await readDocument(flags._[0]!, io)
      sources.set(document.file!, document.text)
      if (!hasComponents(flags, io)) return []
      const given = await readComponents({ ...flags, parameters: undefined }, io)
      const components = given.components.map((component) => ({
        ...component,
        parameters: document.values,
      }))
      const documents = components.map(() => document)
      const plans = withPlaces({ ...given, documents }, () => planAll(components))
      return plans.flatMap((plan) => placed(plan.diagnostics, document))
    }
  },
}
