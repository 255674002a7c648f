// What flags give a Jinja2 template. Knows diagnostics, buildout, parameters, jinja and check.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { decodeUtf8 } from '../buildout/decode.js'
import { defaultSizeLimit, readRegular } from '../buildout/files/bounded.js'
import { reason } from '../buildout/files/reason.js'
import { fail, grouped, Lines, most, ResilientError } from '../diagnostics/index.js'
import {
  defaultLimits,
  importModule,
  readContext,
  type Limits,
  type Source,
  type TemplateOptions,
} from '../jinja/index.js'
import type { GivenTemplate } from '../check/jinja.js'
import { jsonFault, pastValues, type ParameterDocument } from '../parameters/index.js'
import { formatFlag, readDocument } from './documents.js'
import { displayName, readTemplateText, readText } from './files.js'
import type { Io } from './io.js'
import { option, sizeFlag, type FlagsOf } from './options.js'

/** The flags that give a Jinja2 template what it needs. */
export const templateFlags = {
  ...sizeFlag,
  parameters: option.text('instance parameters, XML, JSON or YAML, as slapparameter_dict'),
  ...formatFlag,
  context: option.text('a JSON file of more names for the template'),
  import: option.list('ALIAS=PATH, a template to import by that name; repeatable'),
  module: option.list('NAME=MODULE, a Python module to provide under that name; repeatable'),
  extension: option.list(
    'an extension of Jinja2 that the template uses, such as jinja2.ext.loopcontrols',
  ),
  'max-steps': option.text(
    `loop rounds and calls before a template is stopped (${grouped(defaultLimits.steps)})`,
  ),
  'max-output': option.text(
    `characters of a text, items of a list (${grouped(defaultLimits.size)})`,
  ),
}

type Flags = FlagsOf<typeof templateFlags>

/** What the flags give to the template `file`; what it imports besides is beside it. */
export async function readTemplate(file: string, flags: Flags, io: Io): Promise<GivenTemplate> {
  const context = new Map<string, unknown>([['slapparameter_dict', new Map()]])
  if (flags.context !== undefined) {
    const path = flags.context
    const text = await readText(path, io)
    for (const [name, value] of contextOf(text, displayName(path))) context.set(name, value)
  }
  const path = flags.parameters
  const document = path === undefined ? undefined : await readDocument(path, flags, io)
  if (document) context.set('slapparameter_dict', parametersOf(document))
  const imports = await importsOf(flags, io)
  let root: string | undefined
  const options: TemplateOptions = {
    context,
    imports,
    modules: modulesOf(flags),
    extensions: flags.extension ?? [],
    file: displayName(file),
    load: (name, from) => beside(name, from, (root ??= rootOf(file, io)), io),
    limits: limitsOf(flags),
  }
  return document ? { options, document } : { options }
}

/** Throws for what the flags of a template say wrong, whether there is a template or not. */
export async function checkTemplateFlags(flags: Flags, io: Io): Promise<void> {
  modulesOf(flags)
  limitsOf(flags)
  await importsOf(flags, io)
}

/** The templates that `--import` gives, by their aliases. */
async function importsOf(flags: Flags, io: Io): Promise<Record<string, Source>> {
  const imports: Record<string, Source> = {}
  for (const [alias, path] of pairsOf(flags, 'import', 'parts=../stack/parts.cfg.in')) {
    imports[alias] = { file: path, text: await readTemplateText(path, io) }
  }
  return imports
}

/** Half of a surrogate pair, as JSON escapes it, without its other half beside it. */
const escapedHalf =
  /\\ud[89ab][\da-f]{2}(?!\\ud[c-f][\da-f]{2})|(?<!\\ud[89ab][\da-f]{2})\\ud[c-f][\da-f]{2}/i

/** The names of a context; where it is not JSON, that has a place and a hint. */
function contextOf(text: string, file: string): ReadonlyMap<string, unknown> {
  const past = pastValues(text, most.values)
  if (past !== undefined)
    fail('too-large', `there are more than ${grouped(most.values)} values`, {
      file,
      range: new Lines(text).range(past, past + 1),
      expected: `at most ${grouped(most.values)} values`,
      source: text,
    })
  try {
    return readContext(text, file)
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    // Python's json takes these words, which are not JSON.
    const asJson = text.replace(/\bNaN\b/g, '0.0').replace(/\bInfinity\b/g, '1.000000')
    const { offset, message, expected, hint } = jsonFault(asJson)
    if (offset >= text.length && /[^\t\n\r ]/.test(text)) {
      const half = text.search(escapedHalf)
      if (half < 0) throw error
      return fail('json-syntax', 'the text holds half of a surrogate pair', {
        file,
        range: new Lines(text).range(half, half + 6),
        expected: 'whole characters',
        hint: 'remove it, or write the whole character',
        source: text,
      })
    }
    return fail('json-syntax', message, {
      file,
      range: new Lines(text).range(offset, offset + 1),
      expected,
      hint,
      source: text,
    })
  }
}

/** What a template reads as `slapparameter_dict`: nothing where no parameters are given. */
export function parametersOf(
  document: ParameterDocument | undefined,
): ReadonlyMap<string, unknown> {
  if (!document) return new Map()
  const { values, places, json, file = '-' } = document
  // An object puts names such as "10" first; the text and the places keep the document's order.
  return json
    ? readContext(json, file)
    : new Map([...places.keys()].map((name) => [name, values[name]]))
}

/** The Python modules that `--module` gives; throws for one that is not known here. */
function modulesOf(flags: Pick<Flags, 'module'>): Record<string, string> {
  const modules = new Map<string, string>()
  for (const [name, module] of pairsOf(flags, 'module', 'json_module=json')) {
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
      fail('bad-flag', `--module ${name}=${module} gives a name that no template can use`, {
        received: name,
        expected: 'a name of letters, digits and "_"',
      })
    }
    if (modules.has(name)) {
      fail('bad-flag', `--module gives the name ${name} twice`, {
        received: module,
        hint: 'keep one of the two',
      })
    }
    importModule(module)
    modules.set(name, module)
  }
  return Object.fromEntries(modules)
}

/** What a repeatable flag gives as NAME=VALUE. */
function pairsOf(
  flags: Partial<Pick<Flags, 'import' | 'module'>>,
  flag: 'import' | 'module',
  example: string,
): [name: string, value: string][] {
  return (flags[flag] ?? []).map((given) => {
    const at = given.indexOf('=')
    if (at > 0 && at < given.length - 1) return [given.slice(0, at), given.slice(at + 1)]
    fail('bad-flag', `--${flag} is not NAME=VALUE`, {
      received: given,
      expected: `a name and a value, such as ${example}`,
    })
  })
}

/**
 * The folder that a template may include files from: the release that it belongs to, the nearest folder
 * above with a software.cfg, or else its own.
 */
function rootOf(template: string, io: Io): string {
  const own = resolve(io.cwd, template === '-' ? '.' : dirname(template))
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'software.cfg'))) return folder
    if (folder === dirname(folder)) return own
  }
}

/** A file of that folder, by its path from the template that names it; it may be a link within. */
function beside(name: string, from: string, root: string, io: Io): Source | undefined {
  const file = join(from.startsWith('<') ? '.' : dirname(from), name)
  const full = resolve(io.cwd, file)
  try {
    const away = relative(realpathSync(root), realpathSync(full))
    if (away === '..' || away.startsWith(`..${sep}`)) refuseOutside(file, name)
    const bytes = readRegular(full, io.sizeLimit ?? defaultSizeLimit, file)
    return { file, text: decodeUtf8(bytes, file, true) }
  } catch (error) {
    if (error instanceof ResilientError) throw error
    if (reason(error) === 'no such file') return undefined
    fail('unreadable-file', `${file} cannot be read: ${reason(error)}`)
  }
}

function refuseOutside(file: string, name: string): never {
  fail('template-import', `${file} lies outside of the template's release`, {
    expected: "a file of the release's folder, or of the template's own",
    hint: `--import ${name}=PATH gives it`,
  })
}

function limitsOf(flags: Flags): Limits {
  const limits: Limits = {}
  for (const [name, flag] of [
    ['steps', 'max-steps'],
    ['size', 'max-output'],
  ] as const) {
    const given = flags[flag]
    if (given === undefined) continue
    const value = Number(given)
    if (!Number.isSafeInteger(value) || value < 1) {
      fail('bad-flag', `--${flag} is not a whole number`, {
        received: given,
        expected: 'a whole number of 1 or more',
      })
    }
    limits[name] = value
  }
  return limits
}
