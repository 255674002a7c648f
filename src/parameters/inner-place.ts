// Where the characters of a parameter's text stand in the file that it was read from. Knows nothing else.

/** A part of the file that is read as it is, or one such as `&quot;` or a CR LF, which is read as something else. */
interface Part {
  /** Where it begins in what was read. */
  readonly read: number
  /** Where it begins and ends in the file. */
  readonly start: number
  readonly end: number
  readonly isAsItIs: boolean
}

/** Where a stretch of what was read stands in the file. */
export type Placing = (from: number, to: number) => readonly [start: number, end: number]

/** The places of a text between two offsets of well-formed XML. */
export function placingInXml(xml: string, start: number, end: number): Placing {
  const parts = new Parts()
  const takeText = (from: number, to: number, isCdata: boolean): void => {
    const pattern = isCdata ? /\r\n?/g : special
    parts.takeAll(xml, from, to, pattern, ([whole, hex, decimal, cdata], at) => {
      if (cdata !== undefined)
        return takeText(at + '<![CDATA['.length, at + whole.length - ']]>'.length, true)
      const code = hex === undefined ? Number(decimal ?? 0) : parseInt(hex, 16)
      parts.take(at, at + whole.length, code > 0xffff ? 2 : 1)
    })
  }
  takeText(start, end, false)
  return parts.placing()
}

const special = /&(?:#x([\da-f]+)|#(\d+)|\w+);|\r\n?|<!\[CDATA\[([\s\S]*?)\]\]>/gi

/** The places of a JSON text's string, whose quotes stand at two offsets. */
export function placingInJson(json: string, start: number, end: number): Placing {
  const parts = new Parts()
  parts.takeAll(json, start + 1, end - 1, /\\(?:u.{4}|.)/g, ([escape], at) =>
    parts.take(at, at + escape.length, 1),
  )
  return parts.placing()
}

class Parts {
  readonly #parts: Part[] = []
  #read = 0

  /** A part of the file, and the length of what is read of it where that is something else. */
  take(start: number, end: number, length?: number): void {
    if (end > start)
      this.#parts.push({ read: this.#read, start, end, isAsItIs: length === undefined })
    this.#read += length ?? end - start
  }

  /** What stands between two offsets: what a pattern finds is handed over, the rest is read as it is. */
  takeAll(
    text: string,
    start: number,
    end: number,
    pattern: RegExp,
    take: (match: RegExpMatchArray, at: number) => void,
  ): void {
    let at = start
    for (const match of text.slice(start, end).matchAll(pattern)) {
      const found = start + match.index
      this.take(at, found)
      take(match, found)
      at = found + match[0].length
    }
    this.take(at, end)
  }

  placing(): Placing {
    return (from, to) => {
      const start = this.#place(from, from)
      return [start, to > from ? this.#place(to - 1, to) : start]
    }
  }

  /** Where a place stands in the file, if that before it, or it itself, is of the part that `of` is in. */
  #place(of: number, place: number): number {
    const part = this.#partOf(of)
    if (!part) return 0
    const { read, start, end, isAsItIs } = part
    if (isAsItIs) return Math.min(start + place - read, end)
    return place > of ? end : start
  }

  /** The last part that begins at a place, or before it. */
  #partOf(place: number): Part | undefined {
    let [low, high] = [0, this.#parts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#parts[middle]!.read <= place) low = middle + 1
      else high = middle
    }
    return this.#parts[low - 1]
  }
}
