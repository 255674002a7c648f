import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readParameters, ResilientError, writeParameters } from '../../src/index.js'
import { itWith, noPython, python } from '../support/engines.js'

/** Text that XML can hold: every character but the controls, halves of pairs, U+FFFE and U+FFFF. */
const text = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((each) => each.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\r\n'))
const name = text.filter((each) => each !== '_')
const texts = fc.dictionary(name, text, { maxKeys: 6 })
const values = fc.dictionary(
  name,
  fc
    .jsonValue({ stringUnit: 'binary', maxDepth: 3 })
    .map((each) => JSON.parse(JSON.stringify(each)) as unknown),
)

function refusal(run: () => unknown) {
  try {
    run()
  } catch (error) {
    const [{ code, message, path, expected }] = (error as ResilientError).diagnostics
    return { code, message, path, expected }
  }
  return undefined
}

describe('writeParameters', () => {
  it('writes an instance document', () => {
    expect(writeParameters({ 'a<"': ' 1 & 2\r\n', b: '' })).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<instance>
  <parameter id="a&lt;&#34;"> 1 &amp; 2&#13;
</parameter>
  <parameter id="b"></parameter>
</instance>
`,
    )
  })

  it('writes text that readParameters gives back, names and order too', () => {
    fc.assert(
      fc.property(texts, (parameters) => {
        for (const format of ['xml', 'json'] as const) {
          const read = readParameters(writeParameters(parameters, { format }))
          expect(read).toEqual({ ...parameters })
          expect(Object.keys(read)).toEqual(Object.keys(parameters))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('writes any value as JSON, in XML too', () => {
    fc.assert(
      fc.property(values, (parameters) => {
        for (const options of [{ format: 'json' }, { nested: 'json-in-xml' }] as const) {
          let written: string
          try {
            written = writeParameters(parameters, options)
          } catch (error) {
            // What generated text may hold and no file can.
            expect((error as ResilientError).diagnostics[0].message).toMatch(
              /(?:file|XML|JSON) can(?:not)? hold/,
            )
            continue
          }
          expect(readParameters(written)).toEqual({ ...parameters })
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    [{ a: [1e20, -(2 ** 53), 2 ** 60, 1e300, 0.12345678901234568, '9007199254740993'] }],
    [{ 'a\uffff': ['\ufffe', { '"\ufffe\\': 1 }] }],
    [{ a: [2 ** 53, 2 ** 53 + 2, -(2 ** 63), Number.MAX_VALUE] }],
  ])('reads back what it wrote of %j', (parameters) => {
    for (const options of [{ format: 'json' }, { nested: 'json-in-xml' }] as const)
      expect(readParameters(writeParameters(parameters, options))).toEqual(parameters)
  })

  it.each([
    [{ a: 1 }, {}, 'XML holds only text, and the parameter "a" is not text'],
    [{ a: { b: 'c' } }, {}, 'XML holds only text, and the parameter "a" is not text'],
    [{ a: '\0' }, {}, 'XML cannot hold U+0000, which the parameter "a" contains'],
    [{ 'a\ufffe': '' }, {}, 'XML cannot hold U+FFFE, which the parameter "a\ufffe" contains'],
    [{ a: '\ud800' }, {}, 'a file cannot hold half of a surrogate pair'],
    [{ a: ['\ud800'] }, { format: 'json' }, 'a file cannot hold half of a surrogate pair'],
    [{ a: NaN }, { format: 'json' }, 'JSON cannot hold the value of the parameter "a"'],
    [{ a: { b: () => 1 } }, { nested: 'json-in-xml' }, 'JSON cannot hold the value'],
    [{ a: undefined }, { format: 'json' }, 'JSON cannot hold the value'],
    [{ a: new Date(0) }, { format: 'json' }, 'JSON cannot hold the value'],
    [{ _: 'a' }, {}, 'a lone "_" is read as JSON with all the parameters'],
    [{ _: 'a' }, { format: 'json' }, 'a lone "_" is read as JSON with all the parameters'],
  ] as const)('refuses %j with %j', (parameters, options, message) => {
    const found = refusal(() => writeParameters(parameters, options))
    expect(found?.code).toBe('bad-value')
    expect(found?.message).toContain(message)
    expect(found?.path).toBeDefined()
  })

  it('refuses what contains itself, and what it does not write', () => {
    const loop: Record<string, unknown> = {}
    loop['a'] = loop
    expect(refusal(() => writeParameters(loop, { format: 'json' }))?.code).toBe('bad-value')
    const yaml = { format: 'yaml' as 'xml' }
    expect(refusal(() => writeParameters({}, yaml))?.code).toBe('bad-argument')
  })

  itWith(noPython('six'), 'writes XML that Python reads as it is', async () => {
    const sample = fc.sample(texts, 300)
    const program = `
import json, sys
from xml.etree import ElementTree
for text in json.load(sys.stdin):
    root = ElementTree.fromstring(text.encode())
    print(json.dumps([[each.get('id'), each.text or ''] for each in root]))`
    const { stdout, stderr } = spawnSync(python, ['-c', program], {
      input: JSON.stringify(sample.map((each) => writeParameters(each))),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(read).toEqual(sample.map((each) => Object.entries(each)))
  })
})

const noXmllint =
  spawnSync('xmllint', ['--version']).status === 0 ? undefined : 'libxml2-utils is not installed'

itWith(noXmllint, 'writes XML that xmllint reads as it is', () => {
  for (const [id, value] of fc.sample(fc.tuple(name, text), 60)) {
    const expression = 'concat("<", //@id, "|", //parameter, ">")'
    const { stdout } = spawnSync('xmllint', ['--xpath', expression, '-'], {
      input: writeParameters({ [id]: value }),
      encoding: 'utf8',
    })
    expect(stdout).toBe(`<${id}|${value}>\n`)
  }
})

it('writes a text of millions of quotes and backslashes', () => {
  const a = '"\\'.repeat(2_000_000)
  for (const format of ['json', 'xml'] as const)
    expect(readParameters(writeParameters({ a }, { format }))['a'] === a).toBe(true)
})

describe('what would not come back', () => {
  const refused = (value: unknown) =>
    refusal(() => writeParameters({ a: value }, { format: 'json' }))
  let deep: unknown = []
  for (let i = 0; i < 20_000; i++) deep = [deep]

  it.each([
    ['-0', -0, /not -0/],
    ['an item that a list leaves out', Array.from({ length: 2 }).fill(1, 1), /^text, a number/],
    // eslint-disable-next-line no-sparse-arrays
    ['a sparse list', [, 1], /^text, a number/],
    ['too deep', deep, /at most/],
  ])('is refused by what it is: %s', (_, value, expected) => {
    expect(refused(value)).toMatchObject({ code: 'bad-value' })
    expect(refused(value)?.expected).toMatch(expected)
  })

  it.each(['xml', 'json'] as const)('is too long a text, in %s', (format) => {
    const found = refusal(() => writeParameters({ a: 'x'.repeat(2 ** 24 + 1) }, { format }))
    expect(found).toEqual({
      code: 'bad-value',
      message: 'the parameter "a" has a text of more than 16,777,216 characters',
      path: 'a',
      expected: 'a text of at most 16,777,216 characters',
    })
  })

  it('is more than a reader takes', () => {
    const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, index) => [index, '']))
    expect(refusal(() => writeParameters(many))).toMatchObject({
      code: 'too-large',
      message: 'there are more than 100,000 parameters',
    })
    const ones = Array<number>(900_000).fill(1)
    const document = { a: ones, b: ones, c: ones }
    expect(refusal(() => writeParameters(document, { format: 'json' }))).toMatchObject({
      code: 'too-large',
      expected: 'at most 2,000,000 values',
    })
  })

  it('is said of XML where XML is asked for', () => {
    expect(refusal(() => writeParameters({ a: undefined }))?.message).toMatch(/^XML holds only/)
  })

  it('is named by its parameter where it is too deep', () => {
    expect(refused(deep)).toEqual({
      code: 'bad-value',
      message: 'the parameter "a" has more than 90 levels of lists and objects',
      path: 'a',
      expected: 'at most 90 levels of lists and objects',
    })
  })

  it('is a lone _, whatever its text', () => {
    expect(refusal(() => writeParameters({ _: '{"a":1}' }))?.message).toMatch(/would not come back/)
  })
})
