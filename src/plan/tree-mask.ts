// The requests of a release without their secrets. Knows buildout and parameters.
import { strip } from '../buildout/index.js'
import type { Json } from '../parameters/index.js'
import { mapped, maskValue } from './mask.js'
import type { InstanceRequest } from './tree.js'

/** The requests with their secrets masked, as {@link maskSecrets} masks those of a plan. */
export function maskTree(requests: readonly InstanceRequest[]): InstanceRequest[] {
  return requests.map((request) => ({
    ...request,
    parameters: mapped(request.parameters, (name, value) =>
      `config ${name}` in request.unknown && isReference(value) ? value : maskValue(name, value),
    ),
    requests: maskTree(request.requests),
  }))
}

/** Nothing but `${section:option}`s, and what is not known. */
function isReference(value: Json): boolean {
  return typeof value === 'string' && strip(value.replace(/\$\{[^{}]*\}|…/g, '')) === ''
}
