// What Python would not accept of a condition. Knows nothing.

/** Why a condition is no Python expression, or has no value. */
export class Refusal extends Error {}
