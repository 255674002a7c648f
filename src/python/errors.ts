// What stops a computation as Python would. Knows nothing of the house.

/** What an operation cannot take or hold, as Python's TypeError, ValueError and KeyError. */
export class PyError extends Error {}

/** An attribute or an item that is not there. */
export class MissingError extends PyError {
  constructor(
    message: string,
    readonly container: unknown,
    readonly key: unknown,
  ) {
    super(message)
  }
}

/** A computation that did more steps, or made something longer, than it may. */
export class LimitError extends Error {
  constructor(
    readonly limit: 'steps' | 'size',
    readonly most: number,
  ) {
    super(`more than ${most} ${limit === 'steps' ? 'steps' : 'characters or items'}`)
  }
}

/** Throws a {@link PyError}. */
export function refuse(message: string): never {
  throw new PyError(message)
}
