import { expect, it } from 'vitest'
import { agree, answers, corpus } from '../jinja/corpus/index.js'
import { describeWithJinja2, renderWithJinja2 } from '../support/jinja2.js'

// test/jinja/corpus.test.ts holds us to the stored answers, this the answers to the real Jinja2.
describeWithJinja2('the stored answers, and the real Jinja2', () => {
  it.each(Object.entries(corpus))('%s: the same text, or both refuse', (name, cases) => {
    const { version, made } = renderWithJinja2(cases)
    const different = answers(name).flatMap((stored, index) => {
      const theirs = made[index]!
      // An answer of a newer version than this one is the node's.
      const isNewer = stored.version !== undefined && isBefore(version, stored.version)
      return isNewer || agree(theirs, stored) ? [] : [{ stored, theirs }]
    })
    expect(different).toEqual([])
  })
})

function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0
}
