// What a command is about: the components that flags or a resilient.ini give, or the root of a release. Knows
// diagnostics and parameters.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { fail, ResilientError } from '../diagnostics/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import {
  noComponent,
  readComponents,
  saysComponents,
  type ComponentFlags,
  type GivenComponents,
} from './components.js'
import { componentOptions } from './configuration.js'
import { readDocument } from './documents.js'
import { isFolder } from './inputs.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'
import type { Root } from './root.js'
import { schemaOfRelease } from './schema-files.js'

/** The flag of every command that may ask the root of a release. */
export const rootFlag = {
  'software-type': option.text(
    'which type of the release is the root (the one with components, or the default)',
  ),
}

type Flags = ComponentFlags & Partial<FlagsOf<typeof rootFlag>>

/** The words of a command line: the folder of a release, where one is named, and the others. */
export function splitWords(
  words: readonly string[],
  io: Io,
): { folder: string | undefined; others: string[] } {
  const folders = words.filter((word) => isRelease(word, io))
  if (folders.length > 1)
    fail('bad-flag', 'several releases are given', {
      expected: 'one release',
      received: folders.join(' '),
      hint: 'run the command once for each',
    })
  return { folder: folders[0], others: words.filter((word) => !folders.includes(word)) }
}

/** A folder with a software.cfg, or such a file. */
export function isRelease(word: string, io: Io): boolean {
  if (word === '-') return false
  if (isFolder(word, io)) return existsSync(resolve(io.cwd, word, 'software.cfg'))
  return /^software\b.*\.cfg$/.test(basename(word)) && existsSync(resolve(io.cwd, word))
}

/** The root of the release that is named or, where nothing else says what is requested, of this folder's. */
export async function askRoot(
  folder: string | undefined,
  document: ParameterDocument | undefined,
  flags: Flags,
  io: Io,
): Promise<Root | undefined> {
  if (folder === undefined && saysComponents(flags, io)) return undefined
  if (!isRelease(folder ?? '.', io)) return undefined
  const said = componentOptions.find((each) => each !== 'parameters' && flags[each] !== undefined)
  if (said !== undefined)
    fail(
      'bad-flag',
      `--${said} describes a component, and the root of the release already describes its own`,
      {
        expected: '--name and --count for a component of your own',
        hint: `leave --${said} out`,
      },
    )
  // What reads a release takes the whole of check: loaded where one is read.
  const { rootOf, rootType } = await import('./root.js')
  const { name, 'software-type': softwareType } = flags
  const question = { folder: folder ?? '.', document, softwareType, name }
  const asked = document && rootType(question, io)
  const schema = asked && (await schemaOfRelease(asked.software, asked.type, io))
  try {
    const root = rootOf(question, io)
    return root && { ...root, schema, sources: withSources(root.sources, schema) }
  } catch (error) {
    if (!(error instanceof ResilientError) || !schema) throw error
    // What a schema says of the parameters is most likely why.
    const own = error.diagnostics
    const found = schema.check(document!)
    const [first, ...rest] = [...found, ...own]
    const sources = new Map([...error.sources, [document!.file!, document!.text]])
    throw new ResilientError([first!, ...rest], withSources(sources, schema))
  }
}

/** The texts that findings are in, those of a schema among them. */
function withSources(
  sources: ReadonlyMap<string, string>,
  schema: SoftwareSchema | undefined,
): Map<string, string> {
  const files = [...(schema?.files ?? [])].map(({ file, text }) => [file, text] as const)
  return new Map([...files, ...sources])
}

/** The components of a command that has no words for its parameters, or the root that requests them. */
export async function askedComponents(flags: Flags, io: Io): Promise<GivenComponents | Root> {
  if (saysComponents(flags, io)) return readComponents(flags, io)
  const path = flags.parameters
  const document = path === undefined ? undefined : await readDocument(path, flags, io)
  const root = await askRoot(undefined, document, flags, io)
  if (!root) return flags.name === undefined ? noComponent() : readComponents(flags, io)
  if (root.components.length > 0) return root
  return fail(
    'bad-flag',
    `the root of this release, of the type ${root.type}, requests no component`,
    {
      expected:
        root.unknown.length > 0
          ? `a root that calls replicate(), for certain; not known: ${root.unknown.join('; ')}`
          : 'a root that calls replicate()',
      hint: 'name another type with --software-type, or a component with --name and --count',
    },
  )
}
