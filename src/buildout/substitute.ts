// Values with their references replaced. Knows this folder alone.
import type { Sections } from './merge.js'
import { references, type Reference } from './references.js'

/** Bounds what references to references can grow to. */
const longest = 1 << 24

interface Frame {
  key: string
  section: string
  text: string
  found: Reference[]
  next: number
  pieces: string[]
  at: number
}

/** Values with their references replaced, as zc.buildout's `Options.get` does it. */
export class Substitution {
  readonly #sections: Sections
  readonly #values = new Map<string, string | undefined>()

  constructor(
    sections: Sections,
    /** Whether what an option comes to cannot be known. */
    readonly isUnresolved: (section: string, option: string) => boolean = () => false,
  ) {
    this.#sections = sections
  }

  /**
   * The value of an option; undefined where it, or something that it refers to, is missing, refers
   * to itself, is given at run time, or grows beyond 16 million characters.
   */
  value(section: string, option: string): string | undefined {
    const first = keyOf(section, option)
    if (this.#values.has(first)) return this.#values.get(first)
    const open = new Set<string>()
    const stack: Frame[] = []
    this.#push(stack, open, section, option)
    while (stack.length > 0) {
      const frame = stack.at(-1)!
      const reference = frame.found[frame.next]
      if (!reference) {
        this.#finish(stack, open, frame.pieces.join('') + frame.text.slice(frame.at))
        continue
      }
      const from = reference.section || frame.section
      const value = this.#lookUp(from, reference.option, frame.section)
      if (value === 'unread' && !open.has(keyOf(from, reference.option)))
        this.#push(stack, open, from, reference.option)
      else if (typeof value !== 'object') this.#finish(stack, open, undefined)
      else {
        frame.pieces.push(frame.text.slice(frame.at, reference.start), value.text)
        frame.at = reference.end
        frame.next++
      }
    }
    return this.#values.get(first)
  }

  #lookUp(
    section: string,
    option: string,
    asking: string,
  ): { text: string } | 'unread' | undefined {
    const key = keyOf(section, option)
    if (this.#values.has(key)) {
      const text = this.#values.get(key)
      return text === undefined ? undefined : { text }
    }
    const options = this.#sections.get(section)
    if (!options) return undefined
    if (options.has(option)) return 'unread'
    // The engine gives the name of the section that asks, whichever it asks for.
    return option === '_buildout_section_name_' ? { text: asking } : undefined
  }

  #push(stack: Frame[], open: Set<string>, section: string, option: string): void {
    const key = keyOf(section, option)
    const text = this.#sections.get(section)?.get(option)?.value
    if (text === undefined || this.isUnresolved(section, option)) {
      this.#values.set(key, undefined)
      return
    }
    const found = references(text).filter(({ escaped }) => !escaped)
    open.add(key)
    stack.push({ key, section, text, found, next: 0, pieces: [], at: 0 })
  }

  #finish(stack: Frame[], open: Set<string>, text: string | undefined): void {
    const { key } = stack.pop()!
    open.delete(key)
    this.#values.set(key, text !== undefined && text.length > longest ? undefined : text)
  }
}

function keyOf(section: string, option: string): string {
  return `${section}\0${option}`
}
