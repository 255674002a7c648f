import { describe, expect, it } from 'vitest'
import { readParameters, ResilientError } from '../../src/index.js'

function findingOf(text: string) {
  try {
    readParameters(text)
  } catch (error) {
    const [{ code, message, range, hint }] = (error as ResilientError).diagnostics
    return { code, message, column: range?.start.column, hint }
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
    ['{"a": 1 // one\n}', 'JSON has no comments'],
    ['{# one\n"a": 1}', 'JSON has no comments'],
    ['{"a": True}', 'JSON writes true'],
    ['{"a": None}', 'JSON writes null'],
    ['{"a": Trueish}', undefined],
    ['{"a" 1}', undefined],
  ])('%j: %s', (text, hint) => {
    expect(findingOf(text)).toMatchObject({ code: 'json-syntax' })
    expect(findingOf(text)?.hint).toBe(hint)
  })
})

describe('a document that is never closed', () => {
  it.each([
    ['<instance><!-- a & b --><parameter id="a">x', '<parameter> is never closed'],
    ['<instance><parameter id="a"><![CDATA[a & b]]>', '<parameter> is never closed'],
    ['<instance><!-- a & b --><parameter id="a">a & b', 'an & begins no reference'],
  ])('%j: %s', (text, words) => {
    expect(findingOf(text)?.message).toBe(`the XML is not well-formed: ${words}`)
  })
})
