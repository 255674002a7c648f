// Plans to the root's sections. Knows diagnostics, buildout, parameters and plan.
import { Code, code, encodeValue, type Encoding } from '../buildout/index.js'
import { fail } from '../diagnostics/index.js'
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
import { renderTemplateFile } from './render.js'

/**
 * The buildout sections that request and wire `name0` … `name(n-1)` and their pull-backup servers;
 * `replicateParts` gives the names for `parts +=`. Two calls compose in one profile as long as at
 * most one of them monitors through `[monitor-conf-parameters]`.
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
): string {
  const component: Component = {
    name,
    count: n,
    exportType,
    importType,
    ...(leaderArgs === undefined ? {} : { leaderArgs }),
    ...(backupArgs === undefined ? {} : { backupArgs }),
    ...(params === undefined ? {} : { parameters: params }),
    ...(monitor === undefined ? {} : { monitor }),
  }
  return sections([component], [plan(component)], 'py')
}

/** The part names of `replicate(name, n, …)`, in order. Throws `bad-name` or `bad-count`. */
export function replicateParts(name: string, n: number | string): string[] {
  return plan({
    name: checkName(name),
    count: checkCount(n),
    exportType: 'export',
    importType: 'import',
  }).parts
}

/** A whole profile for some components: `[buildout]` with `parts +=`, then the sections. */
export function renderReplicated(
  components: readonly Component[],
  encoding: Encoding = 'py',
): { text: string; plans: Plan[] } {
  const plans = planAll(components)
  const title = `${plans.map(({ name, count }) => `${name} (${count} instances)`).join(', ')}, wired to be resilient`
  const head = renderTemplateFile('replicated/profile.cfg', {
    title: code(title),
    parts: plans.flatMap(({ parts }) => parts).map(code),
  })
  return { text: `${head}\n${sections(components, plans, encoding)}`, plans }
}

function sections(
  components: readonly Component[],
  plans: readonly Plan[],
  encoding: Encoding,
): string {
  for (const { requests } of plans) requests.forEach((request) => checkValues(request, encoding))
  const urls = plans.flatMap(({ requests }, index) =>
    components[index]!.monitor?.['set-monitor-url'] === true ? [] : monitorUrls(requests),
  )
  const texts = [
    renderTemplateFile('replicated/shared.cfg', {}),
    ...plans.map((each) =>
      renderTemplateFile('replicated/component.cfg', componentView(each), encoding),
    ),
    ...(urls.length > 0
      ? [renderTemplateFile('replicated/monitor.cfg', { urls: code(urls.join(' ')) })]
      : []),
  ]
  return texts.map((text) => text.trim() + '\n').join('\n')
}

function componentView({ name, requests }: Plan): object {
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

/** A request with its code marked, as its template prints it. */
function view(request: Request): object {
  const { references } = request
  const data = ([name, value]: [string, unknown]) => [code(name), value]
  return {
    ...request,
    section: code(request.section),
    returns: code(request.returns.join(' ')),
    inherits: request.inherits.map(code),
    options: Object.entries(request.options).map(([name, value]) => [code(name), authored(value)]),
    parameters: Object.entries(request.parameters).map(([name, value]) =>
      references.includes(name) ? [code(name), code(String(value))] : data([name, value]),
    ),
    sla: Object.entries(request.sla).map(([name, { value, from }]) =>
      from === 'wiring' ? [code(name), code(value)] : data([name, value]),
    ),
  }
}

/** What a stack author writes may hold references; instance parameters never do. */
function authored(value: unknown): unknown {
  return typeof value === 'string' && value.includes('${') ? code(value) : value
}

/** Throws `bad-value`, naming the parameter, for a value that the encoding cannot hold. */
function checkValues(request: Request, encoding: Encoding): void {
  const { section, parameters, references, sla, options } = request
  check('software-type', 'software type', request.softwareType)
  for (const [name, value] of Object.entries(options)) check(name, name, authored(value))
  for (const [name, value] of Object.entries(parameters))
    if (!references.includes(name)) check(`config-${name}`, name, value)
  for (const [name, { value, key, from }] of Object.entries(sla))
    if (from !== 'wiring') check(`sla-${name}`, key ?? name, value)

  function check(option: string, source: string, value: unknown): void {
    if (value instanceof Code) return
    try {
      encodeValue(value, encoding)
    } catch (error) {
      fail(
        'bad-value',
        `the value of "${source}" cannot be written as ${section}:${option}: ${(error as Error).message}`,
        {
          path: source,
          expected:
            encoding === 'plain'
              ? 'text that stock zc.buildout reads back as it is'
              : 'a JSON value',
          hint: encoding === 'plain' ? 'the SlapOS buildout can hold it: --encoding py' : undefined,
        },
      )
    }
  }
}
