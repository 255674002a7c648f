import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeValue, optionNameProblem, type Encoding } from '../../src/buildout/index.js'
import { most } from '../../src/diagnostics/index.js'
import { renderTemplate } from '../../src/jinja/index.js'
import { renderReplicated } from '../../src/profiles/index.js'
import { hostileText, jsonValue, parameterName } from '../support/arbitraries.js'

import { describeWithBuildout, parseWithBuildout, readLiterals } from '../support/buildout.js'
import { isResilientError } from '../support/ours.js'

const reserved =
  /^(?:number|name|namebase|authorized-key|notify|on-notification|monitor-url-list)$|^-sla-/
const parameters = fc
  .dictionary(parameterName, jsonValue, { maxKeys: 4, noNullPrototype: true })
  .map((values) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !reserved.test(name))),
  )
const batches = Number(process.env['FUZZ'] ?? 4)

describeWithBuildout('a value at the limits of Python', () => {
  const nested = (levels: number): unknown =>
    JSON.parse('[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2))
  const readings = ['ast.literal_eval(text)', "eval(compile(text, '', 'eval'), {})"]

  it.each(readings)('is read by %s, and what is past one is refused by its name', (reading) => {
    const read = (text: string): number =>
      spawnSync('python3', ['-c', `import ast, sys; text = sys.stdin.read(); ${reading}`], {
        input: text,
      }).status!
    const literal = encodeValue(nested(most.depth), 'py').slice('!py!'.length)
    expect(read(literal)).toBe(0)
    for (const encoding of ['py', 'plain'] as const)
      expect(() => encodeValue(nested(most.depth + 2), encoding)).toThrow(TypeError)
    // That there is a limit at all, and how far it is, is Python's.
    expect(read(`${'['.repeat(201)}${']'.repeat(201)}`)).not.toBe(0)
    expect([read('9'.repeat(4300)), read('9'.repeat(4301))]).toEqual([0, 1])
    expect(renderTemplate(`{{ ${'9'.repeat(4300)} }}`)).toHaveLength(4300)
    expect(() => renderTemplate(`{{ ${'9'.repeat(4301)} }}`)).toThrow('4300 digits')
  })
})

/** Half of a surrogate pair is refused in parameters: U+FFFD stands for it. */
function whole(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(whole)
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.toWellFormed(), whole(each)]),
  )
}
const wholeCases = (cases: readonly unknown[]): Record<string, unknown>[] =>
  cases.map((each) => whole(each) as Record<string, unknown>)

describeWithBuildout('any parameter, through the real parser', () => {
  it('reads back from a profile for SlapOS as exactly that value', () => {
    fc.assert(
      fc.property(fc.array(parameters, { minLength: 100, maxLength: 100 }), (cases) =>
        readBack(wholeCases(cases), 'py'),
      ),
      { numRuns: batches },
    )
  })

  it('reads back from a plain profile, or is refused by name', () => {
    const texts = fc.dictionary(parameterName, hostileText, { maxKeys: 2, noNullPrototype: true })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(texts, parameters), { minLength: 100, maxLength: 100 }),
        (cases) => readBack(wholeCases(cases), 'plain'),
      ),
      { numRuns: batches },
    )
  })
})

function readBack(cases: Record<string, unknown>[], encoding: Encoding): void {
  const rendered = cases.flatMap((values) => {
    const passed = Object.fromEntries(
      Object.entries(values).filter(([name]) => !reserved.test(name)),
    )
    const text = render(passed, encoding)
    return text === undefined ? [] : [{ values: passed, text }]
  })
  const bare = Object.keys(parseWithBuildout([render({}, encoding)!])[0]!['request-app']!)
  const parsed = parseWithBuildout(rendered.map(({ text }) => text))
  const found = parsed.map((sections) => sections['request-app']!)
  const literals = found.flatMap((options) =>
    Object.values(options).filter((value) => value.startsWith('!py!')),
  )
  const meanings = new Map(
    readLiterals(literals.length > 0 ? literals : ['0']).map((value, i) => [literals[i], value]),
  )
  for (const [index, { values }] of rendered.entries()) {
    const names = Object.keys(values).map((name) => `config-${name}`)
    expect(Object.keys(parsed[index]!)).toEqual(Object.keys(parsed[0]!))
    expect(Object.keys(found[index]!).sort()).toEqual([...bare, ...names].sort())
    for (const [name, value] of Object.entries(values)) {
      const text = found[index]![`config-${name}`]!
      const read = text.startsWith('!py!') ? meanings.get(text) : text
      expect({ name, value: read }).toEqual({ name, value })
    }
  }
}

/** The profile, or undefined where it is refused with a finding that names the parameter. */
function render(values: Record<string, unknown>, encoding: Encoding): string | undefined {
  try {
    const component = {
      name: 'app',
      count: 1,
      exportType: 'e',
      importType: 'i',
      parameters: values,
    }
    return renderReplicated([component], { encoding }).text
  } catch (error) {
    if (!isResilientError(error)) throw error
    const [{ code, path, message }] = error.diagnostics
    const name = Object.keys(values).find((each) => message.includes(`"${each}"`))
    expect(name, message).toBeDefined()
    if (code === 'bad-option-name') expect(optionNameProblem(`config-${path!}`)).toBeDefined()
    else expect([code, encoding]).toEqual(['bad-value', 'plain'])
    return undefined
  }
}
