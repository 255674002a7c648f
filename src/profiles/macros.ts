// The two templates of the resilient stack as modules for a template. Knows replicate and Jinja's values.
import { toJavaScript } from '../jinja/convert.js'
import { Undefined } from '../jinja/runtime/undefined.js'
import type { Arguments, Monitor } from '../plan/index.js'
import {
  bind,
  Dict,
  fits,
  Func,
  Module,
  type Named,
  refuse,
  str,
  typeName,
  type Value,
} from '../python/index.js'
import { replicate, replicateParts } from './replicate.js'

/** `parts` and `replicated`, the two templates of the resilient stack that root profiles import. */
export const macros: Readonly<Record<string, () => Module>> = {
  parts: () => moduleOf('parts', parts),
  replicated: () => moduleOf('replicated', replicated),
}

function moduleOf(name: string, call: (args: readonly Value[], named: Named) => Value): Module {
  return new Module(name, new Map([['replicate', new Func('replicate', call)]]))
}

/** The part names, each on a line that continues `parts +=`. */
function parts(args: readonly Value[], named: Named): Value {
  const [name, count] = bind('parts.replicate', 'namebase nbbackup', args, named)
  const names = replicateParts(str(name!), countOf(count!))
  return names.map((part) => `\n  ${part}`).join('')
}

const signature =
  'namebase nbbackup typeexport typeimport heriteLeader= heriteBackup= slapparameter_dict= monitor_parameter_dict='

/** The sections; the magic keys are taken out of the caller's dict, as templates rely on. */
function replicated(args: readonly Value[], named: Named): Value {
  const [name, count, exportType, importType, leader, backup, parameters, monitor] = bind(
    'replicated.replicate',
    signature,
    args,
    named,
  )
  const dict = dictOf('slapparameter_dict', parameters)
  const text = replicate(
    str(name!),
    countOf(count!),
    str(exportType!),
    str(importType!),
    inherited(leader),
    inherited(backup),
    dict ? (toJavaScript(dict) as Record<string, unknown>) : {},
    monitorOf(dictOf('monitor_parameter_dict', monitor)),
  )
  fits(text.length)
  for (const key of [...(dict?.keys() ?? [])]) {
    if (typeof key === 'string' && key.startsWith('-sla-')) dict!.delete(key)
  }
  return `\n${text}`
}

function countOf(count: Value): number | string {
  return typeof count === 'bigint' ? Number(count) : str(count).trim()
}

/** Section names, with spaces or line ends between them; or options for the request itself. */
function inherited(value: Value | undefined): Arguments {
  if (value === undefined || value === null) return []
  if (value instanceof Dict) return toJavaScript(value) as Record<string, unknown>
  if (Array.isArray(value)) return value.map(str)
  return str(value)
    .split(/\s+/)
    .filter((name) => name !== '')
}

function monitorOf(dict: Dict | undefined): Monitor | undefined {
  return dict && dict.size() > 0 ? (toJavaScript(dict) as Monitor) : undefined
}

function dictOf(name: string, value: Value | undefined): Dict | undefined {
  if (value === undefined || (value instanceof Undefined && value.strict)) return undefined
  return value instanceof Dict ? value : refuse(`${name} is a dict, not ${typeName(value)}`)
}
