import { Fault } from './fault.js'

/** How much one rendering may do; a template that wants more is stopped. */
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

/** Macros, includes and expressions within each other. */
const deepest = 150

// Outside of a rendering nothing is counted.
let steps = Infinity
let allowed = Infinity
let size: number = defaultLimits.size
let depth = 0

/** Runs one rendering within its limits; renderings may nest. */
export function withLimits<T>(limits: Limits, run: () => T): T {
  const before = { steps, allowed, size, depth }
  steps = allowed = limits.steps ?? defaultLimits.steps
  size = limits.size ?? defaultLimits.size
  depth = 0
  try {
    return run()
  } finally {
    ;({ steps, allowed, size, depth } = before)
  }
}

/** Counts work; throws once the template has done more than it may. */
export function spend(count = 1): void {
  steps -= count
  if (steps < 0) {
    throw new Fault(
      'template-limit',
      `the template did more than ${allowed.toLocaleString('en')} steps`,
      'it may loop for ever; a higher limit on steps can be set',
    )
  }
}

/** Counts the work of going through a text, bytes or digits of a length. */
export function spendLength(length: number): void {
  if (length > 127) spend(length >> 7)
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
  if (length > size) {
    throw new Fault(
      'template-limit',
      `the template makes a value of more than ${size.toLocaleString('en')} characters or items`,
      'it may grow without bound; a higher limit on size can be set',
    )
  }
}

/** Runs something within something: a macro called by a macro, an import in an import. */
export function nest<T>(run: () => T): T {
  if (++depth > deepest) {
    depth = 0
    throw new Fault(
      'template-limit',
      `macros call each other more than ${deepest} deep`,
      'a macro may call itself for ever',
    )
  }
  try {
    return run()
  } finally {
    depth--
  }
}
