// Half of a surrogate pair, which JavaScript's text may hold and no file can. Knows nothing else.

/** Finds half of a surrogate pair. */
export const halfPair = /\p{Cs}/u
