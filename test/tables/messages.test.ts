import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { codes, remedies } from '../../src/diagnostics/codes.js'

// docs/messages.md holds what every finding says, read out of the source; with -u it is written.

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url))
let page = ''

beforeAll(async () => {
  const script: string = path('scripts/messages.js')
  const { messagesPage } = (await import(script)) as {
    messagesPage: (remedies: Readonly<Record<string, string>>) => string
  }
  page = messagesPage(remedies)
}, 300_000)

it('docs/messages.md has every message', async () => {
  await expect(page).toMatchFileSnapshot(path('docs/messages.md'))
})

it('every code has a message', () => {
  const [words, beside, ...chapters] = page.split(/^## /m).slice(1).toReversed()
  expect(words).toMatch(/^Words in braces\n/)
  expect(beside).toMatch(/^Beside findings\n/)
  const empty = chapters.filter((chapter) => !/^\| `/m.test(chapter))
  expect(chapters).toHaveLength(Object.keys(codes).length)
  expect(empty).toEqual([])
})

it('names what only a run knows by words of the language, not by names of the source', () => {
  expect(page.match(/\{[a-z]*[A-Z_][A-Za-z]*\}/g)).toBeNull()
})

// A message that no call leads to would be missing from the page without a word.
it('finds what helpers, classes and tables say', () => {
  for (const text of [
    'a DOCTYPE is refused',
    'unhashable type:',
    'which has more than a name',
    'a number rounded to tens is not supported here',
    'the template did more than {number} steps',
    'the leader does not learn how loads went',
    'is a comment to cron: no backup is ever made',
    'the instance parameters are empty',
    'JSON has no comments',
    'the plans must be a list of plans',
    'a ResilientError has no findings',
    'is it YAML? then add --parameters-format yaml',
    'buildout.hash.cfg has [{entry}], which may be meant to be [{section}]',
    'it is first given here',
    'passed over, not profiles: {names}',
    'not known: whether the magic keys match a request',
    'it is a folder',
    'its name is too long',
    'stock zc.buildout drops white space and blank lines around a value',
    'a number that comes back as it is: not -0, NaN or an infinity',
    'what an instance runs first, if anything',
    'read alone',
    'found without parameters, among others',
    'nothing found',
  ])
    expect(page).toContain(text)
})

it('counts, refuses and refers as a reader would say it', () => {
  expect(page).not.toMatch(/ 1 (?:instance|argument|level|name|value)s/)
  expect(page).not.toMatch(/`there is no \{flag\}|with other signs|text that is a \{|have names`/)
  expect(page).not.toMatch(/\bis no (?:[a-z]+ )?(?:JSON|number|name|list|text|file)\b/)
})
