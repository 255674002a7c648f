// What stops a computation as Python would. Knows nothing of the house.

/** What an operation cannot take or hold, as Python's TypeError, ValueError and KeyError. */
export class PyError extends Error {
  constructor(
    message: string,
    /** The key that was not there, as a KeyError has it. */
    readonly key?: string,
    /** Whether it holds whatever the values are. */
    public isCertain = false,
    readonly hangsOn?: HangsOn,
  ) {
    super(message)
  }
}

/** What a failure hangs on: how much there is of something, or that a name is none. */
export type HangsOn = 'amount' | 'name'

/** What Python would do and nobody does here. */
export class Unsupported extends PyError {}

/** A computation that did more steps, or made something longer, than it may. */
export class LimitError extends Error {
  constructor(
    readonly limit: 'steps' | 'together' | 'size',
    readonly most: number,
  ) {
    super(`more than ${most} ${limit === 'size' ? 'characters or items' : 'steps'}`)
  }
}

/** A key that is not in a dict. */
export function noKey(shown: string, key: unknown, isCertain = false): never {
  throw new PyError(
    `there is no key ${shown}`,
    typeof key === 'string' ? key : undefined,
    isCertain,
  )
}

/** Throws a {@link PyError}. */
export function refuse(message: string): never {
  throw new PyError(message)
}

/** The same for what is wrong whatever the values are: how many there are. */
export function refuseAll(message: string): never {
  throw new PyError(message, undefined, true)
}

/** The same for what may not come to that where there is more of something, or another text. */
export function refuseAmount(message: string): never {
  throw new PyError(message, undefined, false, 'amount')
}

/** Refuses, by its name, what Python would do: docs/jinja.md lists what and why. */
export function refuseHere(what: string): never {
  throw new Unsupported(`${what} is not supported here`)
}
