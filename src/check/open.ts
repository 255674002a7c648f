// References that no brace closes, and what they swallow. Knows buildout.
import { references, type Reference } from '../buildout/index.js'

/** The beginning of a reference that is never closed. */
export interface Unclosed {
  text: string
  section: string
  option: string
  /** Where it begins. */
  start: number
  /** The rest of its line. */
  rest: string
}

const patterns = { plain: patternOf('(?<!\\$)\\$'), escaped: patternOf('\\$\\$') }

/** A name ends at what no name holds; behind a space, where the line ends or another reference begins. */
function patternOf(dollars: string): RegExp {
  const ending = '[^\\w.}: \ue000-]| [^}\\n]*(?:\\$\\{|$)|$'
  return new RegExp(`${dollars}\\{([\\w.-]*):([\\w.][\\w.-]*)(?=${ending})(?=([^\\n]*))`, 'gm')
}

/** Every reference of a text that no brace closes before its line ends, or before the next one. */
export function unclosed(text: string, isEscaped = false): Unclosed[] {
  if (!text.includes('${')) return []
  const pattern = isEscaped ? patterns.escaped : patterns.plain
  return [...text.matchAll(pattern)].map(({ 0: whole, 1: section, 2: option, 3: rest, index }) => ({
    text: whole,
    section: section ?? '',
    option: option ?? '',
    start: index,
    rest: rest ?? '',
  }))
}

/** Whether every brace that is opened behind a dollar is closed, by all that was read of a text. */
export function isClosed(text: string, read: readonly Reference[]): boolean {
  let count = 0
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 2)) count++
  return count === read.length && read.every(({ problem }) => problem === undefined)
}

/** The references inside one that runs into them. */
export function swallowed(text: string, { problem, start, end }: Reference): Reference[] {
  const from = start + 2
  if (problem === undefined || !text.slice(from, end).includes('${')) return []
  return references(text.slice(from, end)).map((each) => ({
    ...each,
    start: each.start + from,
    end: each.end + from,
  }))
}
