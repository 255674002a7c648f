// What is not known, in a profile. Knows nothing else.

/** What is not known, as comments of a profile. */
export function notKnown(causes: readonly string[]): string {
  return causes.map((each) => `# not known: ${each.replaceAll('\n', ' ')}\n`).join('')
}
