import { describe, expect, it } from 'vitest'
import { isSpace, spaceClass, strip, words } from '../../src/python/index.js'
import { stripC } from '../../src/python/space.js'
import { renderTemplate } from '../../src/profiles/template.js'

// `[c for c in range(0x110000) if chr(c).isspace()]` of CPython 3.11
const python = [
  ...[0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
]

describe('white space is Python’s', () => {
  const pattern = new RegExp(`[${spaceClass}]`)
  const all = Array.from({ length: 0x10000 }, (_, code) => code)

  it('by code and by pattern', () => {
    expect(all.filter(isSpace)).toEqual(python)
    expect(all.filter((code) => pattern.test(String.fromCharCode(code)))).toEqual(python)
  })

  it('around a text and between words', () => {
    expect(strip('\x1c a\x85b \u3000')).toBe('a\x85b')
    expect(words('\x1ca\x85b \ufeffc\u2028')).toEqual(['a', 'b', '\ufeffc'])
    expect(words(' a b  c ', 1)).toEqual(['a', 'b  c '])
    expect(stripC('\t\v a\x1c\f ')).toBe('a\x1c')
  })
})

// What CPython 3.11 and Jinja2 3.1 make of them.
describe('white space in a template is Python’s', () => {
  it.each([
    ['{{ "\\x1ca\\x85b".split() }}', "['a', 'b']"],
    ['{{ "\\ufeff a".split() }}', "['\\ufeff', 'a']"],
    ['{{ "\\x85x\\x1c".strip() }}|', 'x|'],
    ['{{ "\\ufeffx".strip() }}|', '\ufeffx|'],
    ['{{ "\\x1c\\x85".isspace() }} {{ "\\ufeff".isspace() }}', 'True False'],
    ['{{ "\\x85x\\x85"|trim }}|', 'x|'],
    ['{{ int("\\x855") }} {{ float("\\x855") }}', '5 5.0'],
    ['{{ "\\x1c5"|int(7) }} {{ "\\ufeff5"|int(7) }}', '7 7'],
    ['a\x85{{- 1 -}}\x1cb', 'a1b'],
    ['a\ufeff{{- 1 -}}\ufeffb', 'a\ufeff1\ufeffb'],
    ['{%\x85raw\x1c%}{{ 1 }}{% endraw %}', '{{ 1 }}'],
    ['{{\x851\x1c}}', '1'],
  ])('%j', (source, text) => expect(renderTemplate(source)).toBe(text))

  it('is not a mark of byte order', () => {
    expect(() => renderTemplate('{{ \ufeff1 }}')).toThrow(/unexpected "/)
  })
})
