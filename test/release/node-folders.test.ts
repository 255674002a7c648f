import { describe, expect, it } from 'vitest'
import { cafe } from '../check/cafe.js'
import { changedIn, findingsIn } from '../check/found.js'

/** What is found where a template does something with the folders of the node. */
function foundWith(statement: string): string[] {
  const given = changedIn(
    cafe,
    'instance.cfg.in',
    '  raw cafe ${cafe:location}\n',
    `  raw cafe \${cafe:location}
  key folder buildout:directory
  section buildout buildout
`,
  )
  return findingsIn(
    changedIn(
      given,
      'instance-cafe.cfg.in',
      "{% import 'macros'",
      `${statement}\n{% import 'macros'`,
    ),
  )
}

describe('where the folders of the node are, only the node knows', () => {
  it.each([
    "folder.startswith('/srv')",
    "not folder.startswith('/srv')",
    "'srv' in cafe",
    "'srv' not in cafe",
    "buildout['directory'] == '/srv'",
    "(folder ~ '/etc').startswith('/srv')",
    'folder | length > 40',
  ])('so that a test may come out either way: %s', (test) => {
    expect(foundWith(`{% if ${test} %}{{ nobody }}{% endif %}`)).toEqual([
      'instance-cafe.cfg.in:2 | error template-undefined',
    ])
  })

  it.each(["folder.split('/')[5]", "{'/srv': 1}[folder]", "{'a': folder}['a'][30]"])(
    'so that nothing is missing in them: %s',
    (expression) => {
      expect(foundWith(`{% set a = ${expression} %}`)).toEqual([])
    },
  )
})

it('asks for what a filter of an unknown is given, unless the value stands for it', () => {
  const of = (filter: string): string[] => foundWith(`{% set a = parameters['a'] | ${filter} %}`)
  expect(of('d(nobody)')).toEqual([])
  expect(of('default(nobody)')).toEqual([])
  expect(of('dictsort(nobody)')).toEqual(['instance-cafe.cfg.in:2 | error template-undefined'])
})
