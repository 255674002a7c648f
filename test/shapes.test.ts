import { expect, it } from 'vitest'
import * as library from '../src/index.js'

type Call = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  ([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name),
) as [string, Call][]

/** What a caller without types hands over by mistake. */
const mistakes: unknown[][] = [
  ...[[], [null], [3], ['runner'], [{}], [[]], [[null]], [[{}]], [Symbol('a')], [() => 1]],
  ...[
    ['runner', 3, {}],
    ['runner', null],
    [{ name: 'a' }],
    [{ name: 'a', count: 2, parameters: null }],
  ],
  ...[[[{ name: 'a', count: 1, requests: [{}] }]], ['text', null], ['text', [{}]], [[], null]],
]

it.each(functions)('%s says what it takes', async (name, call) => {
  for (const args of mistakes) {
    try {
      await call(...args)
    } catch (error) {
      const shown = `${name}(${args.map(String).join(', ')})`
      expect(error, shown).toBeInstanceOf(library.ResilientError)
      const [{ message, expected }] = (error as library.ResilientError).diagnostics
      expect(message.length, shown).toBeGreaterThan(0)
      expect(expected, `${shown}: ${message}`).toBeDefined()
    }
  }
})
