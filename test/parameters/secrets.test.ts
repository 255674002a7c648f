import { describe, expect, it } from 'vitest'
import { hideSecrets } from '../../src/parameters/index.js'

describe('hideSecrets', () => {
  it.each([
    [
      '<parameter id="my-password">hunter2</parameter>',
      '<parameter id="my-password">*******</parameter>',
    ],
    ['<parameter id="a">hunter2</parameter>', '<parameter id="a">hunter2</parameter>'],
    ['<parameter id="api-token">hun', '<parameter id="api-token">***'],
    ['{"secret": "hunter2", "a": 1}', '{"secret": "*******", "a": 1}'],
    ['{"keys": {"a": ["hunter2", 7]}, "b": 2}', '{"keys": {"*": ["*******", *]}, "b": 2}'],
    [
      '<parameter id="_">{"password": "hunter2"}</parameter>',
      '<parameter id="_">{"password": "*******"}</parameter>',
    ],
    ['{"password": "hun', '{"password": "***'],
  ])('in %s', (text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden)
    expect(hidden).toHaveLength(text.length)
  })

  it.each(['{"key": ', '<parameter id="key">', '"\\"', '"a', '{"key": "\\"'])(
    'does not grow with the square of %j',
    (piece) => {
      const text = piece.repeat(100_000)
      expect(hideSecrets(text)).toHaveLength(text.length)
    },
    10_000,
  )
})
