// What plan --diff compares with. Knows diagnostics, parameters and plan.
import { parseParameters } from '../parameters/index.js'
import { fail } from '../diagnostics/index.js'
import { planAll, type Component, type Plan } from '../plan/index.js'
import { displayName, readInput, textOf } from './files.js'
import type { Io } from './io.js'

/**
 * The plans that `--diff` compares with: those of `plan --format json`, or what the components are
 * with the instance parameters of another file.
 */
export async function readPlans(
  path: string,
  components: readonly Component[],
  io: Io,
): Promise<Plan[]> {
  const bytes = await readInput(path, io)
  const file = displayName(path)
  const saved = savedPlans(bytes)
  if (!saved) {
    const { values } = parseParameters(bytes, { file })
    return planAll(components.map((component) => ({ ...component, parameters: values })))
  }
  if (saved.every(isPlan)) return saved
  fail('bad-argument', `${file} is no plan`, {
    file,
    expected: 'what plan --format json prints, or instance parameters',
  })
}

/** The components of a plan's JSON, undefined for what is none. */
function savedPlans(bytes: Uint8Array): unknown[] | undefined {
  try {
    const content: unknown = JSON.parse(textOf(bytes))
    const { version, components } = content as { version?: unknown; components?: unknown }
    return typeof version === 'number' && Array.isArray(components) ? components : undefined
  } catch {
    return undefined // Parameters, then; reading them says what they are.
  }
}

function isPlan(value: unknown): value is Plan {
  const { name, count, requests } = (value ?? {}) as Partial<Plan>
  return (
    typeof name === 'string' &&
    typeof count === 'number' &&
    Array.isArray(requests) &&
    requests.every(isRequest)
  )
}

function isRequest(value: unknown): boolean {
  const { name, role, sla, parameters, options, references, returns, inherits } = (value ??
    {}) as Record<string, unknown>
  const objects = [sla, parameters, options]
  return (
    typeof name === 'string' &&
    typeof role === 'string' &&
    objects.every((each) => typeof each === 'object' && each !== null) &&
    [references, returns, inherits].every(Array.isArray) &&
    Object.values(sla as object).every((each) => typeof each === 'object' && each !== null)
  )
}
