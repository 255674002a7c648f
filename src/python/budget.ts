// What a computation may cost: steps and sizes, counted. Knows errors.
import { LimitError } from './errors.js'

/** How much one computation may do; one that wants more is stopped. */
export interface Limits {
  /** Loop rounds, calls, items that functions walk through, and every 128 characters of a text. */
  steps?: number
  /** Characters of any one text, and of the result; items of any one list. */
  size?: number
}

/** What holds where nothing is said. */
export const defaultLimits = { steps: 2_000_000, size: 8 * 1024 * 1024 } as const

/** The greatest int whose arithmetic is a step. */
const longest = 1n << 256n

// Outside of `withLimits` nothing is counted.
let steps = Infinity
let allowed = Infinity
let size: number = defaultLimits.size
// What the computations of a run may still do together.
let left = Infinity
let total = Infinity

/** Runs one computation within its limits; they may nest. */
export function withLimits<T>(limits: Limits, run: () => T): T {
  const before = { steps, allowed, size }
  allowed = limits.steps ?? defaultLimits.steps
  const given = Math.max(0, Math.min(allowed, left))
  steps = given
  size = limits.size ?? defaultLimits.size
  try {
    return run()
  } finally {
    left -= given - steps
    ;({ steps, allowed, size } = before)
  }
}

/** Runs what makes many computations: together they do no more steps than one may, nor do those of a run in it. */
export function together<T>(most: number | undefined, run: () => T): T {
  if (total < Infinity) return run()
  left = total = most ?? defaultLimits.steps
  try {
    return run()
  } finally {
    left = total = Infinity
  }
}

/** Whether the computations of a run have done all that they may. */
export function isSpent(): boolean {
  return left <= 0
}

/** Counts work; throws a {@link LimitError} once more is done than may be. */
export function spend(count = 1): void {
  steps -= count
  // What is left of a run's steps was less than this computation may do.
  if (steps < 0)
    throw new LimitError(left < allowed ? 'together' : 'steps', Math.min(allowed, total))
}

/** Counts the work of going through a text, bytes or digits of a length. */
export function spendLength(length: number): void {
  if (length > 127) spend(length >> 7)
}

/** The characters of a text: each of them takes as much as several of a text that stays whole. */
export function lettersOf(text: string): string[] {
  spend(text.length >> 3)
  return [...text]
}

/** Counts the work of looking for one text in another, where each place may be compared to its end. */
export function spendSearch(within: string, text: string): void {
  spend(Math.floor((within.length / 2048) * text.length))
}

/** Counts the work that a long int makes. */
export function spendInteger(value: bigint): void {
  if (value > longest || value < -longest) spend(bits(value) >> 5)
}

/** About how many bits an int has. */
export function bits(value: bigint): number {
  return value.toString(16).length * 4
}

/** Checks a length before something of it is made. */
export function fits(length: number): void {
  if (length > size) throw new LimitError('size', size)
}
