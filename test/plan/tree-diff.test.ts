import { describe, expect, it } from 'vitest'
import { diffTrees, maskTree, namesTwice, type InstanceRequest } from '../../src/plan/index.js'

const request = (name: string, more: Partial<InstanceRequest> = {}): InstanceRequest => ({
  section: `request-${name}`,
  file: null,
  line: null,
  name,
  softwareType: 'default',
  software: null,
  shared: false,
  state: null,
  isSerialised: false,
  parameters: {},
  sla: {},
  returns: [],
  readBy: {},
  unknown: {},
  condition: null,
  each: null,
  besides: [],
  requests: [],
  notFollowed: null,
  ...more,
})

describe('diffTrees', () => {
  it('finds what is added, removed, renamed, moved and changed, at any depth', () => {
    const old = [
      request('web', { requests: [request('db'), request('cache')] }),
      request('gone', { shared: true }),
      request('stays', { sla: { computer_guid: 'A' } }),
    ]
    const now = [
      request('web', {
        parameters: { size: 2 },
        requests: [request('store', { section: 'request-db' }), request('cache')],
      }),
      request('new'),
      request('stays', { sla: { computer_guid: 'B' } }),
    ]
    const found = diffTrees(old, now)
    expect(found.map(({ kind, request: path, before }) => [kind, path, before])).toEqual([
      ['changed', ['web'], undefined],
      ['renamed', ['web', 'store'], 'db'],
      ['added', ['new'], undefined],
      ['moved', ['stays'], undefined],
      ['removed', ['gone'], undefined],
    ])
    expect(found[0]!.changes).toEqual([{ what: 'config size', old: null, new: 2 }])
    expect(found[1]!.note).toContain('a new, empty partition; the old one stays')
    expect(found[3]!.note).toContain('stays where it is')
    expect(found[4]!.note).toContain('with what it was given')
  })

  it('tells one by one what a section requests of several', () => {
    const edge = (...countries: string[]): InstanceRequest[] =>
      countries.map((country) => request(`${country}-edge`, { section: 'request-edge' }))
    const found = diffTrees(edge('France', 'China', 'Japan'), edge('France', 'Germany'))
    expect(found.map(({ kind, request: [name] }) => `${kind} ${name}`)).toEqual([
      'added Germany-edge',
      'removed China-edge',
      'removed Japan-edge',
    ])
    const one = diffTrees(edge('France', 'China'), edge('France'))
    expect(one.map(({ kind, request: [name] }) => `${kind} ${name}`)).toEqual([
      'removed China-edge',
    ])
  })

  it('leaves to others what they show, and looks at what that requests', () => {
    const old = [request('a', { requests: [request('b')] })]
    const now = [request('a', { parameters: { n: 1 } })]
    const found = diffTrees(old, now, { besides: new Set(['a']) })
    expect(found.map(({ kind, request: path }) => [kind, path])).toEqual([['removed', ['a', 'b']]])
  })

  it('shows no secret, and sees that one changed', () => {
    const [old, now] = ['x', 'y'].map((password) => [request('a', { parameters: { password } })])
    expect(diffTrees(old!, now!)[0]!.changes).toEqual([
      { what: 'config password', old: '******', new: '******' },
    ])
    expect(diffTrees(old!, now!, { secrets: true })[0]!.changes[0]).toMatchObject({ new: 'y' })
    expect(diffTrees(maskTree(old!), now!)).toEqual([])
  })
})

describe('diffTrees of a name, which the master has once', () => {
  const told = (old: InstanceRequest[], now: InstanceRequest[]): unknown[] =>
    diffTrees(old, now).map(({ kind, request: path, changes, note }) => [
      kind,
      path.join(' > '),
      ...changes.map(({ what, old: a, new: b }) => `${what}: ${String(a)} -> ${String(b)}`),
      note,
    ])
  const same = expect.stringContaining('the same instance, which stays where it is') as string
  const of = (name: string, ...requests: InstanceRequest[]): InstanceRequest =>
    request(name, { requests })

  it('compares an instance that another one requests now with what it was', () => {
    const before = request('Front', { parameters: { url: 'a' }, requests: [request('x')] })
    const after = request('Front', { section: 'other', parameters: { url: 'b' } })
    const own = [of('web'), before]
    expect(told(own, [of('web', after)])).toEqual([
      ['changed', 'web > Front', 'requested by: the root -> web', 'config url: a -> b', same],
      ['removed', 'web > Front > x', expect.stringContaining('stays, with its data')],
    ])
    const placed = request('Front', { parameters: { url: 'a' }, sla: { computer_guid: 'C' } })
    expect(told(own, [of('web', placed)])[0]).toEqual([
      ...['moved', 'web > Front', 'requested by: the root -> web'],
      ...['sla computer_guid: null -> C', expect.stringContaining('stays where it is')],
    ])
  })

  it('below what is new or renamed too', () => {
    const moved = ['changed', 'new > Front', 'requested by: the root -> new', same]
    expect(told([request('Front')], [of('new', request('Front'))])).toEqual([
      ['added', 'new', undefined],
      moved,
    ])
    const renamed = { ...of('site', request('Front')), section: 'request-web' }
    expect(told([of('web', request('Front'))], [renamed])).toEqual([
      ['renamed', 'site', expect.stringContaining('empty partition')],
      ['changed', 'site > Front', 'requested by: web -> site', same],
    ])
  })

  it('tells once who requests it besides or no longer, and that it is left', () => {
    const [a, b] = ['a', 'b'].map((name) => of(name, request('Front')))
    const none = [of('a'), of('b')]
    expect(told([a!, none[1]!], [a!, b!])).toEqual([
      ['changed', 'a > Front', 'requested by: a -> a, b', same],
    ])
    expect(told([a!, b!], [a!, none[1]!])).toEqual([
      ['changed', 'a > Front', 'requested by: a, b -> a', same],
    ])
    expect(told([a!, b!], none).map((each) => (each as string[])[1])).toEqual(['a > Front'])
    const own = ['a', 'b'].map((name) =>
      of(name, request(`Front ${name}`, { section: 'request-Front', shared: true })),
    )
    expect(told([a!, b!], own)).toEqual([
      ['renamed', 'a > Front a', 'shared: false -> true', expect.stringContaining('the old one')],
      ['renamed', 'b > Front b', 'shared: false -> true', 'a new shared instance'],
    ])
  })

  it('compares no name that is not known whole', () => {
    const part = request('Front …', { unknown: { name: ['title'] } })
    expect(told([of('web'), part], [of('web', part)]).map((each) => (each as string[])[0])).toEqual(
      ['added', 'removed'],
    )
  })
})

describe('namesTwice', () => {
  const twice = (...requests: InstanceRequest[]): string[] =>
    namesTwice(requests).map(({ message }) => message)

  it('tells who requests one name', () => {
    expect(
      twice(request('a', { requests: [request('X')] }), request('X', { section: 'x' })),
    ).toEqual(['"X" is requested by [request-X] of a and by [x] of the root'])
    expect(twice(request('X', { section: 'x' }), request('X', { section: 'y' }))).toEqual([
      '"X" is requested by [x] of the root and by [y] of the root',
    ])
  })

  it.each([
    ['a name of which not all is known', { unknown: { name: ['title'] } }],
    ['what may not be requested', { condition: 'title' }],
    ['what one of an unknown number requests', { each: 'title' }],
  ])('says nothing of %s', (_, more) => {
    expect(twice(request('X', more), request('X', { ...more, section: 'y' }))).toEqual([])
    const within = (name: string) => request(name, { ...more, requests: [request('X')] })
    expect(twice(within('a'), within('b'))).toEqual([])
  })
})

describe('maskTree', () => {
  it('masks secrets at every depth, and leaves references', () => {
    const parameters = { password: '${x:passwd}', token: 'abc' }
    const unknown = { 'config password': ['x.passwd'] }
    const [masked] = maskTree([request('a', { requests: [request('b', { parameters, unknown })] })])
    expect(masked!.requests[0]!.parameters).toEqual({ password: '${x:passwd}', token: '******' })
  })
})
