// Instance parameters of a file, in the format that its name or a flag says. Knows diagnostics and parameters.
import {
  parseParameters,
  parseYamlParameters,
  type ParameterDocument,
} from '../parameters/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { choiceOf } from './choice.js'
import { displayName, readFound, readInput } from './files.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'

const formats = ['auto', 'xml', 'json', 'yaml'] as const

/** What `--parameters-format` takes. */
export type Format = (typeof formats)[number]

/** The flags that say of instance parameters what they are, for every command that reads some. */
export const formatFlag = {
  'parameters-format': option.choice(
    'the format of the parameters: auto (YAML by the file’s ending, XML or JSON by its first character), xml, json or yaml',
    formats,
  ),
}

type FormatFlags = Partial<FlagsOf<typeof formatFlag>>

/** What `--parameters-format` says; throws `bad-flag`. */
export function formatOf(flags: FormatFlags): Format {
  const given = flags['parameters-format']
  // A file's other ending is not a slip of the keyboard.
  return given === 'yml' ? 'yaml' : choiceOf('parameters-format', given, formats)
}

/**
 * The instance parameters of a file, or of standard input for `-`. YAML is known by its ending, as
 * `slapos request --parameters-file` does, XML and JSON by how they begin; `--parameters-format` wins.
 */
export async function readDocument(
  path: string,
  flags: FormatFlags,
  io: Io,
  read: typeof readFound = readInput,
): Promise<ParameterDocument> {
  return documentOf(path, await read(path, io), flags)
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
  if (format !== 'auto') return parseParameters(bytes, { file, format })
  try {
    return parseParameters(bytes, { file })
  } catch (error) {
    throw withYamlHint(error, path)
  }
}

/** What is neither XML nor begins as JSON may be YAML, which no ending says here. */
function withYamlHint(error: unknown, path: string): unknown {
  if (!(error instanceof ResilientError)) return error
  const [first, ...rest] = error.diagnostics
  const text = error.sources.get(displayName(path)) ?? ''
  const isOther = first.code === 'json-syntax' && !/^[\t\n\r \ufeff]*[<{[]/.test(text)
  if (!isOther || first.hint !== undefined) return error
  const hint = 'is it YAML? then add --parameters-format yaml'
  return new ResilientError([{ ...first, hint }, ...rest], error.sources)
}
