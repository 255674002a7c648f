import { describe, expect, it } from 'vitest'
import { type Diagnostic } from '../../src/diagnostics/index.js'
import { parseParameters, readParameters } from '../../src/parameters/index.js'
import { isResilientError } from '../support/ours.js'

/** The one finding that reading a text gives, with its place as `line:column`. */
function finding(
  input: string | Uint8Array,
): Pick<Diagnostic, 'code' | 'message'> & { at: string } {
  try {
    readParameters(input, { file: 'a.xml' })
  } catch (error) {
    if (!isResilientError(error)) throw error
    const [{ code, message, range, file, expected }] = error.diagnostics
    expect(file).toBe('a.xml')
    expect(expected ?? message).toBeTruthy()
    return { code, message, at: `${range?.start.line}:${range?.start.column}` }
  }
  throw new Error('it was read')
}

const xml = (inner: string) =>
  `<?xml version='1.0' encoding='utf-8'?>\n<instance>\n${inner}\n</instance>`
const parameter = (value: string) => xml(`<parameter id="a">${value}</parameter>`)

describe('instance XML', () => {
  it.each([
    ['', ''],
    ['  padded\t', '  padded\t'],
    ['one\ntwo', 'one\ntwo'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['&#13;&#10;', '\r\n'],
    ['&lt;&amp;&gt;&quot;&apos;', '<&>"\''],
    ['&#x1F600;&#233;', '😀é'],
    ['<![CDATA[<b>&amp;</b>]]>', '<b>&amp;</b>'],
    ['a<![CDATA[b]]>c', 'abc'],
    ['007', '007'],
    ['true', 'true'],
    ['1e400', '1e400'],
  ])('gives %j as the parser sees it', (inner, value) => {
    expect(readParameters(parameter(inner))).toEqual({ a: value })
  })

  it('takes an empty instance, comments between parameters and a tag that closes itself', () => {
    expect(readParameters('<instance/>')).toEqual({})
    expect(readParameters(xml('<!-- note --><parameter id="a"/><?p i?>'))).toEqual({ a: '' })
  })

  it('has no prototype surprises', () => {
    const values = readParameters(
      xml('<parameter id="__proto__">p</parameter><parameter id="constructor">c</parameter>'),
    )
    expect(Object.keys(values)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
    expect(JSON.stringify(values)).toBe('{"__proto__":"p","constructor":"c"}')
  })

  it.each([
    ['<instance><parameter id="a">x', 'xml-syntax', '1:29'],
    [parameter('&foo;'), 'xml-syntax', '3:19'],
    [parameter('a & b'), 'xml-syntax', '3:21'],
    [parameter('\u0001'), 'xml-syntax', '3:19'],
    [parameter('&#0;'), 'xml-syntax', '3:19'],
    ['<!DOCTYPE a [<!ENTITY b "c">]>\n<instance/>', 'xml-doctype', '1:1'],
    [
      xml('<parameter id="a">1</parameter>\n<parameter id="a">2</parameter>'),
      'duplicate-parameter',
      '4:16',
    ],
    [xml('<parametr id="a">1</parametr>'), 'xml-syntax', '3:1'],
    [xml('<parameter>1</parameter>'), 'xml-syntax', '3:1'],
    [xml('<parameter id="a" type="int">1</parameter>'), 'xml-syntax', '3:1'],
    [parameter('<b>x</b>'), 'xml-syntax', '3:19'],
    [parameter('x<!-- y -->z'), 'xml-syntax', '3:20'],
    [xml('stray'), 'xml-syntax', '3:1'],
    ['<instances/>', 'xml-syntax', '1:1'],
    ['<instance/><instance/>', 'xml-syntax', '1:12'],
    ['', 'xml-syntax', 'undefined:undefined'],
  ])('refuses %j', (text, code, at) => {
    expect(finding(text)).toMatchObject({ code, at })
  })

  it('knows where each parameter stands', () => {
    const { places } = parseParameters(xml('  <parameter id="ab">xyz</parameter>'))
    expect(places.get('ab')).toMatchObject({
      name: { start: { line: 3, column: 18 }, end: { column: 20 } },
      value: { start: { line: 3, column: 22 }, end: { column: 25 } },
    })
  })
})

describe('an empty file', () => {
  it.each([
    ['a.json', 'json-syntax', '{}'],
    ['a.xml', 'xml-syntax', '<instance/>'],
    ['a', 'xml-syntax', '<instance/>, or {} for JSON'],
  ])('is what its name says: %s', (file, code, written) => {
    for (const text of ['', ' \n'])
      expect(() => readParameters(text, { file })).toThrow(
        expect.objectContaining({
          diagnostics: [
            expect.objectContaining({ code, hint: `without any parameters, write ${written}` }),
          ],
        }),
      )
  })
})

describe('encodings', () => {
  const declared = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><instance><parameter id="a">é</parameter></instance>`
  it.each([
    ['UTF-8', Buffer.from(declared('UTF-8'))],
    ['UTF-8 with a mark', Buffer.from('\ufeff' + declared('UTF-8'))],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['UTF-16 with a mark', Buffer.from('\ufeff' + declared('UTF-16'), 'utf16le')],
    ['UTF-16 without', Buffer.from(declared('UTF-16'), 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeff' + declared('UTF-16'), 'utf16le').swap16()],
  ])('reads %s', (_, bytes) => expect(readParameters(bytes)).toEqual({ a: 'é' }))

  it('takes ISO-8859-1 at its word, not as Windows-1252', () => {
    expect(
      readParameters(Buffer.from(declared('ISO-8859-1').replace('é', '\x85'), 'latin1')),
    ).toEqual({ a: '\x85' })
  })

  it.each([
    ['bytes that are no UTF-8', Buffer.from(declared('UTF-8'), 'latin1')],
    ['an unknown encoding', Buffer.from(declared('KOI8-R'))],
    ['UTF-16 declared over other bytes', Buffer.from(declared('UTF-16'))],
    ['a mark that the declaration contradicts', Buffer.from('\ufeff' + declared('ISO-8859-1'))],
  ])('refuses %s', (_, bytes) => expect(finding(bytes).code).toBe('bad-encoding'))
})

describe('JSON', () => {
  it('keeps types; 2.0 is 2', () => {
    expect(readParameters('{"a": 2.0, "b": [true, null], "c": {"d": "x"}, "": 1e3}')).toEqual({
      a: 2,
      b: [true, null],
      c: { d: 'x' },
      '': 1000,
    })
    expect(JSON.stringify(readParameters('{"__proto__": 1}'))).toBe('{"__proto__":1}')
  })

  it.each([
    ['{"a": x}', 'json-syntax', '1:7'],
    ['{"a": 1,\n}', 'json-syntax', '2:1'],
    ['{"a": 01}', 'json-syntax', '1:7'],
    ['{"a" 1}', 'json-syntax', '1:6'],
    ['{"a": 1} x', 'json-syntax', '1:10'],
    ['[1]', 'json-syntax', '1:1'],
    ['{"a": "x', 'json-syntax', '1:7'],
    ['{"a": 9007199254740993}', 'json-number', '1:7'],
    ['{"a": [1e400]}', 'json-number', '1:8'],
    ['{"a": 1, "a": 2}', 'duplicate-parameter', '1:10'],
    ['{"a": {"b": 1, "b": 2}}', 'duplicate-parameter', '1:16'],
  ])('refuses %j', (text, code, at) => expect(finding(text)).toMatchObject({ code, at }))

  it('reads -0 as Python does: an int is 0, a float keeps its sign', () => {
    const { a, b } = readParameters('{"-0": "-0", "a": [-0, -0.0, -0e1], "b": {"c": -0}}') as {
      a: number[]
      b: { c: number }
    }
    expect([...a, b.c].map((each) => Object.is(each, -0))).toEqual([false, true, true, false])
    expect(readParameters('{"-0": "-0", "a": [-0]}')).toEqual({ '-0': '-0', a: [0] })
  })

  it('opens a lone _', () => {
    expect(readParameters(xml('<parameter id="_">{"a": [1]}</parameter>'))).toEqual({ a: [1] })
    expect(readParameters('{"_": "{\\"a\\": 1}"}')).toEqual({ a: 1 })
    expect(
      readParameters(xml('<parameter id="_">{}</parameter><parameter id="b">c</parameter>')),
    ).toEqual({
      _: '{}',
      b: 'c',
    })
    expect(finding(xml('<parameter id="_">{"a": 1,}</parameter>'))).toMatchObject({
      code: 'json-syntax',
      at: '3:27',
    })
    expect(finding(xml('<parameter id="_">[]</parameter>')).code).toBe('json-syntax')
  })

  it('knows where each parameter stands, in XML too', () => {
    const { places } = parseParameters(
      xml('<parameter id="_">{"ab": [1, {"c": 2}], "d": true}</parameter>'),
    )
    expect(places.get('ab')).toMatchObject({
      name: { start: { line: 3, column: 21 } },
      value: { start: { column: 26 }, end: { column: 39 } },
    })
    expect(places.get('d')!.value).toMatchObject({ start: { column: 46 }, end: { column: 50 } })
    expect(places.has('c')).toBe(false)
  })

  it('nests deeper than the stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(Object.keys(readParameters(`{"a": ${deep}}`))).toEqual(['a'])
    expect(finding('['.repeat(200_000)).code).toBe('json-syntax')
  })
})
