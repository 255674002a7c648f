import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, summed } from '../support/releases.js'

const part = (name: string): string => `[${name}]\nrecipe = slapos.cookbook:mkdirectory\n`

/** What is told of parts in a release of profiles, each by what it extends, what it says of parts, and its own. */
function told(files: Readonly<Record<string, readonly [extended: string, parts: string]>>) {
  const made = Object.entries(files).map(([file, [extended, parts]]) => {
    const names = parts.match(/\b[a-z]+\b/g) ?? []
    const lines = parts.split(';').filter(Boolean)
    const text = `[buildout]\nextends = ${extended}\n${lines.map((line) => `parts ${line}\n`).join('')}`
    return [file, text + [...new Set(names)].map(part).join('')] as const
  })
  const folder = folderOf(Object.fromEntries(made))
  const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
  return diagnostics
    .filter(({ code }) => code.startsWith('parts-'))
    .map(({ code, severity, file = '', range, message, hint }) => {
      expect(hint).toMatch(/with parts -= what is meant to be left out$/)
      const place = `${file.slice(folder.length + 1)}:${range?.start.line}`
      return `${place} ${severity} ${code} ${/^parts = drops .*(?=, which)|^[^:]*/.exec(message)![0]}`
    })
}

describe('parts that others take away', () => {
  const base = ['', '= till'] as const

  it.each([
    ['both name their own', ['', '= shelf'], ['', '= window'], '', 'shelf'],
    ['the later one adds to none', ['', '= shelf'], ['', '+= window'], '', undefined],
    ['both add to a third', ['base.cfg', '+= shelf'], ['base.cfg', '+= window'], '', 'shelf'],
    ['who extends both asks again', ['', '= shelf'], ['', '= window'], '+= shelf', undefined],
    ['who extends both takes it away', ['', '= shelf'], ['', '= window'], '-= shelf', undefined],
    ['the later one extends the other', ['', '= shelf'], ['left.cfg', '+= window'], '', undefined],
  ] as const)('between two: %s', (_, left, right, own, lost) => {
    const files = { 'base.cfg': base, 'left.cfg': left, 'right.cfg': right }
    const found = told({ ...files, 'software.cfg': ['left.cfg right.cfg', own] })
    expect(found).toEqual(lost === undefined ? [] : [`software.cfg:2 info parts-lost ${lost}`])
  })

  it.each([
    [
      'by the profile itself',
      { 'software.cfg': ['base.cfg', '= shelf'] },
      'software.cfg:3',
      'till',
    ],
    [
      'by one that it extends',
      { 'middle.cfg': ['base.cfg', '= shelf'], 'software.cfg': ['middle.cfg', '+= window'] },
      'middle.cfg:3',
      'till',
    ],
    [
      'of two that it extends, as one mistake',
      { 'left.cfg': ['', '= window'], 'software.cfg': ['left.cfg base.cfg', '= shelf'] },
      'software.cfg:3',
      'till, window',
    ],
    [
      'and added to below',
      { 'software.cfg': ['base.cfg', '= shelf;+= window'] },
      'software.cfg:3',
      'till',
    ],
  ] as const)('named anew %s', (_, files, place, dropped) => {
    const [first, ...others] = told({ 'base.cfg': base, ...files } as never)
    expect(others).toEqual([])
    expect(first).toBe(`${place} info parts-dropped parts = drops ${dropped}`)
  })

  it('named anew, and what is left out said', () => {
    const files = { 'base.cfg': base, 'software.cfg': ['base.cfg', '= shelf;-= till'] } as const
    expect(told(files)).toEqual([])
  })
})

describe('parts of an instance', () => {
  function found(changes: Readonly<Record<string, (text: string) => string>>): string[] {
    const files = new Map(filesOfRelease('shop'))
    for (const [file, change] of Object.entries(changes)) {
      const changed = change(files.get(file)!)
      expect(changed).not.toBe(files.get(file))
      files.set(file, changed)
    }
    const folder = placeRelease(folderOf(), 'shop', summed(files))
    const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
    return diagnostics
      .filter(({ code }) => code.startsWith('parts-'))
      .map(({ file = '', severity, code, message }) => {
        return `${file.slice(folder.length + 1)} ${severity} ${code} ${message}`
      })
  }

  it('what rotates logs is dropped, which is information', () => {
    const anew = (text: string): string => text.replace('parts +=', 'parts =')
    expect(found({ 'instance-shop.cfg.in': anew })).toEqual([
      'instance-shop.cfg.in info parts-dropped parts = drops cron-service, cron-entry-logrotate, logrotate-entry-cron, which an extended profile asks for',
    ])
    // What the stack's sections refer to is installed all the same.
    expect(found({ 'instance-shop-root.cfg.jinja2': anew })).toEqual([])
  })

  it('a backup loses what the stack leaves out in silence, and all else aloud', () => {
    const own = (text: string): string =>
      text.replace(/parts \+=.*\n/, `$&  shop-own\n`) + `\n${part('shop-own')}`
    const silent = found({ 'instance-shop.cfg.in': own })
    expect(silent.filter((each) => each.includes('-import'))).toEqual([])
    const swap = (text: string): string =>
      text.replace(
        /^ {2}\$\{instance-shop:output\}\n {2}\$\{pbsready-import:output\}$/m,
        '  ${pbsready-import:output}\n  ${instance-shop:output}',
      )
    const lost = found({ 'instance-shop-import.cfg.in': swap })
    expect(lost).toEqual([
      expect.stringMatching(/^instance-shop-import.cfg.in info parts-lost .*: lost/) as string,
    ])
  })
})
