import { describe, expect, it } from 'vitest'
import { expressionIn, headerOf } from '../../src/release/headers.js'

// Buildout reads the lines as Python does: U+001C is white space, U+FEFF is none.
describe('the lines of a template', () => {
  it('are headers after white space of Python’s, and behind nothing else', () => {
    expect(headerOf('\x1c[a]')).toBe('a')
    expect(headerOf('[\x1ca\x1c]')).toBe('a')
    expect(headerOf('\ufeff[a]')).toBeUndefined()
    expect(headerOf('[\ufeffa]')).toBe('\ufeffa')
    expect(headerOf('[a]\x1c= b')).toBeUndefined()
    expect(headerOf('[a]\ufeff= b')).toBe('a')
  })

  it('are an expression alone beside white space of Python’s', () => {
    expect(expressionIn('\x1c{{ a }}\x85')).toEqual({ isAlone: true })
    expect(expressionIn('\ufeff{{ a }}')).toEqual({ isAlone: false })
  })
})
