/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Instance parameters by name; from XML every value is a string. */
export type Parameters = Readonly<Record<string, unknown>>
