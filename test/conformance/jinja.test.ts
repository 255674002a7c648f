import { expect, it } from 'vitest'
import { language } from '../jinja/corpus/language.js'
import { library } from '../jinja/corpus/library.js'
import { describeWithJinja2, renderOurs, renderWithJinja2, type Case } from '../support/jinja2.js'

describeWithJinja2('templates, as the real Jinja2 renders them', () => {
  it.each([
    ['the language', language],
    ['methods, filters, tests, functions', library],
  ])('%s: the same text, or both refuse', (_, cases: Case[]) => {
    const theirs = renderWithJinja2(cases)
    const different = cases.flatMap((each, index) => {
      const their = theirs[index]!
      const our = renderOurs(each)
      const same = 'text' in their ? 'text' in our && our.text === their.text : 'error' in our
      return same ? [] : [{ source: each.source, our, their }]
    })
    expect(different).toEqual([])
  })
})
