// The command schema. Knows diagnostics and plan.
import { printableJson } from '../diagnostics/index.js'
import { resiliencySchema } from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import { askedComponents, rootFlag } from './asked.js'
import { componentFlags } from './components.js'
import { writeOutput } from './files.js'
import { outputFlag } from './options.js'

const { name, count, config } = componentFlags

const options = {
  name,
  count,
  config,
  ...rootFlag,
  ...outputFlag,
}

/** `schema`: the JSON schema of the parameters that make components resilient. */
export const schemaCommand: Command<typeof options> = {
  usage: '[options]',
  words: [0, 0],
  options,
  examples: [
    [
      '$0 --name runner --count 3 -o resiliency.json',
      'to be referred to from a software’s own schema: { "$ref": "resiliency.json" }',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const { components } = await askedComponents(flags, io)
    const text = printableJson(resiliencySchema(components))
    writeOutput(flags.output, text, io)
    return 0
  },
}
