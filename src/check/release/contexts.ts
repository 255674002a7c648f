// The context and the imports of a rendered file, line by line. Knows diagnostics, buildout, jinja,
// parameters, python and release.
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { strip } from '../../buildout/index.js'
import { words } from '../../buildout/index.js'
import { anyOf, didYouMean, finding, nearest, shortened } from '../../diagnostics/index.js'
import { recipeNames } from '../../jinja/index.js'
import { jsonFault, type JsonFault } from '../../parameters/json-error.js'
import { holdsUnknown, PyError, readJson } from '../../python/index.js'
import { contextLines, isMade, type ContextLine, type Making } from '../../release/index.js'
import type { Context } from '../context.js'
import type { Finding, Unplaced } from '../finding.js'
import { misled } from '../reference.js'
import { sectionMeant } from '../slips.js'

/** The kinds of lines that the recipe knows, by the option in which they stand. */
const kinds = {
  context: [
    'key',
    'section',
    'raw',
    'json',
    'jsonkey',
    'import',
    'importfrom',
    'slapconfiguration',
  ],
  'import-list': ['file', 'rawfile', 'folder', 'rawfolder'],
} as const

/** What the recipe refuses of a section that renders a template. */
export function* contextFindings({ artefact }: Making, context: Context): Generator<Finding> {
  const { section, making, options } = artefact
  if (making !== 'jinja2') return
  for (const option of ['context', 'import-list'] as const) {
    const setting = options.get(option)
    if (!setting) continue
    const value = context.resolved.value(section, option) ?? setting.value
    const seen = new Set<string>()
    for (const line of value.split('\n')) {
      const wrong =
        lineFinding(line, option, section, context) ?? twice(line, option, section, seen)
      if (!wrong) continue
      const { text, what } = wrong
      const writer = context.writerOf(setting, text) ?? setting.assignment
      if (!writer) continue
      // A line may stand in an option that this one refers to.
      const at = wrong.at ?? holderOf(context, section, text) ?? context.locate(writer, text)
      yield { ...what, at, path: `${section}:${option}` }
    }
  }
}

/** What is wrong with a line, and the text of it that says so. */
interface Wrong {
  what: Unplaced
  text: string
  /** Where it is wrong, where that is not on the line. */
  at?: Finding['at'] | undefined
}

/** A name that is given already: by another line, or by the recipe itself. */
function twice(
  line: string,
  option: keyof typeof kinds,
  section: string,
  seen: Set<string>,
): Wrong | undefined {
  const text = strip(line)
  const [kind = '', name] = words(text)
  if (name === undefined || holdsUnknown(kind) || holdsUnknown(name)) return undefined
  const isOwn = option === 'context' && recipeNames().has(name)
  if (!isOwn && !seen.has(name)) {
    seen.add(name)
    return undefined
  }
  const message = isOwn
    ? `${option} of [${section}] gives ${name}, which the recipe gives itself`
    : `${option} of [${section}] gives ${name} twice`
  const expected = isOwn ? 'a name of its own' : 'each name once'
  return { what: finding('context-line', message, { expected, received: text }), text }
}

/** What gives a value, or a file, itself, for each kind that names an option which has it. */
const raws: Readonly<Record<string, string>> = { key: 'raw', file: 'rawfile', folder: 'rawfolder' }

/** Whether a path stands for an option, whatever is not known of it. */
function isPath(text: string, kind: string, name: string): boolean {
  const expression = text.slice(text.indexOf(name, kind.length) + name.length)
  return Object.hasOwn(raws, kind) && expression.includes('/') && !expression.includes(':')
}

function lineFinding(
  line: string,
  option: keyof typeof kinds,
  section: string,
  context: Context,
): Wrong | undefined {
  const text = strip(line)
  const [kind = '', name, rest] = words(text)
  if (text === '' || holdsUnknown(kind) || text.startsWith('${')) return undefined
  const known: readonly string[] = kinds[option]
  if (!known.includes(kind)) {
    const near = nearest(kind, known)
    const message = `${option} of [${section}] has a line of an unknown kind: ${kind}`
    const expected = anyOf(known)
    const hint = didYouMean(near)
    // A later recipe may have more kinds of values; there are no other ways to find a file.
    const isLater = near === undefined && option === 'context'
    const severity = isLater ? 'warning' : 'error'
    return { what: finding('context-line', message, { severity, expected, hint }), text }
  }
  const noOption = `${option} of [${section}] does not name an option: ${text}`
  if (name !== undefined && isPath(text, kind, name)) {
    const expected = `${kind} ${name} SECTION:OPTION`
    const hint = `write ${raws[kind]!} ${name} …`
    return { what: finding('context-line', noOption, { expected, hint }), text }
  }
  if (holdsUnknown(text)) return undefined
  if (name === undefined || (rest === undefined && kind !== 'raw')) {
    const message = `${option} of [${section}] has an incomplete line: ${text}`
    return { what: finding('context-line', message, { expected: 'KIND NAME EXPRESSION' }), text }
  }
  if (rest === undefined) {
    const message = `${option} of [${section}] gives ${name} no value: it is an empty text`
    const expected = `raw ${name} VALUE`
    return { what: finding('context-line', message, { severity: 'warning', expected }), text }
  }
  const [read] = contextLines(text)
  if (!read || holdsUnknown(read.expression)) return undefined
  const { expression } = read
  const isKey = ['key', 'jsonkey', 'file', 'folder'].includes(kind)
  if (isKey && expression.includes(':')) {
    const [of = '', wanted = ''] = expression.split(':')
    const what = misled(context, section, { section: of, option: wanted }, expression)
    if (what) return { what, text: expression }
    if (option === 'import-list')
      return unreadFile(context.resolved.value(of || section, wanted), option, section, read)
    return kind === 'jsonkey' ? brokenOption(context, of || section, wanted, expression) : undefined
  }
  if (kind === 'json') {
    const broken = faultIn(expression)
    if (!broken) return undefined
    const { hint } = broken
    const message = `${option} of [${section}] gives ${name} text that is not JSON: ${shortened(expression)}`
    return { what: finding('context-line', message, { expected: 'JSON', hint }), text: expression }
  }
  if (isKey && kind === 'key') {
    const expected = `key ${name} SECTION:OPTION`
    return { what: finding('context-line', noOption, { expected }), text }
  }
  if (kind.startsWith('raw') && option === 'import-list')
    return unreadFile(expression, option, section, read)
  if (kind === 'import') {
    if (aliasesOf(context, section).has(expression)) {
      const message = `${option} of [${section}] imports ${expression} from Python: it is a template of import-list`
      const expected = 'a module of Python'
      const hint = `write {% import '${expression}' as ${name} %} in the template`
      return { what: finding('context-line', message, { expected, hint }), text }
    }
    const near = modules.includes(expression) ? undefined : nearest(expression, modules, 1)
    if (near === undefined || expression.length < 3) return undefined
    const message = `${option} of [${section}] imports ${expression}, which is not a known module of Python`
    const hint = didYouMean(near)
    return { what: finding('context-line', message, { severity: 'warning', hint }), text }
  }
  if (kind !== 'section' && (kind !== 'slapconfiguration' || expression.includes(':')))
    return undefined
  if (context.sections.has(expression) || !context.complete) return undefined
  if (context.isGiven(expression) && sectionMeant(context, expression) === undefined)
    return undefined
  const message = `${kind} ${name} ${expression} refers to [${expression}], which no profile has`
  const near = context.near(expression, context.sections)
  const what = finding('reference-section', message, { hint: didYouMean(near) })
  return { what: { ...what, about: { section: expression, near } }, text: expression }
}

/** The names of the templates that a section's `import-list` has. */
function aliasesOf(context: Context, section: string): Set<string> {
  const value = context.resolved.value(section, 'import-list') ?? ''
  return new Set(contextLines(value).map(({ name }) => name))
}

/** Python's modules that profiles import, whose names others may be meant to be. */
const modules =
  words(`base64 collections copy datetime functools grp hashlib importlib ipaddress itertools json math operator
  os os.path platform pwd random re socket string struct subprocess sys textwrap time urllib urllib.parse uuid
  six.moves.urllib.parse zlib`)

/** A file or a folder to import from that is not there, beside others that are. */
function unreadFile(
  path: string | undefined,
  option: string,
  section: string,
  { kind, name }: ContextLine,
): Wrong | undefined {
  if (path?.startsWith('/') !== true || isMade(path) || holdsUnknown(path)) return undefined
  const folder = dirname(path)
  if (existsSync(path) || !existsSync(folder)) return undefined
  const what = kind.endsWith('folder') ? 'folder' : 'file'
  const message = `${option} of [${section}] leads to no ${what}: ${basename(path)} is not there`
  const hint = didYouMean(nearest(basename(path), readdirSync(folder)))
  return {
    what: finding('context-line', message, { expected: `a ${what}`, hint }),
    text: `${kind} ${name}`,
  }
}

/** What a `jsonkey` reads and is not JSON, at the line of it that breaks. */
function brokenOption(
  context: Context,
  section: string,
  option: string,
  text: string,
): Wrong | undefined {
  const setting = context.sections.get(section)?.get(option)
  const value = context.resolved.value(section, option)
  if (!setting?.assignment || value === undefined) return undefined
  const broken = faultIn(value)
  if (!broken) return undefined
  const { offset: start, hint } = broken
  const message = `${option} of [${section}] is read as JSON and is not JSON`
  const before = value.lastIndexOf('\n', Math.min(start, value.length - 1) - 1) + 1
  const [line = ''] = value.slice(before).split('\n')
  const received = shortened(strip(line))
  return {
    what: finding('context-line', message, { expected: 'JSON', received, hint }),
    text,
    at: context.locate(setting.assignment, strip(line)),
  }
}

/** Where a text stops being JSON; undefined where it is, and where not all of it is known. */
function faultIn(text: string): JsonFault | undefined {
  if (holdsUnknown(text) || text.includes('${') || text.startsWith('!py!')) return undefined
  try {
    readJson(text)
    return undefined
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    return jsonFault(text)
  }
}

/** Where the text stands, if in another option of the section. */
function holderOf(context: Context, section: string, text: string): Finding['at'] | undefined {
  const options = context.sections.get(section)
  const setting = options?.get('context')
  if (!options || setting?.value.includes(text)) return undefined
  for (const { value, assignment } of options.values())
    if (assignment && value.includes(text)) return context.locate(assignment, text)
  return undefined
}
