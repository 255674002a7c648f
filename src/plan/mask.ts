// Plans and findings without their secrets. Knows diagnostics, buildout and
// parameters.
import { spaceClass, strip } from '../buildout/index.js'
import type { Diagnostic } from '../diagnostics/index.js'
import { hiddenIn, hider, isSecret, secretTexts, type Json } from '../parameters/index.js'
import { checkPlan } from './shape.js'
import type { Plan, Request } from './types.js'

const password = new RegExp(`(://[^${spaceClass}/:@]{0,256}:)[^${spaceClass}/@]+@`, 'g')

/** What stands in the place of a secret. */
export const masked = '******'

/**
 * The plan with its secrets masked, for every view that shows values: parameters whose name says so,
 * at any depth of a JSON value or of a text that holds JSON, and the password of a URL. The wiring's
 * `authorized-key` and `server-key` are references, hold no secret and stay. What is masked in one place
 * is so in every value and in every name but those of parameters.
 */
export function maskSecrets(plan: Plan): Plan {
  checkPlan(plan)
  return maskPlan(plan, [])
}

/** The same, and some texts besides. */
export function maskPlan(plan: Plan, secrets: readonly string[]): Plan {
  const hide = hiding([...secrets, ...plan.requests.flatMap(secretsOf)])
  const { name, parts } = plan
  return {
    ...plan,
    ...hiddenIn({ name, parts }, hide),
    requests: plan.requests.map((each) => {
      const { role, id, shared, references, sla, ...request } = maskRequest(each)
      return {
        ...{ role, id, shared, references },
        ...hiddenIn(request, hide),
        sla: mapped(sla, (_, { value, ...from }) => ({ ...from, value: hiddenIn(value, hide) })),
      }
    }),
    diagnostics: plan.diagnostics.map((each) => hiddenFinding(maskFinding(each), hide)),
  }
}

/** The texts of a request's secrets. */
export function secretsOf({ parameters }: Pick<Request, 'parameters'>): string[] {
  return secretTexts(parameters)
}

/** Masks some texts wherever they stand. */
export function hiding(secrets: readonly string[]): (text: string) => string {
  return hider(secrets, () => masked)
}

/** A finding whose words hold no secret. */
export function hiddenFinding(finding: Diagnostic, hide: (text: string) => string): Diagnostic {
  const words = (['message', 'received', 'expected', 'hint'] as const).flatMap((field) => {
    const text = finding[field]
    return text === undefined ? [] : [[field, hide(text)] as const]
  })
  const { requests } = finding
  return {
    ...finding,
    ...Object.fromEntries(words),
    // As the plan's sections are.
    ...(requests ? { requests: requests.map(hide) } : {}),
  }
}

/** One request of {@link maskSecrets}. */
export function maskRequest(request: Request): Request {
  return {
    ...request,
    parameters: mapped(request.parameters, (name, value) =>
      isReference(request, name, value) ? value : maskValue(name, value),
    ),
    options: mapped(request.options, maskValue),
  }
}

/** A finding about a secret parameter does not tell what it received. */
export function maskFinding(diagnostic: Diagnostic): Diagnostic {
  const { path, received } = diagnostic
  if (received === undefined) return diagnostic
  const isOfSecret = path !== undefined && isSecret(path)
  const shown = isOfSecret ? masked : received.replace(password, `$1${masked}@`)
  return shown === received ? diagnostic : { ...diagnostic, received: shown }
}

/** Nothing but `${section:option}`s, where the plan says that they are code. */
function isReference(request: Request, name: string, value: Json): boolean {
  return (
    typeof value === 'string' &&
    request.references.includes(name) &&
    strip(value.replace(/\$\{[^{}]*\}/g, '')) === ''
  )
}

export function maskValue<Value>(name: string, value: Value): Value
export function maskValue(name: string, value: unknown): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean')
    return value
  if (isSecret(name)) return masked
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map((element: unknown) => maskValue('', element))
  return typeof value === 'object' ? mapped(value as Record<string, unknown>, maskValue) : value
}

export function mapped<Value>(
  values: Readonly<Record<string, Value>>,
  change: (name: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, change(name, value)]),
  )
}

function maskText(text: string): string {
  const opened = /^[ \t\r\n]*[[{]/.test(text) ? openJson(text) : undefined
  if (opened !== undefined) {
    const shown = JSON.stringify(maskValue('', opened))
    if (shown !== JSON.stringify(opened)) return shown
  }
  return text.replace(password, `$1${masked}@`)
}

function openJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
