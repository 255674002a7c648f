import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  joinPath,
  parseProfile,
  resolveProfile,
  type Resolved,
  type Sections,
} from '../../src/buildout/index.js'
import { describeWithBuildout, annotateWithBuildout, type Tree } from '../support/buildout.js'

const runs = Number(process.env['RESOLVE_RUNS'] ?? 400)

/** Trees of our own, each for one thing that resolution does. */
const trees: Tree[] = [
  {
    'top.cfg':
      '[buildout]\nextends = base.cfg\nparts += c\nparts -= a\n[n]\ny += 5\n[q]\n<= n\n   m\ny -= 2\n',
    'base.cfg': '[buildout]\nparts = a\n  b\n[m]\nx = 1\ny = 2\n[n]\n<= m\nx += 3\n[c]\nx -= 3\n',
  },
  {
    'top.cfg': '[buildout]\nextends = left.cfg right.cfg\nparts += top\n',
    'left.cfg': '[buildout]\nextends = base.cfg\nparts += left\n[a]\nx += l\n',
    'right.cfg': '[buildout]\nextends = base.cfg\nparts += right\n[a]\nx += r\ny = r\n',
    'base.cfg': '[buildout]\nparts = base\n[a]\nx = b\ny = b\n',
  },
  {
    'top.cfg': '[buildout]\nextends = sub/mid.cfg\nparts =\n',
    'sub/mid.cfg': '[buildout]\nextends = ../base.cfg\neggs-directory = here\n',
    'base.cfg':
      '[a]\nx = ${b:y} $${b:y} $$${b:y} ${:z}\nz = ${:_buildout_section_name_}\n[b]\n<= a\ny = ${a:z}\n',
  },
  ...['x.cfg', 'x.cfg y.cfg', 'x.cfg y.cfg far.cfg'].map((extended) => ({
    'top.cfg': `[buildout]\nextends = ${extended}\n`,
    'x.cfg': '[buildout]\nextends = added.cfg\n',
    'y.cfg': '[buildout]\nextends = added.cfg\n[a]\nopts += 4\n',
    'far.cfg': '[buildout]\nextends = y.cfg\n',
    'added.cfg': '[a]\nopts =\n  1\n  2\n[a:True]\nopts +=\n  3\nopts -=\n  1\n',
  })),
]

const section = fc.constantFrom('a', 'b', 'c', 'buildout')
const option = fc.constantFrom('x', 'y', 'parts')
const operator = fc.constantFrom('=', '=', '=', '+=', ' += ', '-=', ' -=', ' -= ')
const value = fc.constantFrom(
  '',
  '1',
  '2',
  '3',
  '\n  1\n  2',
  '\n  2\n\n  3',
  '${a:x}',
  '${b:y}',
  '${:x}',
  '${c:_buildout_section_name_}',
  '$${a:x}',
)
const assignment = fc.tuple(option, operator, value).map((parts) => parts.join(''))
const macro = fc.constantFrom('', '', '', '<= a', '<= b', '<= c\n   a', '<= a\n  b')
const block = fc
  .tuple(section, macro, fc.array(assignment, { maxLength: 4 }))
  .map(
    ([name, from, lines]) => `[${name}]\n${name === 'buildout' ? '' : from}\n${lines.join('\n')}\n`,
  )
const file = (extended: string): fc.Arbitrary<string> =>
  fc.array(block, { maxLength: 5 }).map((blocks) => `[buildout]\n${extended}\n${blocks.join('')}`)
const tree = fc.record({
  'top.cfg': file('extends = one.cfg two.cfg'),
  'one.cfg': file('extends = base.cfg'),
  'two.cfg': file('extends = base.cfg one.cfg'),
  'base.cfg': file(''),
})

/** Options that the engine makes absolute, or that depend on its own Python. */
const itsOwn = /^(?:executable|.*-directory|installed)$/

describeWithBuildout('resolveProfile and zc.buildout', () => {
  it(`agree on ${trees.length} trees and ${runs} generated ones`, () => {
    const all: Tree[] = [...trees, ...fc.sample(tree, { numRuns: runs, seed: 1 })]
    let compared = 0
    for (const [index, theirs] of annotateWithBuildout(all).entries()) {
      const files = all[index]!
      const ours = resolve(files, theirs.folder)
      // The engine gives up where [buildout] itself refers to what fails.
      if (theirs.error !== undefined) continue
      compared++
      expect({ files, annotated: plain(ours.annotated) }).toEqual({
        files,
        annotated: chosen(theirs.annotated),
      })
      const resolved = values(ours)
      for (const [name, options] of Object.entries(chosen(theirs.resolved))) {
        if (options !== null)
          expect({ files, name, options: resolved[name] }).toEqual({ files, name, options })
        // What the engine refuses is told, or has no value; here or in a section that this one needs.
        else
          expect(ours.diagnostics.length > 0 || Object.values(resolved).includes(null)).toBe(true)
      }
    }
    expect(compared).toBeGreaterThan(all.length / 4)
  }, 600_000)
})

function resolve(files: Tree, folder: string): Resolved {
  const [name, text] = Object.entries(files)[0]!
  const path = joinPath(folder, name)
  return resolveProfile(parseProfile(text, { file: path }), {
    path,
    reader: (asked) => files[asked.slice(folder.length + 1)]!,
  })
}

function plain(sections: Sections): Record<string, unknown> {
  const rows = [...sections].map(([name, options]) => [
    name,
    Object.fromEntries([...options].map(([key, setting]) => [key, setting.value])),
  ])
  return chosen(Object.fromEntries(rows) as Record<string, Record<string, string>>)
}

/** Null for a section of which an option cannot be told, as for one that the engine refuses. */
function values(ours: Resolved): Record<string, unknown> {
  const rows = [...ours.sections].map(([name, options]) => {
    const found = [...options.keys()].map((key) => [key, ours.value(name, key)])
    const whole = !ours.incomplete.has(name) && found.every(([, text]) => text !== undefined)
    return [name, whole ? Object.fromEntries(found) : null]
  })
  return chosen(Object.fromEntries(rows) as Record<string, Record<string, string> | null>)
}

function chosen(sections: Record<string, Record<string, string> | null>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sections).map(([name, options]) => [
      name,
      options && Object.fromEntries(Object.entries(options).filter(([key]) => !itsOwn.test(key))),
    ]),
  )
}
