// What was made once and is asked for again, within bounds. Knows nothing.

/** Keeps values until together they weigh too much: then those that came first go. */
export class Kept<T> {
  readonly #values = new Map<string, { value: T; weight: number }>()
  #weight = 0

  constructor(readonly most: number) {}

  get(key: string): T | undefined {
    return this.#values.get(key)?.value
  }

  keep(key: string, value: T, weight: number): void {
    this.#weight += weight - (this.#values.get(key)?.weight ?? 0)
    this.#values.delete(key)
    this.#values.set(key, { value, weight })
    for (const [oldest, { weight: freed }] of this.#values) {
      if (this.#weight <= this.most || oldest === key) break
      this.#values.delete(oldest)
      this.#weight -= freed
    }
  }
}
