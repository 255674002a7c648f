import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, expect, vi } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { hostileText } from '../support/arbitraries.js'
import { isResilientError } from '../support/ours.js'

/** How many inputs each entry gets: `npm run fuzz` sets 100,000. */
const cases = Number(process.env['FUZZ_CASES'] ?? 250)
/** What no single input of a few kilobytes may take, in milliseconds of the processor. */
const patience = 5000
/** Holds what is tried, for who finds the process hung, or ended where it kept more than `npm run fuzz` lets it. */
const tried = join(tmpdir(), `resilient-fuzz-${process.pid}`)
afterAll(() => rmSync(tried, { force: true }))

// The processor's time is what is held; the clock, which a busy machine stretches, only ends what hangs.
vi.setConfig({ testTimeout: 60_000 + cases * 200 })

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The texts of real inputs: the files of these folders (from the project's top) with this ending. */
export function realInputs(ending: string, ...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .map((name) => join(root, folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).size < 20_000)
      .map((path) => readFileSync(path, 'utf8')),
  )
}

/** Real texts with a few pieces cut, doubled, swapped for others or for hostile ones. */
export function mutated(texts: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const insert = fc.oneof(
    fc.constantFrom(...pieces),
    hostileText,
    fc
      .tuple(fc.constantFrom(...pieces), fc.integer({ min: 2, max: 2000 }))
      .map(([piece, times]) => piece.repeat(times)),
  )
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 }), fc.integer({ max: 400, min: 9 })),
    double: fc.boolean(),
    insert: fc.oneof(fc.constant(''), insert),
  })
  const edited = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([text, edits]) =>
      edits.reduce((before, { at, cut, double, insert: between }) => {
        const from = Math.floor(at * before.length)
        const piece = before.slice(from, from + cut)
        return (
          before.slice(0, from) + between + (double ? piece + piece : '') + before.slice(from + cut)
        )
      }, text),
    )
  return fc.oneof(
    { weight: 6, arbitrary: edited },
    { weight: 2, arbitrary: fc.array(insert, { maxLength: 20 }).map((each) => each.join('')) },
    { weight: 1, arbitrary: hostileText },
  )
}

/** Text as bytes: as UTF-8, cut anywhere, or with a byte changed. */
export function bytesOf(text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(text, fc.option(fc.tuple(fc.nat(), fc.nat(255))), fc.boolean())
    .map(([each, change, wide]) => {
      const bytes = new Uint8Array(Buffer.from(each, wide ? 'utf16le' : 'utf8'))
      if (change && bytes.length > 0) bytes[change[0] % bytes.length] = change[1]
      return bytes
    })
}

/** What is found where a run ends in our diagnostics, nothing where it ends well; in bounded time. */
export async function survive(run: () => unknown): Promise<readonly Diagnostic[]> {
  const start = process.cpuUsage()
  let found: readonly Diagnostic[] = []
  try {
    await run()
  } catch (error) {
    if (!isResilientError(error)) throw error
    found = error.diagnostics
    for (const { code, message } of found) {
      expect(code).not.toBe('internal')
      expect(message).not.toMatch(
        / at \S+:\d+:\d+|Cannot read prop|is not a function|call stack size/,
      )
    }
  }
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000).toBeLessThan(patience)
  expect(Object.keys(Object.prototype)).toEqual([])
  return found
}

/** Whatever comes: a result, or our diagnostics, in bounded time. */
export async function survives<Input>(
  inputs: fc.Arbitrary<Input>,
  run: (input: Input) => unknown,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      if (process.env['FUZZ_CASES'] !== undefined) writeFileSync(tried, fc.stringify(input))
      await survive(() => run(input))
    }),
    { numRuns: cases },
  )
}
