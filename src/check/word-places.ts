// Where words stand in texts. Knows nothing else.

/** Looks once for all words of a text: a long list may hold thousands of names that are each reported. */
export class WordPlaces {
  readonly #known = new Map<string, ReadonlyMap<string, number>>()

  /** The same as {@link indexOfName}. */
  find(text: string, word: string): number {
    if (!/^[\w.-]+$/.test(word)) return indexOfName(text, word)
    return this.#namesOf(text).get(word) ?? text.indexOf(word)
  }

  /** The names of a text, each where it first stands. */
  #namesOf(text: string): ReadonlyMap<string, number> {
    const known = this.#known.get(text)
    if (known) return known
    const names = new Map<string, number>()
    for (const { 0: name, index } of text.matchAll(/[\w.-]+/g))
      if (!names.has(name)) names.set(name, index)
    this.#known.set(text, names)
    return names
  }
}

/** Where a text stands alone in another, not as a part of a longer name; else where it is first, or -1. */
export function indexOfName(text: string, word: string): number {
  const first = text.indexOf(word)
  for (let at = first; at >= 0 && word !== ''; at = text.indexOf(word, at + 1)) {
    const around = [text[at - 1], text[at + word.length]]
    if (!around.some((character) => /[\w.-]/.test(character ?? ''))) return at
  }
  return first
}
