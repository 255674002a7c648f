import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ResilientError, type Diagnostic } from '../../src/diagnostics/index.js'
import { plan } from '../../src/plan/index.js'
import { run } from '../support/run.js'

// Holds docs/messages.md to findings as they are made: each has a row with its sentence, and that row has
// what it expects and its hint. What no row says, no reader of the page learns.

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url))

interface Row {
  messages: RegExp[]
  expected: RegExp[]
  hints: RegExp[]
}

/** The rows of each chapter. */
const chapters = new Map(
  readFileSync(path('docs/messages.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), rowsOf(chapter)]),
)

function rowsOf(chapter: string): Row[] {
  const often = (column: string): string =>
    new RegExp(`^${column}, unless a row says otherwise: (.*)$`, 'm').exec(chapter)?.[1] ?? ''
  return [...chapter.matchAll(/^\| (`.*)\|$/gm)].map(([, row]) => {
    const [messages = '', expected = '', hints = ''] = row!.split(/(?<!\\) \| ?/)
    return {
      messages: patterns(messages),
      expected: patterns(expected.trim() || often('Expected')),
      hints: patterns(hints.trim() || often('Hint')),
    }
  })
}

/** The texts of a cell, `{…}` in them for whatever stands there; those of another chapter for anything. */
function patterns(cell: string): RegExp[] {
  return [...cell.matchAll(/`` (.*?) ``|`([^`]*)`/g)].map(([, long, short = long!]) => {
    const text = short.replaceAll('\\|', '|').replace(/^that under .*/, '{…}')
    const parts = text
      .split(/\{(?! )[^{}"]*\}/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    return new RegExp(`^${parts.join('[^]*')}$`)
  })
}

/** Whether a row says all of a finding. */
function isSaid({ code, message, expected, hint }: Diagnostic): boolean {
  const fits = (all: readonly RegExp[], text: string | null | undefined): boolean =>
    typeof text !== 'string' || all.some((each) => each.test(text))
  return chapters
    .get(code)!
    .some(
      (row) => fits(row.messages, message) && fits(row.expected, expected) && fits(row.hints, hint),
    )
}

function findingsOf(run: () => unknown): readonly Diagnostic[] {
  try {
    run()
    return []
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return error.diagnostics
  }
}

const json = [
  ...[
    '',
    '[]',
    'x',
    '{',
    '{"a": 1,}',
    '{a: 1}',
    "{'a': 1}",
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{"a": [1}',
  ],
  ...['{"a": 2024-01-01}', '{"a": True}', '{"a": nul}', '{"a": 1,000}', '{"a": "x', '{"a": "\t"}'],
  ...['{"a": "\\x"}', '{"a": "\u0007"}', '{"a": 1} x', '{"a": 1; "b": 2}', '{"a"::1}', '{,"a":1}'],
  ...[
    '{"a": "b" : 1}',
    '{"a": 1 // b\n}',
    '{{ a }}',
    '"a": 1',
    '{"a": .5}',
    '{"a": ""b"}',
    '{"a": [1,,2]}',
  ],
]
const yaml = [
  ...[
    'a: [1,2',
    'a: }',
    '- a',
    'a:b',
    'a: 2024-01-01',
    'a: !!binary eA==',
    'a: &x 1\nb: &x 2',
    'a: *x',
  ],
  ...[
    '{\n  a: 1\n  b: 2\n}',
    'a: "x',
    'a: b: c',
    '\ta: 1',
    'a: %x',
    '<<: x',
    '1: a',
    'a: 1\na: 2',
    'a: @x',
  ],
]
const xml = [
  ...[
    '<instance>',
    '<a/>',
    '<instance><parameter>x</parameter></instance>',
    '<instance>x</instance>',
  ],
  ...[
    '<instance></ instance>',
    '<instance>&x;</instance>',
    '<!DOCTYPE a><instance/>',
    ' <?xml version="1.0"?><instance/>',
  ],
]

describe('docs/messages.md says all of', () => {
  const snapshots = path('test/fixtures/validate/snapshots/')
  it.each(readdirSync(snapshots).filter((name) => name.endsWith('.findings')))('%s', (name) => {
    const { diagnostics } = JSON.parse(readFileSync(snapshots + name, 'utf8')) as {
      diagnostics: Diagnostic[]
    }
    expect(diagnostics.filter((each) => !isSaid(each))).toEqual([])
  })

  it.each([
    ...json.map((text) => ['json', text] as const),
    ...yaml.map((text) => ['yaml', text] as const),
    ...xml.map((text) => ['xml', text] as const),
  ])('%s: %j', async (format, input) => {
    const flags = ['--parameters-format', format, '--format', 'json']
    const { stdout, stderr } = await run(['validate', '-', ...flags], { input })
    const { diagnostics: found } = JSON.parse(stdout || stderr) as { diagnostics: Diagnostic[] }
    expect(found).not.toEqual([])
    expect(found.filter((each) => !isSaid(each))).toEqual([])
  })

  it.each([[{}], [{ name: 'a b' }], [{ name: 'a', count: 0 }], [null], [3]])(
    'a component %j',
    (given) => {
      const found = findingsOf(() => plan(given as never))
      expect(found).not.toEqual([])
      expect(found.filter((each) => !isSaid(each))).toEqual([])
    },
  )
})
