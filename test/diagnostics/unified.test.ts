import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../../src/diagnostics/index.js'

const diff = (before: string, after: string): string =>
  unifiedDiff({ name: 'a', text: before }, { name: 'b', text: after })
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index + 1}\n`)

describe('a unified diff', () => {
  it('is empty between equal texts', () => expect(diff('one\n', 'one\n')).toBe(''))

  it('shows three lines around a change', () => {
    const lines = numbered(9)
    expect(diff(lines.join(''), lines.with(4, 'five\n').join(''))).toBe(
      '--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    )
  })

  it('keeps near changes together, and far ones apart', () => {
    const hunks = (second: number): number => {
      const lines = numbered(30).with(4, 'x\n')
      return (
        diff(numbered(30).join(''), lines.with(second, 'y\n').join('')).split('@@ -').length - 1
      )
    }
    expect([hunks(11), hunks(12)]).toEqual([1, 2])
  })

  it.each([
    ['', 'new\n', '@@ -0,0 +1 @@\n+new\n'],
    ['old\n', '', '@@ -1 +0,0 @@\n-old\n'],
    ['a', 'a\n', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n'],
    ['a\n', 'a\nb', '@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n'],
  ])('leads from %j to %j', (before, after, hunks) => {
    expect(diff(before, after)).toBe(`--- a\n+++ b\n${hunks}`)
  })

  it('leads from each text to the other', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n'), { maxLength: 40 })
      .chain((lines) => fc.constantFrom('', 'end').map((end) => lines.join('') + end))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(apply(before, diff(before, after))).toBe(after)
      }),
    )
  })

  it('tells texts of any size in time', () => {
    const lines = (tag: string): string =>
      Array.from({ length: 9000 }, (_, i) => `${tag}${i}\n`).join('')
    expect(apply(lines('a'), diff(lines('a'), lines('b')))).toBe(lines('b'))
  })
})

/** What `patch` makes of a text. */
function apply(text: string, patch: string): string {
  if (patch === '') return text
  const before = text.split(/(?<=\n)/)
  const after: string[] = []
  let at = 0
  for (const [, from, count, hunk] of patch.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+\S+ @@\n((?:[ +\\-].*\n)*)/gm,
  )) {
    const start = Number(from) - (count === '0' ? 0 : 1)
    after.push(...before.slice(at, start))
    at = start
    for (const [, sign, line] of hunk!.matchAll(
      /^([ +-])(.*\n(?:\\ No newline at end of file\n)?)/gm,
    )) {
      const whole = line!.replace(/\n\\ .*\n$/, '')
      if (sign !== '+') expect(before[at++]).toBe(whole)
      if (sign !== '-') after.push(whole)
    }
  }
  return [...after, ...before.slice(at)].join('')
}
