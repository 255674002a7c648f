// The type of what scripts/templates.js makes. Knows nothing else.

/** The templates as functions, by file name; made by scripts/templates.js. */
export declare const compiled: Record<string, { root: (...args: unknown[]) => void }>
