import { resiliencySchema } from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import { componentFlags, readComponents } from './components.js'
import { writeOutput } from './files.js'

const { name, count, config } = componentFlags

/** `schema`: the JSON schema of the parameters that make components resilient. */
export const schemaCommand: Command = {
  usage: '[options]',
  words: [0, 0],
  options: {
    name: name!,
    count: count!,
    config: config!,
    output: { alias: 'o', describe: 'the file to write (standard output)' },
  },
  examples: [
    [
      '$0 --name runner --count 3 -o resiliency.json',
      'to be referred to from a software’s own schema: { "$ref": "resiliency.json" }',
    ],
  ],
  async run(flags, io): Promise<ExitCode> {
    const { components } = await readComponents(flags, io)
    const text = JSON.stringify(resiliencySchema(components), null, 2) + '\n'
    writeOutput(flags['output'] as string | undefined, text, io)
    return 0
  },
}
