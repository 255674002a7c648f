import { describe, expect, it } from 'vitest'
import { asRendered, planAll, type InstanceRequest, type Plan } from '../../src/plan/index.js'

/** What a root's profile requests for a plan, as its macros may have changed it. */
function requestsOf(
  { requests }: Plan,
  change: (request: InstanceRequest) => Partial<InstanceRequest> = () => ({}),
): InstanceRequest[] {
  return requests.map((planned) => {
    const request: InstanceRequest = {
      ...{ section: planned.section, file: null, line: null, name: planned.name },
      ...{ softwareType: planned.softwareType, software: null, shared: planned.shared },
      ...{ state: null, isSerialised: false, parameters: planned.parameters },
      sla: Object.fromEntries(
        Object.entries(planned.sla).map(([name, { value }]) => [name, value]),
      ),
      ...{ returns: planned.returns, readBy: {} },
      unknown: Object.fromEntries(planned.references.map((name) => [`config ${name}`, ['a']])),
      ...{ condition: null, each: null, besides: [], requests: [], notFollowed: null },
    }
    return { ...request, ...change(request) }
  })
}

const planned = (parameters: Record<string, string>): Plan =>
  planAll([{ name: 'shop', count: 2, exportType: 'e', importType: 'i', parameters }])[0]!

describe('a plan as its root renders it', () => {
  it('says that a parameter replaces the wiring where it does', () => {
    const plan = planned({ notify: 'http://x', number: '9' })
    const replaced = asRendered(
      plan,
      requestsOf(plan, ({ section, parameters }) =>
        section === 'request-shop'
          ? { parameters: { ...parameters, notify: 'http://x' }, unknown: {} }
          : {},
      ),
    )
    expect(replaced.diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ['error', `the parameter "notify" replaces what the stack's wiring has under this name`],
      ['warning', `the parameter "number" is left out: the stack's wiring uses this name`],
    ])
    expect(replaced.requests[0]!.notifies).toEqual([])
    expect(asRendered(plan, requestsOf(plan)).diagnostics).toEqual(plan.diagnostics)
    expect(asRendered(plan, requestsOf(plan)).requests[0]!.notifies).toEqual([
      'request-pull-backup-server-shop-1',
    ])
  })

  it('says of a magic key that the macros take away which request it does not reach', () => {
    const plan = planned({ '-sla-1-region': 'eu', '-sla-shop0-mode': 'a' })
    const without = requestsOf(plan, ({ name }) =>
      name === 'shop1' ? { sla: { mode: 'unique_by_network' } } : {},
    )
    expect(
      asRendered(plan, without).diagnostics.map(({ code, path, message }) => [code, path, message]),
    ).toEqual([['sla-unmatched', '-sla-1-region', '"-sla-1-region" does not reach shop1']])
    const hints = (first?: string) => asRendered(plan, without, first).diagnostics[0]!.hint
    expect(hints('db')).toContain('to another component first')
    expect(hints('shop')).toBeUndefined()
  })

  it('knows that an empty magic key reaches its request, which asks for nothing then', () => {
    const plan = planned({ '-sla-1-region': '' })
    const made = (sla: Record<string, string>) =>
      asRendered(
        plan,
        requestsOf(plan, ({ name }) => (/1/.test(name) ? { sla } : {})),
      )
    expect(made({}).diagnostics).toEqual([])
    expect(made({}).requests.find(({ name }) => name === 'shop1')!.sla).toEqual({})
    expect(made({ mode: 'unique_by_network' }).diagnostics).toMatchObject([
      { code: 'sla-unmatched', path: '-sla-1-region' },
    ])
  })
})
