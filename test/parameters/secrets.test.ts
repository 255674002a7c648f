import { describe, expect, it } from 'vitest'
import { hider, hideSecrets, isSecret, secretsIn } from '../../src/parameters/index.js'

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
    ['a: 1\npassword: hunter2 # x\nb: 2', 'a: 1\npassword: ******* * *\nb: 2'],
    ['"my-key" : |\n  hunter2\n\n  3\nb: 2', '"my-key" : *\n  *******\n\n  *\nb: 2'],
    ['a:\n- tokens:\n  - hunter2\n  b: 1', 'a:\n- tokens:\n  * *******\n  b: 1'],
    ['secrets:\n- hunter2\na: 1', 'secrets:\n* *******\na: 1'],
    [
      'monitor-password: hunter2\n-sla-1-region: eu',
      'monitor-password: *******\n-sla-1-region: eu',
    ],
    ['a: {b: 1, password: hunter2}', 'a: {b: 1, password: *******}'],
    ['{password: hunter2}', '{password: *******}'],
    ['[section]\nkey: shown', '[section]\nkey: shown'],
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

  it.each([
    ['{"url": "https://u:hunter2@h/", "a": 1}', '{"url": "https://u:*******@h/", "a": 1}'],
    [
      '<parameter id="url">https://u:p@h/</parameter>',
      '<parameter id="url">https://u:*@h/</parameter>',
    ],
    ['{"url": "https://host:80/a@b"}', '{"url": "https://host:80/a@b"}'],
  ])('hides the password of a URL: %s', (text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden)
  })
})

describe('secret texts', () => {
  it.each([
    ['in JSON', 'a"b\\c', JSON.stringify('x a"b\\c')],
    ["in Python's text", "it's\n1", String.raw`["it's\n1"]`],
    ["in Python's text with both marks", "it's", String.raw`'say "it\'s"'`],
    ['in a URL', 'p w/ü(1)', 'https://h/?t=p%20w%2F%C3%BC%281%29'],
    ['in a path', 'p w/ü', 'https://h/p%20w/%C3%BC'],
    ['in a form', 'p w/ü', 't=p+w%2F%C3%BC'],
  ])('are hidden as others write them: %s', (_, secret, text) => {
    const hidden = hider([secret], () => '*')(text)
    expect(hidden).toContain('*')
    expect(hidden.length).toBeLessThanOrEqual(text.length - secret.length + 1)
  })

  it.each([
    ['{"my-key": "a\\"bcd"}', ['a"bcd']],
    ['<parameter id="my-key">a&lt;bcd</parameter>', ['a&lt;bcd', 'a<bcd']],
  ])('are those of a document, as they stand there and as they are read: %s', (text, texts) => {
    expect(secretsIn(text)).toEqual(texts)
  })

  it.each([
    ['pass', true],
    ['db-pass', true],
    ['db_pwd', true],
    ['bypass', false],
    ['pass-through', false],
    ['passive', false],
  ])('are those of a name: %s', (name, is) => {
    expect(isSecret(name)).toBe(is)
  })
})
