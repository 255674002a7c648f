import { describe, expect, it } from 'vitest'
import { mistakes, withMistake, type Mistake } from '../check/mistakes.js'
import { describeWith } from '../support/engines.js'
import { buildAll, type Job } from '../support/farm.js'
import { noBuildout } from '../support/node.js'
import { filesOfRelease, type ReleaseName } from '../support/releases.js'

const types: Record<ReleaseName, readonly string[]> = {
  generated: ['resilient', 'shop-export', 'shop-import'],
  shop: ['resilient', 'shop-export', 'shop-import', 'pull-backup', 'frozen'],
  mariadb: ['resilient', 'mariadb-export', 'mariadb-import'],
  postgres: ['resilient', 'postgres-export', 'postgres-import'],
  notes: ['default', 'reader'],
  queue: ['default'],
}

/** Why the engine goes on with the others, by what check calls them. */
const reasons: Partial<Record<string, string>> = {
  'buildout-lookalike': 'a section of any name is one',
  'comment-value': 'a value may hold any text',
  'component-differs': 'what is called otherwise is a file that no node reads',
  'component-missing': 'the wrapper is a path, which is run after the deployment',
  'count-differs': 'what is counted twice is two files that do not know each other',
  'level-jinja': 'two dollars are a text',
  'level-software': 'the folder of the software is one too',
  'option-added': 'an option may be named so',
  'option-slip': 'a section may have options that its recipe does not read',
  'option-twice': 'the later value counts',
  'output-twice': 'one is written after the other',
  'parts-dropped': 'parts may be fewer',
  'reference-dollar': 'what begins without a dollar is a text',
  'reference-open': 'what no brace closes is a text',
  'schema-broken': 'schemas are read by who asks for an instance',
  'type-differs': 'what is written twice is two files that do not know each other',
  'type-missing': 'a request is for the master, which knows no types',
  'unreadable-file': 'schemas are read by who asks for an instance',
}

/** What stops the engine is tried at the level where it does, what does not as each type. */
const typesToTry = ({ engine, release, type }: Mistake): readonly string[] => {
  if (engine === 'software') return []
  return engine === 'instance' ? [type!] : types[release]
}

const jobOf = (mistake: Mistake): Job => ({
  name: mistake.release,
  files: withMistake(mistake),
  instances: typesToTry(mistake).map((type) => ({ type })),
})

describeWith(noBuildout(), 'releases in the real buildout', () => {
  const names = Object.keys(types) as ReleaseName[]
  const clean = names.map((name): Job => {
    const instances = types[name].map((type) => ({ type }))
    return { name, files: filesOfRelease(name), instances }
  })
  const results = buildAll([...clean, ...mistakes.map(jobOf)])

  it.each(names.map((name, index) => [name, index] as const))(
    '%s, which check calls clean, is built and deployed as each of its types',
    (_, index) => expect(results[index]).toBe(null),
  )

  it('goes on with each other mistake for a reason', () => {
    const silent = mistakes.filter(({ engine }) => engine === 'silent').map(({ code }) => code)
    expect(Object.keys(reasons)).toEqual([...new Set(silent)].sort())
  })

  describe('a mistake stops it where it is said to, or not at all', () => {
    it.each(
      mistakes.map(
        (mistake, index) => [`${mistake.release}: ${mistake.what}`, mistake, index] as const,
      ),
    )('%s', (_, { engine }, index) => {
      const failed = results[clean.length + index]
      if (engine === 'silent') expect(failed).toBe(null)
      else expect(failed).toMatchObject({ at: engine })
    })
  })
})
