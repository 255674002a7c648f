// What Python would not accept of a condition. Knows nothing.

/** Why a condition is not a Python expression, or has no value. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** The name that may be meant. */
    readonly near?: string,
  ) {
    super(message)
  }
}
