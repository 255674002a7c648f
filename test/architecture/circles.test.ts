import { describe, expect, it } from 'vitest'
import { imports, type Import } from './imports.js'

describe('the files of src/', () => {
  it('import each other in no circle, for their types neither', () => {
    expect(circlesOf(imports)).toEqual([])
  })

  it('would be told of one', () => {
    const arrow = (from: string, to: string): Import => ({ from, to, isType: false })
    const two = [arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'b'), arrow('c', 'd')]
    expect(circlesOf(two)).toEqual([['b', 'c']])
    expect(circlesOf([arrow('a', 'a')])).toEqual([['a']])
  })
})

/** The files that lead back to themselves, those of one circle together. */
function circlesOf(arrows: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to])
  const reached = new Map([...next.keys()].map((file) => [file, reach(file, next)]))
  const circles = [...reached]
    .filter(([file, others]) => others.has(file))
    .map(([file, others]) => [...others].filter((other) => reached.get(other)?.has(file)).sort())
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()]
}

function reach(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  const open = [...(next.get(start) ?? [])]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    open.push(...(next.get(file) ?? []))
  }
  return reached
}
