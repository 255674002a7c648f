import { describe, expect, it } from 'vitest'
import { readParameters, ResilientError } from '../../src/index.js'

function findingOf(text: string | Uint8Array) {
  try {
    readParameters(text)
  } catch (error) {
    const [{ code, message, range, hint, expected, related }] = (error as ResilientError)
      .diagnostics
    return { code, message, column: range?.start.column, hint, expected, related }
  }
  return undefined
}

function rangeOf(text: string) {
  try {
    readParameters(text)
  } catch (error) {
    return (error as ResilientError).diagnostics[0].range
  }
  return undefined
}

describe('half of a surrogate pair', () => {
  it.each([
    ['<instance><parameter id="a">\ud800</parameter></instance>', 'xml-syntax', 29],
    ['<instance><parameter id="\udc00">x</parameter></instance>', 'xml-syntax', 26],
    ['{"a": "\\ud800"}', 'json-syntax', 7],
    ['{"a": "\ud800"}', 'json-syntax', 7],
    ['{"\\udc00x": 1}', 'json-syntax', 2],
    ['{"a": [{"b": "x\\ud83dx"}]}', 'json-syntax', 14],
  ])('is no character in %j', (text, code, column) => {
    const message = 'the text holds half of a surrogate pair'
    expect(findingOf(text)).toMatchObject({ code, column, message })
  })

  it('is one beside the other half', () => {
    const pair = '\ud83d\ude00'
    expect(readParameters('{"a": "\\ud83d\\ude00"}')).toEqual({ a: pair })
    expect(readParameters(`<instance><parameter id="a">${pair}</parameter></instance>`)).toEqual({
      a: pair,
    })
  })
})

describe('text that is not JSON', () => {
  it.each([
    ["{'a': 1}", 'JSON allows only double quotes: "text"'],
    ['{"a": 1,}', 'remove the comma before it'],
    ['{"a": [1, 2, ]}', 'remove the comma before it'],
    ['{"a": 1 // one\n}', 'JSON has no comments: remove it'],
    ['{# one\n"a": 1}', 'JSON has no comments: remove it'],
    ['{"a": True}', 'JSON writes true'],
    ['{"a": None}', 'JSON writes null'],
    ['{"a": NaN}', 'JSON writes null'],
    ['{"a": Infinity}', 'JSON writes null'],
    ['{"a": -Infinity}', 'JSON writes null'],
    ['{"a": -}', 'write it as 0.5, 10 or 1e3, or as text in double quotes'],
    ['{"a": [+, 1]}', 'write it as 0.5, 10 or 1e3, or as text in double quotes'],
    ['{"a": 1,', 'remove the last comma, and close the "{" with "}"'],
    ['{"a": [1, ', 'remove the last comma, and close the "[" with "]"'],
    ['{"a": -x}', 'put text in double quotes'],
    ['{"a": Trueish}', 'put text in double quotes'],
    ['{"a" 1}', 'put a ":" before it'],
    ['{"a" = 1}', 'write ":" in its place'],
    ['{"a", "b": 1}', 'put a ":" and a value after the name'],
    ['{"a": 1 "b": 2}', 'put a "," before it'],
    ['{"a": [1 2]}', 'put a "," before it'],
    ['{"a": {"b": 1}\n "c": 2}', 'put a "," before it'],
    ['{"a": [1}', 'close the "[" with "]" before it'],
    ['{"a": [1', 'close the "[" with "]"'],
    ['{"a": {"b": 1}', 'close the "{" with "}"'],
    ['{"a": }', 'put a value before it'],
    ['{"a":, "b": 1}', 'put a value before it'],
    ['[1,, 2]', 'remove one of the two commas'],
    ['{a: 1}', 'put each name in double quotes'],
    ['{"a": 1, b: 2}', 'put each name in double quotes'],
    ['{"a": .5}', 'write it as 0.5, 10 or 1e3, or as text in double quotes'],
    ['{"a": 010}', 'write it as 0.5, 10 or 1e3, or as text in double quotes'],
    ['{"a": "x\n"}', 'close the text with "; a line break in it is written \\n'],
    ['{"a": "x\ty"}', 'a tab in text is written \\t'],
    ['{"a": "C:\\dir"}', 'a backslash in text is written \\\\'],
    ['{"a": 1} {"b": 2}', 'remove what follows the JSON'],
    ['hello', undefined],
  ])('%j: %s', (text, hint) => {
    expect(findingOf(text)).toMatchObject({ code: 'json-syntax' })
    expect(findingOf(text)?.hint).toBe(hint)
  })
})

describe('JSON as it is often mistaken', () => {
  const inside = 'a " in text is written \\"'
  it.each([
    ['{"a": "he said "hi" now"}', 17, 'there is text after the closing "', inside],
    ['{"a: "x",\n"b": 1}', 2, 'the name is not closed', 'close the name with " before the ":"'],
    ['"a": 1', 4, 'the names and values are not in braces', 'put all of it in { }'],
    [
      '"a"',
      1,
      'the JSON is not an object of parameters',
      'put the values in { }, each after its name',
    ],
    ['{"a": 1,000}', 9, 'a number is written with separators', 'write 1000 for 1,000'],
    ['{"a": [1,000]}', 10, 'a number is written with separators', 'write 1000 for 1,000'],
    ['{"a": "x" + "y"}', 11, 'unexpected "+"', 'write one text in double quotes'],
    ['{"a": """x"""}', 9, 'text begins with more than one "', 'write one text in double quotes'],
    ['{"a": tru}', 7, 'the word is not one that JSON has', 'write true'],
    ['{"a": TRUE}', 7, 'JSON has no TRUE', 'JSON writes true'],
    ['{\u201ca\u201d: 1}', 2, 'unexpected "\u201c"', 'JSON allows only double quotes: "text"'],
    ['{"a": `x`}', 7, 'unexpected "`"', 'JSON allows only double quotes: "text"'],
    ['{"a": 1,, "b": 2}', 9, 'unexpected ","', 'remove one of the two commas'],
    ['{"a": "x"; "b": 1}', 10, 'unexpected ";"', 'write "," in its place, or remove it'],
    ['{"a": 1};', 9, 'unexpected ";"', 'remove it'],
    ...[
      ...['10%', '${x}', '2024-01-01', '1-5', '3 B', '0 3 * * *', '*/5 * * * *', '/srv/x', '::1'],
      ...['*', '1:30', '~', '@a', '.a', '123e4567-e89b-12d3-a456-426614174000', '10.0.0.1/8'],
      ...['null-x', '1/2', '3 * *, "b": 1', '3 days, "b": 1'],
    ].map((bare): [string, number, string, string] => [
      `{"a": ${bare}}`,
      7,
      'a text is not in double quotes',
      'put text in double quotes',
    ]),
    ['{"a"::1}', 6, 'unexpected ":"', 'remove one of the two ":"'],
    ['{,"a": 1}', 2, 'unexpected ","', 'remove the comma'],
    [
      '{"a": "b" : 1}',
      11,
      'unexpected ":"',
      'a name has one value: write "," in its place, or remove the rest',
    ],
    ['{"a": 1]', 8, 'expected "}" but found "]"', 'write "}" in its place'],
    ['{ "a": 1 ]}', 10, 'expected "}" but found "]"', 'remove it'],
    ['{"a": [}}', 8, 'the "[" is never closed', 'close the "[" with "]" before it'],
    ['[{]', 3, 'the "{" is never closed', 'close the "{" with "}" before it'],
    ['[[1}]', 4, 'expected "]" but found "}"', 'write "]" in its place'],
    ['{"a": [1, 2], "b": [1 2]}', 23, 'a "," is missing here', 'put a "," before it'],
    ['{"a": 1\n"b": 2}', 1, 'a "," is missing here', 'put a "," before it'],
    [
      '{"a": {{ x }}}',
      7,
      undefined,
      'this is a Jinja2 template: render it first (render template)',
    ],
    ['{"a":\u00a01}', 6, 'unexpected U+00A0', 'remove it, or write a space in its place'],
    [
      '{"a": "x\\d"}',
      9,
      'text contains a \\ that is not part of an escape',
      'a backslash in text is written \\\\',
    ],
    ['{"a": "x\ty"}', 9, 'text contains a tab', 'a tab in text is written \\t'],
    ['{"a": "x\u0007y"}', 9, 'text contains U+0007', 'write \\u0007, or remove it'],
    [
      '{"a": "x',
      7,
      'the text is never closed',
      'close the text with "; a line break in it is written \\n',
    ],
    ['{"a": [1', 9, 'the "[" is never closed', 'close the "[" with "]"'],
  ])('%j', (text, column, message, hint) => {
    const found = findingOf(text)
    if (message !== undefined) expect(found?.message).toBe(message)
    expect([found?.column, found?.hint]).toEqual([column, hint])
  })
})

describe('JSON that breaks off', () => {
  it.each([
    ['{"a": 1 "b": 2}', 9, '"," or "}"'],
    ['{"a": [1 2]}', 10, '"," or "]"'],
    ['{"a" 1}', 6, '":" after the name'],
    ['{"a": ]', 7, 'a value'],
    ['[', 2, 'a value, or "]"'],
    ['{1: 2}', 2, 'a name in double quotes, or "}"'],
    ['{"a": 1, }', 10, 'a name in double quotes'],
    ['{"a": 1} x', 10, 'nothing after the JSON'],
    ['hello', 1, 'a JSON object'],
  ])('says what was expected: %s', (text, column, expected) => {
    expect(findingOf(text)).toMatchObject({ code: 'json-syntax', column, expected })
  })

  it('shows where a name was given first', () => {
    const inner = '{&quot;a&quot;: {"b": 1, "b": 2}}'
    for (const [text, columns] of [
      ['{"a": {"b": 1, "b": 2}}', [8, 16]],
      [`<instance><parameter id="_">${inner}</parameter></instance>`, [46, 54]],
    ] as const) {
      const found = findingOf(text)
      expect([found?.related?.[0]?.range?.start.column, found?.column]).toEqual(columns)
      expect(found?.hint).toBe('keep one of the two')
    }
  })
})

describe('a tag that is not the one', () => {
  it.each([
    ['<instance><param id="a"/></instance>', 'write <parameter id="NAME">'],
    ['<instance><PARAMETER id="a"/></instance>', 'write <parameter id="NAME">'],
    ['<instance><parameter/></instance>', 'give it its name: id="NAME"'],
    ['<parameters/>', 'put all parameters in <instance>…</instance>'],
  ])('%s: %s', (text, hint) => expect(findingOf(text)?.hint).toBe(hint))

  it.each([
    ['<instance><parameter id="_"></parameter></instance>', 26],
    ['<instance><parameter id="_"> </parameter></instance>', 29],
    ['{"_": ""}', 3],
  ])('an empty _ is said at its place: %s', (text, column) => {
    expect(findingOf(text)).toMatchObject({
      column,
      message: 'the JSON in "_" is empty',
      hint: 'without any parameters, write {}',
    })
  })
})

describe('XML that is not an instance document', () => {
  it.each([
    [
      '<instance><parameter id="a">x<parameter></instance>',
      '<parameter> may not stand in <parameter>',
      'close the <parameter> before it with </parameter>',
    ],
    [
      '<instance><parameter id="a"/><instance>',
      '<instance> may not stand in <instance>',
      'write </instance>',
    ],
    [
      '<parameter id="a">x</parameter>',
      'the root is <parameter>, not <instance>',
      'put it in <instance>…</instance>',
    ],
    [
      '<instance><parameter name="a"/></instance>',
      '<parameter> may not have the attribute "name"',
      'write id="a"',
    ],
    [
      '<instance><parameter ID="a"/></instance>',
      '<parameter> may not have the attribute "ID"',
      'write id="a"',
    ],
    [
      '<instance><parameter id="a" x="1"/></instance>',
      '<parameter> may not have the attribute "x"',
      'remove it',
    ],
  ])('%j', (text, message, hint) => {
    expect(findingOf(text)).toMatchObject({ code: 'xml-syntax', message, hint })
  })

  it('is placed where what is wrong ends, not further', () => {
    for (const [text, part] of [
      ['<instance><parameter id="a">x&b=2</parameter></instance>', '&b'],
      ['<instance/>\n text here \n', 'text here'],
    ] as const) {
      const range = rangeOf(text)
      expect(text.slice(range?.start.offset, range?.end.offset)).toBe(part)
    }
  })
})

describe('XML that is malformed', () => {
  it.each([
    ...['instance', ' parameter'].map((name): [string, number, string, string] => [
      `<instance><parameter id="a">x</ ${name}>`,
      30,
      'there is a space after the </',
      'remove the space',
    ]),
    [
      '<instance><parameter id="a">x</parameter></parameter></instance>',
      42,
      '</parameter> does not close <instance>',
      'remove it',
    ],
    [
      '<instance><!ELEMENT x></instance>',
      11,
      'the <! begins neither a comment nor CDATA',
      'remove it; in text, < is written &lt;',
    ],
    [
      ' <?xml version="1.0"?><instance/>',
      1,
      'there is white space before the XML declaration',
      'remove it: <?xml is the first of all',
    ],
    [
      '<instance><parameter id="a">x\u0001</parameter></instance>',
      30,
      'XML does not allow the character U+0001',
      'remove it: XML has no way to write it',
    ],
    [
      '<instance><parameter id="a">&#1;</parameter></instance>',
      29,
      'XML does not allow the character U+0001',
      'remove it: XML has no way to write it',
    ],
    [
      '<instance><parameter id="a">x</paramter></instance>',
      30,
      '</paramter> does not close <parameter>',
      'write </parameter>',
    ],
    ['<instance/></parameter>', 12, '</parameter> does not close anything', 'remove it'],
    ['<instance', 1, 'the tag <instance is never closed', 'close it with >'],
    [
      '<instance><parameter id="<"/></instance>',
      26,
      'the value of an attribute contains <',
      'in text, & is written &amp; and < is written &lt;',
    ],
    [
      '<instance><parameter id="a>x</parameter></instance>',
      25,
      'the value of an attribute is never closed',
      'close it with "',
    ],
    [
      '<instance>< parameter id="a">x</parameter></instance>',
      11,
      'there is a space after the <',
      'remove the space',
    ],
    [
      '<instance><parameter id="a">x</instance>',
      30,
      '</instance> does not close <parameter>',
      'close <parameter> with </parameter> first',
    ],
    [
      '<instance><parameter id="a">x&b=2</parameter></instance>',
      30,
      'the & is not followed by an entity',
      'in text, & is written &amp; and < is written &lt;',
    ],
    [
      '<instance><parameter id="a">x&nbsp;</parameter></instance>',
      30,
      'XML does not define the entity &nbsp;',
      'write the character itself; in text, & is written &amp;',
    ],
    [
      '<instance><parameter id="a" id="b"/></instance>',
      29,
      'the attribute "id" is given twice',
      'keep one of the two',
    ],
    [
      '<instance><parameter id="a" "b"/></instance>',
      29,
      'unexpected "\\"" in a tag',
      'write id="NAME"',
    ],
    [
      '<instance/>text here',
      12,
      'there is text outside of <instance>',
      'move it into a <parameter>, or remove it',
    ],
    [
      '<instance/>\n  text here\n',
      3,
      'there is text outside of <instance>',
      'move it into a <parameter>, or remove it',
    ],
    [
      '<instance/><!-- > --> text',
      23,
      'there is text outside of <instance>',
      'move it into a <parameter>, or remove it',
    ],
  ])('is named: %j', (text, column, words, hint) => {
    const found = findingOf(text)
    expect(found).toMatchObject({ column, message: `the XML is not well-formed: ${words}` })
    expect(found?.hint).toBe(hint)
  })

  it('is an encoding that is not read, at its name', () => {
    const bytes = new TextEncoder().encode(
      '<?xml version="1.0" encoding="windows-1252"?><instance/>',
    )
    expect(findingOf(bytes)).toMatchObject({
      code: 'bad-encoding',
      column: 31,
      message: 'the encoding "windows-1252" is not one that parameters are read in',
    })
  })
})

describe('a document that is never closed', () => {
  it.each([
    [
      '<instance><!-- a & b --><parameter id="a">x',
      '<parameter> is never closed',
      'close it with </parameter>',
    ],
    [
      '<instance><parameter id="a"><![CDATA[a & b]]>',
      '<parameter> is never closed',
      'close it with </parameter>',
    ],
    [
      '<instance><!-- a & b --><parameter id="a">a & b',
      'the & is not followed by an entity',
      'in text, & is written &amp; and < is written &lt;',
    ],
    ['<instance><!-- R&D <parameter id="a">x', 'the comment is never closed', 'close it with -->'],
    ['<instance><!-- R <parameter id="a">x', 'the comment is never closed', 'close it with -->'],
    [
      '<instance><!-- a --><parameter id="a"><![CDATA[a&b',
      'the CDATA is never closed',
      'close it with ]]>',
    ],
    ['<instance><?pi & x', 'the processing instruction is never closed', 'close it with ?>'],
    [
      '<instance><!-- <? & --><parameter id="a">x',
      '<parameter> is never closed',
      'close it with </parameter>',
    ],
  ])('%j: %s', (text, words, hint) => {
    const message = `the XML is not well-formed: ${words}`
    expect(findingOf(text)).toMatchObject({ message, hint })
  })
})

describe('a mistake in XML', () => {
  it.each([
    ['<instance><!-- a -- b --></instance>', 'a comment contains --', 'write - - in a comment'],
    [
      '<instance><parameter id="a">a]]>b</parameter></instance>',
      'the text contains ]]>',
      'in text, ]]> is written ]]&gt;',
    ],
    [
      '<instance><parameter id="a">1 < 2</parameter></instance>',
      'the < is not followed by the name of a tag',
      'in text, & is written &amp; and < is written &lt;',
    ],
    [
      '<instance><!ELEMENT a></instance>',
      'the <! begins neither a comment nor CDATA',
      'remove it; in text, < is written &lt;',
    ],
    [
      '<instance/ ></instance>',
      'a / in a tag is not followed by >',
      'write <parameter id="NAME"/>',
    ],
    [
      ' <?xml version="1.0"?><instance/>',
      'there is white space before the XML declaration',
      'remove it: <?xml is the first of all',
    ],
  ])('%j: %s', (text, words, hint) => {
    expect(findingOf(text)).toMatchObject({ message: `the XML is not well-formed: ${words}` })
    expect(findingOf(text)?.hint).toBe(hint)
  })
})
