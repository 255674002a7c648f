// The names by which profiles usually import Python's modules. Knows nothing.
const usual = new Map([
  ['json', 'json'],
  ['json_module', 'json'],
  ['urllib_parse', 'urllib.parse'],
  ['urlparse', 'urllib.parse'],
])

/** The module that a name such as `json_module` is given for in most profiles. */
export function usualModule(name: string): string | undefined {
  return usual.get(name)
}
