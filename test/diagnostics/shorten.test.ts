import { expect, it } from 'vitest'
import { grouped, shortened, wayBack } from '../../src/diagnostics/index.js'

it('leaves a short text as it is, and cuts a long one', () => {
  expect(shortened('abc', 3)).toBe('abc')
  expect(shortened('abcd', 3)).toBe('abc…')
})

it('shows a number with its thousands apart, as JavaScript would', () => {
  for (const count of [0, 999, 1000, 12_345, 100_000, 1_000_000, 2 ** 53 - 1])
    expect(grouped(count)).toBe(count.toLocaleString('en'))
})

it('shows a way back whole, or its beginning', () => {
  expect(wayBack(['a', 'b'], 'a')).toBe('a → b → a')
  const long = Array.from({ length: 11 }, (_, index) => String(index))
  expect(wayBack(long, '0')).toBe('0 → 1 → 2 → 3 → 4 → … → 0')
})
