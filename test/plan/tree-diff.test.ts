import { describe, expect, it } from 'vitest'
import { diffTrees, maskTree, type InstanceRequest } from '../../src/plan/index.js'

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

describe('maskTree', () => {
  it('masks secrets at every depth, and leaves references', () => {
    const parameters = { password: '${x:passwd}', token: 'abc' }
    const unknown = { 'config password': ['x.passwd'] }
    const [masked] = maskTree([request('a', { requests: [request('b', { parameters, unknown })] })])
    expect(masked!.requests[0]!.parameters).toEqual({ password: '${x:passwd}', token: '******' })
  })
})
