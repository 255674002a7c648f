import { expect, it } from 'vitest'
import * as library from '../src/index.js'

type Call = (...args: unknown[]) => unknown

const shop = { name: 'shop', count: 2, exportType: 'shop-export', importType: 'shop-import' }
const made = library.planAll([shop])
const diffs = library.diffPlans(made, library.planAll([{ ...shop, count: 3 }]))
const range = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 2, offset: 1 } }
const related = [{ message: 'x', file: 'g' }]
const found = { code: 'bad-name', severity: 'error', message: 'm', file: 'f', range, related }
const parameters = { '-sla-1-region': 'x', '-sla-1-network_guid': ['a', { b: 1 }] }
const platform = {
  ...{ python: [3, 11, 2], implementation: 'CPython', system: 'linux', machine: 'x' },
  ...{ bits: 64, byteOrder: 'little', buildout: 3 },
}
const profile = '[buildout]\nparts = a\nextends = x.cfg\n[a]\nrecipe = ${b:c}\n'
const template =
  '{{ a.b }}{{ lacking }}{% import "x" as x %}{% import "y" as y %}{% for k in a %}{{ k }}{% endfor %}'

/** Arguments of every function that are as they must be. */
const good: Record<string, unknown[]> = {
  report: ['sarif', [found], { sources: new Map([['f', 'abc']]), colors: true }],
  readParameters: ['{"a": 1}', { file: 'f', format: 'json' }],
  writeParameters: [
    { a: 1, b: { c: [1, { d: 2 }] } },
    { format: 'xml', nested: 'json-in-xml' },
  ],
  resolveSla: [{ name: 'shop', count: 2, parameters }],
  diffPlans: [made, made, { secrets: true }],
  maskSecrets: made,
  plan: [{ ...shop, parameters, monitor: { parameter: { x: 'a' } } }],
  planAll: [[{ ...shop, parameters, leaderArgs: { a: 'b' }, backupArgs: ['c'] }]],
  resiliencySchema: [[{ name: 'shop', count: 2 }]],
  validateParameters: ['<instance/>', { components: [shop], format: 'xml' }],
  renderProfile: ['export', { name: 'shop', level: 'software', extends: ['a.cfg'] }],
  renderReplicated: [[shop], { encoding: 'py', extends: ['a.cfg'] }],
  replicate: ['shop', 2, 'a', 'b', ['c'], { d: 'e' }, parameters, { return: ['f'] }],
  replicateParts: ['shop', 2],
  parseProfile: [profile, { file: 'f', platform }],
  renderTemplate: [
    template,
    {
      ...{ context: { a: { b: [1, { c: 2 }] } }, modules: { json: 'json' } },
      ...{ imports: { x: 'hello' }, extensions: ['jinja2.ext.do'], file: 'f' },
      ...{ limits: { steps: 1000 }, load: () => ({ file: 'y', text: 'z' }), assume: () => ({}) },
    },
  ],
  checkProfile: [
    profile,
    {
      ...{ file: 'f', path: '/nowhere/f', reader: () => '[b]\nc = 1\n', sizeLimit: 100 },
      ...{ given: ['x'], level: 'plain', place: () => ({}), sources: new Map(), platform },
    },
  ],
  diffText: [diffs],
  table: [made, { colors: true }],
  dot: [made, { diagnostics: [found] }],
  svg: [made, {}],
  html: [made, { secrets: true }],
}

const fail = (): never => {
  throw new Error("the caller's own")
}

function revoked<Target extends object>(target: Target): Target {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

function nested(wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1
  for (let depth = 0; depth < 20_000; depth++) value = wrap(value)
  return value
}

const cyclic: Record<string, unknown> = {}
cyclic['a'] = cyclic
const cyclicList: unknown[] = []
cyclicList.push(cyclicList)

const hostile: unknown[] = [
  ...[null, undefined, 3, -1, NaN, 3n, Symbol('a'), () => 1, true, 'x', '\ud800'],
  ...[[], [null], new Array(3), {}, new Date(NaN), new Map([['a', 1]]), cyclic, cyclicList],
  ...[revoked({}), revoked([]), new Proxy([1], { get: fail }), Object.create(null)],
  new Proxy({}, { get: fail, ownKeys: fail, has: fail, getPrototypeOf: fail }),
  { toString: fail, valueOf: fail, toJSON: fail, [Symbol.iterator]: fail },
  ...[nested((inner) => [inner]), nested((inner) => ({ a: inner }))],
]

/** A value with each of its parts as it must not be: of a list the first item. */
function* spoilt(value: unknown): Iterable<unknown> {
  yield* hostile
  if (Array.isArray(value)) {
    const [first, ...rest] = value as unknown[]
    if (value.length > 0) for (const each of spoilt(first)) yield [each, ...rest]
  } else if (typeof value === 'object' && value !== null && !(value instanceof Map)) {
    yield { ...value, misspelt: 1 }
    for (const [name, part] of Object.entries(value)) {
      for (const each of spoilt(part)) yield { ...value, [name]: each }
      yield Object.defineProperty({ ...value }, name, { get: fail, enumerable: true })
    }
  }
}

it('knows every function of the library', () => {
  const names = Object.entries(library)
    .filter(([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name))
    .map(([name]) => name)
  expect(Object.keys(good).sort()).toEqual(names.sort())
})

it.each(Object.entries(good))(
  '%s takes what it must and refuses all else',
  async (name, args) => {
    const call = library[name as keyof typeof library] as Call
    await call(...args)
    let refused = 0
    for (const [index, arg] of args.entries()) {
      for (const each of spoilt(arg)) {
        try {
          await call(...args.with(index, each))
        } catch (error) {
          refused++
          if (!(error instanceof library.ResilientError)) throw error
          expect(error.diagnostics[0].message).not.toBe('')
        }
      }
    }
    expect(refused).toBeGreaterThan(10)
  },
  60_000,
)
