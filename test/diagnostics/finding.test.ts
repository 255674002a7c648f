import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ResilientError, fail, finding } from '../../src/diagnostics/index.js'

describe('finding', () => {
  it('is an error that has no more fields than it was given', () => {
    expect(finding('bad-flag', 'there is no such flag')).toStrictEqual({
      code: 'bad-flag',
      severity: 'error',
      message: 'there is no such flag',
    })
  })

  it('leaves out what is undefined', () => {
    const details = { severity: 'warning', file: undefined, hint: 'leave it out' } as const
    expect(finding('sla-empty', 'it is empty', details)).toStrictEqual({
      code: 'sla-empty',
      severity: 'warning',
      message: 'it is empty',
      hint: 'leave it out',
    })
  })
})

describe('fail', () => {
  it('throws one finding with the text that it points into', () => {
    const thrown = caught(() => fail('json-syntax', 'not JSON', { file: 'a.json', source: '{' }))
    expect(thrown.diagnostics).toStrictEqual([
      { code: 'json-syntax', severity: 'error', message: 'not JSON', file: 'a.json' },
    ])
    expect([...thrown.sources]).toStrictEqual([['a.json', '{']])
  })

  it('is printed by Node without the text', () => {
    const source = 'a = 1\n'.repeat(1000)
    const thrown = caught(() => fail('json-syntax', 'not JSON', { file: 'a.json', source }))
    expect(thrown.sources.get('a.json')).toBe(source)
    expect(inspect(thrown)).toContain("code: 'json-syntax'")
    expect(inspect(thrown)).not.toContain('a = 1')
    expect(Object.keys(thrown)).toEqual(['name', 'diagnostics'])
  })

  it('has no text where no file is named', () => {
    expect(caught(() => fail('json-syntax', 'not JSON', { source: '{' })).sources.size).toBe(0)
  })
})

function caught(run: () => never): ResilientError {
  try {
    run()
  } catch (error) {
    return error as ResilientError
  }
}
