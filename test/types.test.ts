import { readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  plan,
  readParameters,
  replicate,
  replicateParts,
  resolveSla,
  ResilientError,
  type Component,
  type Diagnostic,
  type Parameters,
  type Plan,
} from '../src/index.js'
import { exportsOf, unnamed } from './support/declarations.js'

describe('the types', () => {
  it('of replicate are those of the design', () => {
    expectTypeOf(replicate).returns.toBeString()
    const parameters: Parameters = {}
    const component: Component = { name: 'a', count: '3', exportType: 'e', importType: 'i' }
    expectTypeOf(replicate).toBeCallableWith(component)
    expectTypeOf(replicate).toBeCallableWith('a', 3, 'e', 'i', 'b', ['c'], parameters, {})
    expectTypeOf(replicate).toBeCallableWith('a', '3', 'e', 'i', { 'config-a': 1 }, undefined)
    // @ts-expect-error a component says all by itself
    expectTypeOf(replicate).toBeCallableWith(component, 3)
    expectTypeOf(replicateParts).toEqualTypeOf<(name: string, n: number | string) => string[]>()
    // @ts-expect-error a leader has no number for a section
    expectTypeOf(replicate).toBeCallableWith('a', 3, 'e', 'i', 7)
  })

  it('of a plan are data', () => {
    expectTypeOf(plan).parameter(0).toEqualTypeOf<Component>()
    expectTypeOf(plan).returns.toEqualTypeOf<Plan>()
    type Request = Plan['requests'][number]
    expectTypeOf<Request['role']>().toEqualTypeOf<'leader' | 'backup' | 'pbs' | 'pull' | 'push'>()
    type From = Request['sla'][string]['from']
    expectTypeOf<From>().toEqualTypeOf<'nameid' | 'id' | 'default' | 'wiring' | 'profile'>()
    expectTypeOf(resolveSla).returns.not.toBeAny()
  })

  it('of what is read take text and bytes', () => {
    expectTypeOf(readParameters).parameter(0).toEqualTypeOf<string | Uint8Array>()
    expectTypeOf(readParameters).returns.toExtend<Parameters>()
  })

  it('of an error hold at least one finding', () => {
    expectTypeOf<ResilientError['diagnostics']>().toEqualTypeOf<[Diagnostic, ...Diagnostic[]]>()
    expectTypeOf<Diagnostic['severity']>().toEqualTypeOf<'error' | 'warning' | 'info'>()
    expectTypeOf<Diagnostic['code']>().not.toEqualTypeOf<string>()
  })
})

describe.each(['index', 'plan'])('slapos-resilient as %s.d.ts has it', (name) => {
  it('exports every type that one of its signatures names', () => {
    expect(unnamed(name)).toEqual([])
  })

  it('has a docstring for every name', () => {
    const bare = [...exportsOf(name)].filter(
      ([, symbol]) => symbol.getDocumentationComment(undefined).length === 0,
    )
    expect(bare.map(([each]) => each)).toEqual([])
  })
})

it('docs/library.md lists every name', () => {
  const page = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8')
  const listed = page.slice(page.indexOf('## By name')).matchAll(/`(\w+)`/g)
  const names = new Set([...listed].map(([, name]) => name))
  expect([...names].sort()).toEqual([...exportsOf('index').keys()].sort())
})
