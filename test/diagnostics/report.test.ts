import { describe, expect, it } from 'vitest'
import {
  codeFrame,
  Lines,
  nearest,
  report,
  summary,
  type Diagnostic,
} from '../../src/diagnostics/index.js'

const text = 'one\ntwo three\r\nfour\rfive'
const lines = new Lines(text)
const finding: Diagnostic = {
  code: 'bad-value',
  severity: 'error',
  message: 'three is wrong',
  file: 'a.cfg',
  range: lines.range(8, 13),
  path: 'a:b',
  expected: '3',
  received: 'three',
  hint: 'write 3',
  related: [{ message: 'four is here', file: 'a.cfg', range: lines.range(15, 19) }],
}

it('draws a place whose column is counted from 0 at the first', () => {
  const at = (column: number) => ({ line: 1, column, offset: 0 })
  expect(codeFrame('ab', { start: at(0), end: at(2) })).toBe(
    codeFrame('ab', { start: at(1), end: at(2) }),
  )
})

describe('Lines', () => {
  it('counts LF, CR LF and a lone CR', () => {
    expect([0, 4, 15, 20].map((offset) => lines.position(offset))).toEqual([
      { line: 1, column: 1, offset: 0 },
      { line: 2, column: 1, offset: 4 },
      { line: 3, column: 1, offset: 15 },
      { line: 4, column: 1, offset: 20 },
    ])
  })
})

describe('nearest', () => {
  it.each([
    ['runer', 'runner'],
    ['nurner', 'runner'],
    ['pb', 'pbs'],
    ['something', undefined],
  ])('of %s is %s', (name, near) => expect(nearest(name, ['runner', 'pbs'])).toBe(near))
})

describe('a line end in a name or a value', () => {
  const broken: Diagnostic = {
    code: 'bad-value',
    severity: 'error',
    message: 'C\n is wrong',
    file: 'a\nb',
    path: 'a\n',
    expected: 'x\ny',
    received: '"\n"',
    hint: 'w\n',
    related: [{ message: 'd\n', file: 'e\n' }],
  }

  it('does not break a line', () => {
    expect(report('text', [broken]).trimEnd().split('\n')).toHaveLength(6)
    expect(report('text', [broken])).toContain('error C\\n is wrong')
    expect(report('github', [broken]).split('::')[2]!.split('%0A')).toHaveLength(4)
    const sarif = JSON.parse(report('sarif', [broken])) as {
      runs: { results: { message: { text: string } }[] }[]
    }
    expect(sarif.runs[0]!.results[0]!.message.text.split('\n')).toHaveLength(4)
    expect(summary(broken)).not.toContain('\n')
  })
})

describe('text', () => {
  it('draws place, frame and what to do', () => {
    expect(report('text', [finding], { sources: new Map([['a.cfg', text]]) }))
      .toBe(`a.cfg:2:5: error three is wrong [bad-value]
  1 | one
> 2 | two three
    |     ^^^^^
  3 | four
  at: a:b
  expected: 3
  received: three
  hint: write 3
  see: a.cfg:3:1: four is here
`)
  })

  it('lets no text steer the terminal', () => {
    const drawn = report(
      'text',
      [{ ...finding, message: '\u001b[31mred\u0007\u202e', hint: 'a\u009bb' }],
      { colors: true },
    )
    expect(drawn.replace('\u001b[31merror\u001b[0m', 'error')).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
  })

  it('cuts a long line around the place', () => {
    const long = 'x'.repeat(100_000) + 'HERE' + 'y'.repeat(100_000)
    const frame = codeFrame(long, new Lines(long).range(100_000, 100_004))
    expect(frame.length).toBeLessThan(500)
    expect(frame).toMatch(/HERE[\s\S]*\^{4}$/)
  })
})

describe('json', () => {
  it('has every field, null where there is none', () => {
    const { diagnostics, version } = JSON.parse(
      report('json', [{ code: 'bad-flag', severity: 'info', message: 'm' }]),
    ) as {
      version: number
      diagnostics: object[]
    }
    expect(version).toBe(1)
    expect(diagnostics).toEqual([
      {
        code: 'bad-flag',
        severity: 'info',
        message: 'm',
        file: null,
        range: null,
        path: null,
        expected: null,
        received: null,
        hint: null,
        related: [],
        requests: [],
      },
    ])
  })
})

describe('summary', () => {
  it('is one line', () => expect(summary(finding)).toBe('a.cfg:2:5 three is wrong'))
})

it('names the reporters where one is asked for that is not there', () => {
  expect(() => report('jsn' as 'json', [finding])).toThrow('there is no reporter "jsn"')
})
