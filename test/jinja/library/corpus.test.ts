import { describe, expect, it } from 'vitest'
import { filters, tests } from '../../../src/jinja/library/index.js'
import { refusedFilters } from '../../../src/jinja/library/refused.js'
import { corpus } from '../corpus/index.js'

const sources = Object.values(corpus)
  .flat()
  .map(({ source }) => source)

describe('the corpus', () => {
  it.each(Object.keys(filters))('has a template with the filter %s', (name) => {
    const used = new RegExp(`\\|\\s*${name}\\b|filter ${name}\\b|["']${name}["']`)
    expect(sources.some((source) => used.test(source))).toBe(true)
  })

  it.each(Object.keys(refusedFilters))(
    'has the filter %s among the refused, and no table of filters/ has it',
    (name) => {
      expect(filters[name]).toBe(refusedFilters[name])
    },
  )

  it.each(Object.keys(tests))('has a template with the test %s', (name) => {
    const escaped = name.replace(/\W/g, '\\$&')
    const used = new RegExp(`is (?:not )?${escaped}(?!\\w)|["']${escaped}["']`)
    expect(sources.some((source) => used.test(source))).toBe(true)
  })
})
