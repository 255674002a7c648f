import { expect, it } from 'vitest'
import {
  allHold,
  decidedBy,
  holdsIn,
  noneHolds,
  worldsOf,
  type World,
} from '../../src/release/worlds.js'

const named = (count: number): string[] => Array.from({ length: count }, (_, i) => `t${i}`)
const all = (tests: readonly string[]): World[] => [allHold, noneHolds, ...worldsOf(tests)]

it.each([2, 3, 4, 5, 8])('have each three of %i tests come out every way together', (count) => {
  const tests = named(count)
  for (const a of tests)
    for (const b of tests)
      for (const c of tests) {
        const ways = all(tests).map((world) => [a, b, c].map((test) => holdsIn(world, test)))
        expect(new Set(ways.map(String)).size).toBe(2 ** new Set([a, b, c]).size)
      }
})

it.each([9, 20, 21, 72])('have each two of %i tests come out every way together', (count) => {
  const tests = named(count)
  const worlds = all(tests)
  expect(worlds.length).toBeLessThanOrEqual(16)
  for (const a of tests)
    for (const b of tests) {
      const ways = worlds.map((world) => [a, b].map((test) => holdsIn(world, test)))
      expect(new Set(ways.map(String)).size).toBe(2 ** new Set([a, b]).size)
    }
})

it('tell which tests decide between outcomes', () => {
  const tests = named(6)
  const split = (by: (world: World) => boolean): World[][] =>
    [true, false].map((wanted) => all(tests).filter((world) => by(world) === wanted))
  expect(
    decidedBy(
      split((world) => holdsIn(world, 't3')),
      tests,
    ),
  ).toEqual(['t3'])
  expect(
    decidedBy(
      split((world) => !holdsIn(world, 't1') || holdsIn(world, 't4')),
      tests,
    ),
  ).toEqual(['t1', 't4'])
})
