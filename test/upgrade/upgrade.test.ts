import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'
import { differencesOf, isAbout, toldOf, whatRuns, type Difference } from './differences.js'
import { partitionsTree, profilesTree, type Tree } from './tree.js'

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const lines = whatRuns(read('CHANGELOG.md'))

/** What the last version made, as `npm run last` recorded it when that was published. */
class Last {
  readonly #path: URL

  constructor(name: string) {
    this.#path = new URL(`last/${name}.json`, import.meta.url)
  }

  get text(): { version: string; tree: Tree } {
    if (!existsSync(this.#path)) return { version, tree: {} }
    return JSON.parse(readFileSync(this.#path, 'utf8')) as { version: string; tree: Tree }
  }

  differences(now: Tree): Difference[] {
    return differencesOf(this.text.tree, now)
  }

  /** Takes the present for the last version: only what the changelog tells goes into it. */
  record(tree: Tree): void {
    if (!existsSync(this.#path) || unnamed(this.differences(tree)).length === 0)
      writeFileSync(this.#path, JSON.stringify({ version, tree }, null, 2) + '\n')
  }
}

/** What no line of CHANGELOG.md names. */
function unnamed(differences: readonly Difference[]): string[] {
  return toldOf(differences.filter(({ name }) => !lines.some((line) => isAbout(line, name))))
}

const explained =
  'each begins a line under "What runs:" of ## Unreleased in CHANGELOG.md, "- `NAME`: what it does to a running service"'

describe('CHANGELOG.md', () => {
  it('says of each name what it does to a running service', () => {
    const silent = lines.filter(({ names, says }) => names.length === 0 || says.length < 20)
    expect(silent).toEqual([])
  })
})

describe('the profiles, since the last version', () => {
  const last = new Last('profiles')
  const now = profilesTree()
  if (process.env['RECORD_LAST']) beforeAll(() => last.record(now))

  it('is recorded', () => expect(last.text.version).toBe(version))
  it('differ in what CHANGELOG.md names', () => {
    expect(unnamed(last.differences(now)), explained).toEqual([])
  })
})

describeWith(noBuildout(), 'the partitions, since the last version', () => {
  const last = new Last('partitions')
  const node = new Node()
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
  const now = partitionsTree(node)
  if (process.env['RECORD_LAST']) beforeAll(() => last.record(now))

  it('is recorded', () => expect(last.text.version).toBe(version))
  it('differ in what CHANGELOG.md names', () => {
    expect(unnamed(last.differences(now)), explained).toEqual([])
  })

  it('differ in each name of CHANGELOG.md', () => {
    const all = [...new Last('profiles').differences(profilesTree()), ...last.differences(now)]
    const idle = lines
      .flatMap(({ names }) => names)
      .filter((name) => !all.some((each) => isAbout({ names: [name], says: '' }, each.name)))
    expect(idle).toEqual([])
  })
})

describe('a difference', () => {
  const last = { 'ports of import': { page: '9000-9009', sshd: '1-2' }, requests: { shop0: 'e' } }

  it('is what is new, gone or changed', () => {
    const now = { 'ports of import': { page: '9000-9019', sshd: '1-2' }, requests: { shop1: 'e' } }
    expect(toldOf(differencesOf(last, now))).toEqual([
      '`page` is "9000-9019", and was "9000-9009": ports of import',
      '`shop0` is gone: requests',
      '`shop1` is new: requests',
    ])
    const twice = { ...last, 'parts of import': { page: '' } }
    expect(toldOf(differencesOf(twice, {}))).toEqual([
      '`page` is gone: ports of import, parts of import',
      '`sshd` is gone: ports of import',
      '`shop0` is gone: requests',
    ])
    expect(differencesOf(last, last)).toEqual([])
  })

  it('is named by a line of its own, under Unreleased alone', () => {
    const told = whatRuns(
      [
        '# Changelog\n\n## Unreleased\n\nTemplates:\n\n- `other`: not here\n\nWhat runs, and what becomes of it:\n\n',
        '- `page`, `takeover-*-url` and `a`: drawn anew;\n  `sshd` stays\n- nothing is named\n- `b` without a colon\n\n',
        'Commands:\n\n- `c`: no\n\n## 0.1.0\n\nWhat runs:\n\n- `old`: no\n',
      ].join(''),
    )
    expect(told).toEqual([
      { names: ['page', 'takeover-*-url', 'a'], says: 'drawn anew;\n  `sshd` stays' },
      { names: [], says: '' },
      { names: [], says: '' },
    ])
    const [line] = told
    expect(
      ['page', 'takeover-shop-1-url', 'a', 'aa', 'sshd'].map((each) => isAbout(line!, each)),
    ).toEqual([true, true, true, false, false])
  })

  it('is found for every kind of thing', () => {
    const places = [
      ...Object.keys(new Last('profiles').text.tree),
      ...Object.keys(new Last('partitions').text.tree),
    ]
    for (const kind of [
      'sections of',
      'parts of',
      'paths of',
      'ports of',
      'published by',
      'requests',
      'told to',
      'returned by',
    ])
      expect(
        places.some((place) => place.startsWith(kind)),
        kind,
      ).toBe(true)
  })
})
