import { assert, expect, it } from 'vitest'
import * as library from '../src/index.js'

type Call = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  ([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name),
) as [string, Call][]

/** What a caller without types hands over by mistake. */
const mistakes: unknown[][] = [
  ...[[], [null], [3], ['runner'], [{}], [[]], [[null]], [[{}]], [Symbol('a')], [() => 1]],
  ...[
    ['runner', 3, {}],
    ['runner', null],
    [{ name: 'a' }],
    [{ name: 'a', count: 2, parameters: null }],
  ],
  ...[[[{ name: 'a', count: 1, requests: [{}] }]], ['text', null], ['text', [{}]], [[], null]],
]

it.each(functions)('%s says what it takes', async (name, call) => {
  for (const args of mistakes) {
    try {
      await call(...args)
    } catch (error) {
      const shown = `${name}(${args.map(String).join(', ')})`
      expect(error, shown).toBeInstanceOf(library.ResilientError)
      const [{ message, expected }] = (error as library.ResilientError).diagnostics
      expect(message.length, shown).toBeGreaterThan(0)
      expect(expected, `${shown}: ${message}`).toBeDefined()
    }
  }
})

const shop = { name: 'shop', count: 2, exportType: 'shop-export', importType: 'shop-import' }
const [made] = library.planAll([shop])
const lacking = Object.fromEntries(Object.entries(made!).filter(([name]) => name !== 'diagnostics'))
const bare = Object.create(null) as object
const found = { code: 'bad-name', severity: 'error', message: 'm' }

/** One argument of each that is not what it must be, or a name that nothing reads. */
const wrong: [keyof typeof library, ...unknown[]][] = [
  ['renderReplicated', [shop], { extends: 'm.cfg' }],
  ['renderReplicated', [shop], { encodng: 'py' }],
  ['renderReplicated', [shop], { encoding: 'PY' }],
  ['renderProfile', 'export', { level: 'instance', extends: 'm.cfg' }],
  ['renderProfile', 'export', null],
  ['renderProfile', 'pull-backup', { levle: 'instance' }],
  ['renderTemplate', 'x', { extensions: 'jinja2.ext.do' }],
  ['renderTemplate', 'x', { extensions: null }],
  ['renderTemplate', 'x', { context: null }],
  ['renderTemplate', 'x', { contxt: {} }],
  ['renderTemplate', 'x', { modules: { j: null } }],
  ['renderTemplate', 'x', { limits: 3 }],
  ['renderTemplate', 'x', { limits: { steps: -1 } }],
  ['renderTemplate', '{% import "a" as b %}', { imports: { a: 3 } }],
  ['renderTemplate', '{% import "a" as b %}', { load: () => 3 }],
  ['validateParameters', '<instance/>', { components: shop }],
  ['validateParameters', '<instance/>', { components: [null] }],
  ['validateParameters', '<instance/>', { component: shop }],
  ['diffPlans', [made], [made], null],
  ['diffPlans', [made], [made], { secret: true }],
  ['plan', { ...shop, parameters: { '-sla-1-region': NaN } }],
  ['plan', { ...shop, monitor: { parameter: { x: Symbol('a') } } }],
  ['resolveSla', { name: 'shop', count: 2, parameters: { '-sla-1-region': new Date(0) } }],
  // What these hold is in no field of theirs.
  ['resolveSla', { name: 'shop', count: 2, parameters: new Map([['-sla-1-region', 'x']]) }],
  ['plan', { name: 'shop', count: 2, exportType: 'a', importType: 'b', parameters: new Map() }],
  ['writeParameters', new Map([['a', 'b']])],
  ['writeParameters', Promise.resolve({ a: 'b' })],
  ['writeParameters', new Date(0)],
  ['replicateParts', bare],
  ['replicate', 'runner', bare],
  ['table', [lacking]],
  ['html', [lacking]],
  ['dot', [lacking]],
  ['maskSecrets', lacking],
  ['table', [made], { colour: true }],
  ['diffText', [{ name: 'a', count: { old: 1, new: 1 }, differences: [null] }]],
  ['report', 'text', [{ ...found, range: 3 }]],
  ['report', 'text', [found], { sources: { f: 'x' } }],
  ['report', 'sarif', [{ ...found, code: 'x' }]],
  ['resiliencySchema', []],
  ['plan', { ...shop, monitor: { 'set-monitor-url': 'yes' } }],
  ['plan', { ...shop, monitor: { parameter: [1] } }],
  ['plan', { ...shop, monitor: { parameter: 'a=b' } }],
  ['plan', { ...shop, monitor: { parameter: { a: undefined } } }],
  ['plan', { ...shop, monitor: { return: [undefined] } }],
  ['plan', { ...shop, leaderArgs: { a: undefined } }],
  ['plan', { ...shop, backupArgs: [undefined] }],
  ['readParameters', 'a: 1', { format: 'yaml' }],
  ['parseProfile', '[a]\n', { platform: {} }],
  ['parseProfile', '[a]\n', { fiel: 'a' }],
  // What the caller's own functions give.
  ...[undefined, null, 3, {}, new Uint8Array(1)].map(
    (given): [keyof typeof library, ...unknown[]] => [
      'checkProfile',
      '[buildout]\nextends = x.cfg\nparts =\n',
      { reader: () => given },
    ],
  ),
  ...[undefined, null, 3, { range: 3 }, { file: 3 }].map(
    (given): [keyof typeof library, ...unknown[]] => [
      'checkProfile',
      '[buildout]\nparts = a\n',
      { place: () => given },
    ],
  ),
  ...[undefined, null, 3, [3], [new Date(NaN)]].map(
    (given): [keyof typeof library, ...unknown[]] => [
      'validateParameters',
      '{"resiliency-backup-periodicity": "0 3 * * *"}',
      { nextRuns: () => given },
    ],
  ),
  ...[null, 3, Promise.resolve('x')].map((given): [keyof typeof library, ...unknown[]] => [
    'renderTemplate',
    '{% import "a" as b %}',
    { load: () => given },
  ]),
]

it.each(wrong)('%s refuses what it cannot use: %#', async (name, ...args) => {
  const refused = await Promise.resolve()
    .then(() => (library[name] as Call)(...args))
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(library.ResilientError)
  const [{ code, expected }] = (refused as library.ResilientError).diagnostics
  expect(code).toMatch(/^bad-(?:argument|value|count|name)$/)
  expect(expected).toBeDefined()
})

const reporters = Object.entries(library.reporters as unknown as Record<string, Call>)

it.each(reporters)('the reporter %s says what it takes', (_, draw) => {
  for (const args of [[], [3], [null], [[{}]], [[null]], [[found], 3], [[found], { colors: 1 }]]) {
    const [{ code, expected }] = refusal(() => draw(...args))
    expect([code, expected]).toEqual(['bad-argument', expect.any(String)])
  }
  expect(draw([found])).toContain('bad-name')
})

it('names the place of what it cannot use, and a name that is near', () => {
  const [{ message, expected, hint }] = refusal(() =>
    library.renderTemplate('x', { limits: { step: 1 } } as never),
  )
  expect([message, expected, hint]).toEqual([
    '"step" is not a field of "limits" of the options',
    'steps or size',
    'did you mean steps?',
  ])
})

it('a profile says what its methods take', () => {
  const profile = library.parseProfile('[a]\nx = 1\n')
  const edited = profile.set('a', 'y', '2')
  type Method = (...args: unknown[]) => unknown
  const shapes = [Symbol('a'), null, undefined, 3n, {}, [], NaN, -1]
  for (const each of [profile, edited])
    for (const wrong of shapes) {
      const calls: [string, () => unknown][] = [
        ...(['get', 'set', 'add', 'remove'] as const).map((name): [string, () => unknown] => [
          name,
          () => (each[name] as Method)(wrong, wrong, wrong),
        ]),
        ['get option', () => each.get('a', wrong as never)],
        ['set value', () => each.set('a', 'x', wrong as never)],
        ['range', () => each.range(wrong as never, 1)],
        ['range end', () => each.range(0, wrong as never)],
        ['lines.range', () => each.lines.range(wrong as never, 1)],
        ['lines.position', () => each.lines.position(wrong as never)],
        ['lines.start', () => each.lines.start(wrong as never)],
      ]
      for (const [name, call] of calls) {
        const [{ code, expected }] = refusal(call)
        expect([name, code]).toEqual([name, 'bad-argument'])
        expect(expected).toBeDefined()
      }
    }
})

it('ResilientError holds findings alone', () => {
  const [{ message }] = new library.ResilientError([null] as never).diagnostics
  expect(message).toBe('a ResilientError has no findings')
  const throwing = new Proxy(new Map(), { get: () => assert.fail('read') })
  const [found] = refusal(() => library.replicateParts('pbs', 2))
  expect(new library.ResilientError([found], throwing).sources).toEqual(new Map())
})

it('reads parameters in the format that validateParameters is told', () => {
  expect(library.validateParameters('{"a": 1}', { format: 'xml' })[0]?.code).toBe('xml-syntax')
})

it('says what the caller’s own getter throws, whatever that is', () => {
  const component = { name: 'a', count: 2, exportType: 'a-e', importType: 'a-i' }
  const bug = () => {
    throw new RangeError('my own bug')
  }
  const hostile = () => {
    throw { toString: bug }
  }
  const [found] = refusal(() =>
    library.plan({
      ...component,
      parameters: {
        get x() {
          return bug()
        },
      },
    }),
  )
  expect(found.message).toBe('the component cannot be read: it throws RangeError: my own bug')
  const [other] = refusal(() =>
    library.plan({
      ...component,
      parameters: {
        get x() {
          return hostile()
        },
      },
    }),
  )
  expect(other.message).toBe('the component cannot be read: it throws')
})

it('refuses lists of a caller that are no lists when they are read, or that have no end', () => {
  const boom = (): never => {
    throw new TypeError('boom')
  }
  const lists = [
    new Proxy([], { get: boom }),
    new Proxy([], { get: () => 1 }),
    new Array(4e9),
  ] as unknown as string[][]
  for (const list of lists) {
    const component = { name: 'a', count: 2, exportType: 'a-e', importType: 'a-i' }
    const calls = [
      () => library.plan({ ...component, monitor: { return: list } }),
      () => library.plan({ ...component, leaderArgs: list }),
      () => library.planAll(list as never),
    ]
    for (const call of calls) expect(refusal(call)[0].code).toBe('bad-argument')
  }
})

function refusal(call: () => unknown): library.ResilientError['diagnostics'] {
  try {
    call()
  } catch (error) {
    if (error instanceof library.ResilientError) return error.diagnostics
    throw error
  }
  throw new Error('nothing was refused')
}
