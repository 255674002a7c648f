import { expect, it } from 'vitest'
import { agree, isRefusedHere } from '../jinja/corpus/index.js'
import { calls } from '../support/calls.js'
import {
  describeWithJinja2,
  type Outcome,
  renderOurs,
  renderWithJinja2,
} from '../support/jinja2.js'

// `CALLS=20000 CALLS_SEED=2` asks for more of them, and others.
const count = Number(process.env['CALLS'] ?? 400)
const seed = Number(process.env['CALLS_SEED'] ?? 1)

describeWithJinja2('generated calls of all that a template can name', () => {
  it('give the same text, or both refuse, or what is refused is named', () => {
    const cases = calls(count, seed)
    const theirs = renderWithJinja2(cases).made
    const different = cases.flatMap((each, index) => {
      const [our, their] = [renderOurs(each), theirs[index]!]
      // A set is walked through in an order that differs by run on a node.
      const isOrder = each.source.includes('set(') && letters(our) === letters(their)
      // An address in memory is another one each time, whatever we refuse it for.
      const isAddress = 'error' in our && 'text' in their && / at 0x/i.test(their.text)
      if (agree(our, their) || isRefusedHere(our, their) || isOrder || isAddress) return []
      return [{ source: each.source, our, their }]
    })
    expect(different).toEqual([])
  }, 600_000)
})

function letters(outcome: Outcome): string {
  return 'text' in outcome ? [...outcome.text].sort().join('') : JSON.stringify(outcome)
}
