import { describe, expect, it } from 'vitest'
import { renderOurs } from '../support/jinja2.js'
import { agree, answers, corpus, isRefusedHere } from './corpus/index.js'

describe.each(Object.entries(corpus))(
  'the corpus %s, as Jinja2 on a node renders it',
  (name, cases) => {
    const stored = answers(name)

    it('has an answer to each template (npm run answers makes them anew)', () => {
      expect(stored.map(({ source }) => source)).toEqual(cases.map(({ source }) => source))
    })

    it('gives the same text, or both refuse; what is refused by its name is so each time', () => {
      const different = cases.flatMap((each, index) => {
        const ours = renderOurs(each)
        const theirs = stored[index]!
        const isRight = name === 'refused' ? isRefusedHere(ours, theirs) : agree(ours, theirs)
        return isRight ? [] : [{ source: each.source, ours, theirs }]
      })
      expect(different).toEqual([])
    })
  },
)
