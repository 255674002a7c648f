// The requests of a release without their secrets. Knows buildout and parameters.
import { strip } from '../buildout/index.js'
import { hiddenIn, type Json } from '../parameters/index.js'
import { hiding, mapped, maskValue, secretsOf } from './mask.js'
import type { InstanceRequest } from './tree.js'

/**
 * The requests with their secrets masked, as {@link maskSecrets} masks those of a plan; what is masked in
 * one of them, or among `secrets`, is so wherever it goes.
 */
export function maskTree(
  requests: readonly InstanceRequest[],
  secrets: readonly string[] = [],
): InstanceRequest[] {
  const hide = hiding([...secrets, ...treeSecrets(requests)])
  return maskedBy(requests, hide)
}

/** The texts of the secrets of all requests. */
export function treeSecrets(requests: readonly InstanceRequest[]): string[] {
  return requests.flatMap((each) => [...secretsOf(each), ...treeSecrets(each.requests)])
}

function maskedBy(
  requests: readonly InstanceRequest[],
  hide: (text: string) => string,
): InstanceRequest[] {
  return requests.map((request) => {
    const { requests: inner, ...own } = request
    const parameters = mapped(request.parameters, (option, value) =>
      `config ${option}` in request.unknown && isReference(value)
        ? value
        : maskValue(option, value),
    )
    return { ...hiddenIn({ ...own, parameters }, hide), requests: maskedBy(inner, hide) }
  })
}

/** Nothing but `${section:option}`s, and what is not known. */
function isReference(value: Json): boolean {
  return typeof value === 'string' && strip(value.replace(/\$\{[^{}]*\}|…/g, '')) === ''
}
