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

  it.each([
    ['!!str password: S1', '!!str password: **'],
    ['&k password: S1', '&k password: **'],
    ['? password\n: S1\nb: 2', '? password\n: **\nb: 2'],
    ['? |\n  password\n: S1\nb: 2', '? |\n  password\n: **\nb: 2'],
    ['a: {? password : S1, b: 2}', 'a: {? password : **, b: 2}'],
    ['"pass\\u0077ord": S1', '"pass\\u0077ord": **'],
    ['"pass\\x77ord": S1', '"pass\\x77ord": **'],
    ['x: &n password\n*n : S1\nb: 2', 'x: &n password\n*n : **\nb: 2'],
    ['<<: {a: 1}\npassword: S1', '<<: {a: 1}\npassword: **'],
    ['password:\n# c\n  S1\nb: 2', 'password:\n* *\n  **\nb: 2'],
    ['password: "S1\nS2"\nb: 2', 'password: "**\n**"\nb: 2'],
    ['password: [S1,\nS2]\nb: 2', 'password: [**,\n**]\nb: 2'],
    ['a: {password: S1\n  S2, b: 2}', 'a: {password: **\n  **, b: 2}'],
    ["a: {'password': 'S1,S2', b: 2}", "a: {'password': ***,***, b: 2}"],
    ['a: {"password": some S1, b: 2}', 'a: {"password": **** **, b: 2}'],
  ])('of YAML, however the name is written: %s', (text, hidden) => {
    expect(hideSecrets(text, 'a.yaml')).toBe(hidden)
  })

  it.each([
    ['password:S1\nb: 2', 'password:**\nb: 2'],
    ['password S1\nb: 2', 'password **\nb: 2'],
    ['password = S1\nb: 2', 'password * **\nb: 2'],
    ['a:\n  password S1\n  b: 2', 'a:\n  password **\n  b: 2'],
    ['{password S1, b: 2}', '{password **, b: 2}'],
    ['"password: S1\nb: 2', '"password: **\nb: 2'],
    ['password: "S1\nb: "x"', 'password: "**\nb: "x"'],
    ['password: [S1,\nb: 1\nc: 2', 'password: [**,\nb: 1\nc: 2'],
    ['a: [1\npassword: S1,S2\nb: 2', 'a: [1\npassword: **,**\nb: 2'],
    ["{password: 'it's S1', b: 2}", '{password: ***** ***, *: *}'],
  ])('of broken YAML: %s', (text, hidden) => {
    expect(hideSecrets(text, 'a.yaml')).toBe(hidden)
  })

  it.each([
    ['{"pass\\u0077ord": "S1",\n"b": 2}', '{"pass\\u0077ord": "**",\n"b": 2}'],
    ['{"password" "S1", "b": 2}', '{"password" "**", "b": 2}'],
    ['{"password"\n "S1", "b": 2}', '{"password"\n "**", "b": 2}'],
    ['{"password": "a"b S1",\n"b": 2}', '{"password": "*"* **",\n"b": 2}'],
    ['{"_": "{\\"key\\": \\"S1\\", \\"b\\": 2}"}', '{"_": "{\\"key\\": *"***", \\"b\\": 2}"}'],
    ['{"a": "key"\n"b": 2}', '{"a": "key"\n"b": 2}'],
    ['{"a": ["key", "x"], "see": "https://key.example:443/"}', undefined],
    [
      '<parameter id="pass&#119;ord">S1&</parameter>\n<parameter id="b">2</parameter>',
      '<parameter id="pass&#119;ord">***</parameter>\n<parameter id="b">2</parameter>',
    ],
    ['<parameter id=">key">S1</parameter>', '<parameter id=">key">**</parameter>'],
    [
      '<parameter id="_">{&quot;key&quot;: &quot;S1&quot;, &quot;b&quot;: 2}</parameter>',
      '<parameter id="_">{&quot;key&quot;: **************, &quot;b&quot;: 2}</parameter>',
    ],
  ])('of JSON and XML: %s', (text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden ?? text)
  })

  it.each([
    'description: "the token: x"\nsee: https://keys.example:443/x\nb: 2',
    'a: |\n  the key opens\n  it all',
    '- https://keys.example:443/x',
  ])('leaves what has only the word: %s', (text) => {
    expect(hideSecrets(text, 'a.yaml')).toBe(text)
  })

  it('in a message, without the tag, the anchor and the comment beside it', () => {
    const number = '1'.repeat(50)
    expect(secretsIn(`password: !!int ${number} # x`)).toEqual(
      expect.arrayContaining([number, `${'1'.repeat(40)}…`]),
    )
    expect(secretsIn('keys:\n  a: &b hunter2')).toContain('hunter2')
    expect(secretsIn('{"key": "hun\\u0074er2"}')).toContain('hunter2')
    expect(secretsIn('password: !hunter2 x')).toContain('!hunter2')
  })

  it.each([
    'password: [\n',
    'password: "\n',
    "password: '",
    '{password: ',
    '{"password" ',
    '? password\n',
    '&password ',
    'password &quot;',
    '\\"key\\": ',
    '<parameter id="',
  ])(
    'does not grow with the square of %j, in YAML too',
    (piece) => {
      const text = piece.repeat(20_000)
      expect(hideSecrets(text)).toHaveLength(text.length)
      expect(hideSecrets(text, 'a.yaml')).toHaveLength(text.length)
    },
    10_000,
  )

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
