// Instance parameters of a file, in the format that its name or a flag says. Knows parameters.
import {
  parseParameters,
  parseYamlParameters,
  type ParameterDocument,
} from '../parameters/index.js'
import { choiceOf } from './choice.js'
import { displayName, readInput } from './files.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'

const formats = ['auto', 'xml', 'json', 'yaml'] as const

/** The flags that say of instance parameters what they are, for every command that reads some. */
export const formatFlag = {
  'parameters-format': option.choice(
    'of the parameters: auto (by the file’s ending), xml, json or yaml',
    formats,
  ),
}

type FormatFlags = Partial<FlagsOf<typeof formatFlag>>

/** What `--parameters-format` says; throws `bad-flag`. */
export function formatOf(flags: FormatFlags): 'auto' | 'xml' | 'json' | 'yaml' {
  return choiceOf('parameters-format', flags['parameters-format'], formats)
}

/**
 * The instance parameters of a file, or of standard input for `-`. YAML is known by its ending, as
 * `slapos request --parameters-file` does, XML and JSON by how they begin; `--parameters-format` wins.
 */
export async function readDocument(
  path: string,
  flags: FormatFlags,
  io: Io,
): Promise<ParameterDocument> {
  return documentOf(path, await readInput(path, io), flags)
}

/** {@link readDocument} of what was read already. */
export async function documentOf(
  path: string,
  bytes: Uint8Array,
  flags: FormatFlags,
): Promise<ParameterDocument> {
  const given = formatOf(flags)
  const format = given === 'auto' && /\.ya?ml$/.test(path) ? 'yaml' : given
  const file = displayName(path)
  if (format === 'yaml') return parseYamlParameters(bytes, { file })
  return parseParameters(bytes, format === 'auto' ? { file } : { file, format })
}
