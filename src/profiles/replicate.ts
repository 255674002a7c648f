// Plans to the root's sections. Knows diagnostics, python, buildout, parameters and plan.
import {
  code,
  encodeAuthored,
  encodeValue,
  strip,
  type Code,
  type Encoding,
} from '../buildout/index.js'
import { checkGiven, checkList, fail, shape } from '../diagnostics/index.js'
import type { Parameters } from '../parameters/index.js'
import {
  checkCount,
  checkName,
  defaultsOf,
  monitorUrls,
  plan,
  planAll,
  type Arguments,
  type Component,
  type Monitor,
  type Plan,
  type Request,
} from '../plan/index.js'
import { NoLiteral } from '../python/index.js'
import { encodingShape } from '../buildout/encode.js'
import { checkExtends, checkWord } from './extends.js'
import { renderTemplateFile } from './render.js'

/**
 * The buildout sections that request and wire `name0` … `name(n-1)` and their pull-backup servers;
 * `replicateParts` gives the names for `parts +=`. Two calls compose in one profile as long as at
 * most one of them monitors through `[monitor-conf-parameters]`. Who reads them extends the monitor's
 * template, and has the sections that `leaderArgs` and `backupArgs` name.
 *
 * @throws ResilientError for what no profile can hold
 */
export function replicate(component: Component): string
/**
 * The same for the arguments of the stack's macro.
 *
 * @param n every instance, the leader too: 1 to 100,000, as a number or its text
 * @param leaderArgs the section or sections that the leader inherits, or options for its request
 * @param backupArgs the same for each backup
 * @param params the instance parameters, `-sla-` keys among them; never changed
 * @throws ResilientError for what no profile can hold
 */
export function replicate(
  name: string,
  n: number | string,
  exportType: string,
  importType: string,
  leaderArgs?: Arguments,
  backupArgs?: Arguments,
  params?: Parameters,
  monitor?: Monitor,
): string
export function replicate(
  given: string | Component,
  ...[
    count,
    exportType,
    importType,
    leaderArgs,
    backupArgs,
    parameters,
    monitor,
  ]: Partial<Positional>
): string {
  const component =
    typeof given === 'object' && given !== null
      ? given
      : {
          ...{ name: given, count: count!, exportType: exportType!, importType: importType! },
          ...(leaderArgs === undefined ? {} : { leaderArgs }),
          ...(backupArgs === undefined ? {} : { backupArgs }),
          ...(parameters === undefined ? {} : { parameters }),
          ...(monitor === undefined ? {} : { monitor }),
        }
  return sections([component], [plan(component)], 'py')
}

type Positional = [number | string, string, string, Arguments, Arguments, Parameters, Monitor]

/** The section by which nothing that an instance publishes is read as more than text. */
export const guardSection = 'resilient-answers-promise-bin'

/**
 * What a root lists among its parts besides those of its components, so that nothing that an instance
 * publishes is read as more than text: a reference, since [buildout] follows its own before any part.
 */
export const guardPart = `\${${guardSection}:part}`

/**
 * The part names of `replicate(name, n, …)`, in order; `${resilient-answers-promise-bin:part}` goes
 * with them, once. Throws `bad-name` or `bad-count`.
 */
export function replicateParts(name: string, n: number | string): string[] {
  return plan({
    name: checkName(name),
    count: checkCount(n),
    exportType: 'export',
    importType: 'import',
  }).parts
}

/** How {@link renderReplicated} writes its profile. */
export interface ReplicatedOptions {
  /** `py`, the SlapOS buildout's, unless said. */
  encoding?: Encoding
  /** What the profile extends: the monitor's template, and whatever has the sections that requests inherit. */
  extends?: readonly string[]
}

const replicatedOptions = shape.optionsOf<ReplicatedOptions>({
  encoding: encodingShape,
  extends: shape.listOf(shape.text),
})

/**
 * A whole profile for some components: `[buildout]` with `parts +=`, then the sections. Its first
 * lines say what it needs of whoever reads it.
 */
export function renderReplicated(
  components: readonly Component[],
  options: ReplicatedOptions = {},
): { text: string; plans: Plan[] } {
  checkList('the components', components)
  checkGiven('the options', options, replicatedOptions)
  const { encoding = 'py', extends: references = [] } = options
  if (components.length === 0)
    fail('bad-argument', 'no component is given', { expected: 'one component or more' })
  checkExtends('replicated', 'instance', references)
  const plans = planAll(components)
  const title = `${plans.map(({ name, count }) => `${name} (${count} instances)`).join(', ')}, wired to be resilient`
  const head = renderTemplateFile('replicated/profile.cfg', {
    title: code(title),
    needs: needsOf(plans, references).map(code),
    extends: references.map((reference) => code(checkWord('extends', reference))),
    parts: [guardPart, ...plans.flatMap(({ parts }) => parts)].map(code),
  })
  return { text: `${head}\n${sections(components, plans, encoding)}`, plans }
}

/** What the profile does not have itself, a line each. */
function needsOf(plans: readonly Plan[], references: readonly string[]): string[] {
  const requests = plans.flatMap((each) => each.requests)
  const inherited = new Set(requests.flatMap(({ inherits }) => inherits))
  const sections = [...inherited].map((section) => `[${section}]`).join(', ')
  const publishes = requests.some(({ role }) => role === 'pbs')
  return [
    references.length > 0
      ? "What it extends has [monitor-promise-base]: the monitor's template does."
      : "Extend the monitor's template (--extends FILE): it has [monitor-promise-base].",
    ...(sections === '' ? [] : [`Sections of yours: ${sections}.`]),
    ...(publishes ? ['[publish-connection-information] wants a recipe, and to be a part.'] : []),
  ]
}

function sections(
  components: readonly Component[],
  plans: readonly Plan[],
  encoding: Encoding,
): string {
  const urls = plans.flatMap(({ requests }, index) =>
    components[index]!.monitor?.['set-monitor-url'] === true ? [] : monitorUrls(requests),
  )
  const texts = [
    renderTemplateFile('replicated/shared.cfg', {}),
    ...plans.map((each, index) =>
      renderTemplateFile(
        'replicated/component.cfg',
        componentView(each, components[index]!, encoding),
      ),
    ),
    ...(urls.length > 0
      ? [renderTemplateFile('replicated/monitor.cfg', { urls: code(urls.join(' ')) })]
      : []),
  ]
  return texts.map((text) => strip(text) + '\n').join('\n')
}

function componentView(
  { name, requests }: Plan,
  { leaderArgs, backupArgs }: Component,
  encoding: Encoding,
): object {
  const view = (request: Request): object =>
    requestView(request, request.role === 'leader' ? leaderArgs : backupArgs, encoding)
  const [leader, ...others] = requests
  const count = (requests.length + 3) / 4
  const backups = others.slice(0, count - 1)
  const pairs = backups.map((backup, index) => {
    const [pbs, pull, push] = others.slice(count - 1 + 3 * index, count + 2 + 3 * index)
    return {
      id: code(String(backup.id)),
      backup: view(backup),
      pbs: view(pbs!),
      pull: view(pull!),
      push: view(push!),
    }
  })
  return {
    name: code(name),
    leader: view(leader!),
    pairs,
    defaults: defaultsOf(name, requests).map(code),
  }
}

/**
 * A request as its template prints it, each value an option's text. Throws `bad-value`, naming the
 * parameter, for a value that the encoding cannot hold.
 */
function requestView(request: Request, given: Arguments | undefined, encoding: Encoding): object {
  const { section, references, softwareType } = request
  const written = (
    option: string,
    value: unknown,
    source = option,
    encode = encodeValue,
  ): [Code, Code] => {
    try {
      return [code(option), code(encode(value, encoding))]
    } catch (error) {
      if (!(error instanceof NoLiteral)) throw error
      unwritable(`${section}:${option}`, source, value, encoding, error)
    }
  }
  const options: [Code, Code][] = []
  for (const [option, value] of Object.entries(request.options))
    options.push(written(option, value, option, encodeAuthored))
  for (const [name, value] of Object.entries(request.parameters)) {
    const isCode = references.includes(name) || isAuthored(given, name, value)
    options.push(written(`config-${name}`, value, name, isCode ? encodeAuthored : encodeValue))
  }
  for (const [name, { value, key, from }] of Object.entries(request.sla)) {
    const encode = from === 'wiring' ? encodeAuthored : encodeValue
    options.push(written(`sla-${name}`, value, key ?? name, encode))
  }
  return {
    section: code(section),
    name: request.name,
    softwareType: written('software-type', softwareType)[1],
    returns: code(request.returns.join(' ')),
    inherits: request.inherits.map(code),
    options,
  }
}

/** Whether a parameter is one of the options that the stack author gave to a request of this role. */
function isAuthored(given: Arguments | undefined, name: string, value: unknown): boolean {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  // A reference counts where the plan has it as one; what an instance parameter holds is data.
  if (typeof value !== 'string' || value.includes('${')) return false
  return (given as Readonly<Record<string, unknown>>)[`config-${name}`] === value
}

function unwritable(
  option: string,
  source: string,
  value: unknown,
  encoding: Encoding,
  { message }: Error,
): never {
  const isCode = typeof value === 'string' && value.includes('${')
  const isPlain = encoding === 'plain'
  fail('bad-value', `the value of "${source}" cannot be written as ${option}: ${message}`, {
    path: source,
    expected: isPlain ? 'text that stock zc.buildout reads back unchanged' : 'a JSON value',
    hint: isCode
      ? 'remove the references: only plain lines can contain them'
      : isPlain
        ? 'the buildout of SlapOS can hold it: --encoding py'
        : undefined,
  })
}
