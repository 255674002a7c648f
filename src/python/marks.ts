// What an unknown prints, in texts: told from all that is known of them. Knows the budget.
import { fits } from './budget.js'

/** What encloses the name of an unknown in a text: characters for private use, which no other text has. */
export const [opening, closing] = ['\ue000', '\ue001'] as const

/** Whether a text holds what an unknown printed, or a piece of that. */
export function holdsUnknown(text: string): boolean {
  return text.includes(opening) || text.includes(closing)
}

/** What an unknown printed, in a text; its one group is the unknown's name. */
export const printedUnknown = new RegExp(`${opening}([^${closing}]*)${closing}`, 'g')

/** What a slice of a text left of that. */
const cut = new RegExp(`${opening}[\\w.()-]*|[\\w.()-]*${closing}`, 'g')

/** What stands before the words for what is refused here, in the name of what it gives. */
const refused = 'refused.'

/** The name of what an expression gives that is refused with a message. */
export function refusedName(message: string): string {
  return `${refused}${message.replace(/[()]| is not supported here$/g, '')}()`
}

/** The unknown that a name stands for, or of which what it stands for is made, or what is refused; empty where none is. */
export function causeIn(name: string): string {
  const cause = /^[^(]*/.exec(name)![0]
  return cause.startsWith(refused) ? cause.slice(refused.length).replaceAll('-', ' ') : cause
}

/** The unknowns that print a part of a text, each as often as it does. */
export function namesPrinted(text: string): string[] {
  return [...text.matchAll(printedUnknown)].map(([, name]) => causeIn(name!))
}

/** A text with an ellipsis for what is not known of it. */
export function withoutUnknowns(text: string): string {
  return holdsUnknown(text) ? text.replaceAll(printedUnknown, '…').replaceAll(cut, '…') : text
}

/** The same as UTF-8 has it, a character for each byte. */
const bytes = /\xee\x80\x80([\w.()-]*)\xee\x80\x81/g

/** A text of bytes in which unknowns are what they were before they were encoded. */
export function withUnknowns(latin: string): string {
  return latin.replace(bytes, `${opening}$1${closing}`)
}

/** What is known of a text written another way; what unknowns printed in it stays. */
export function writeKnown(text: string, write: (known: string) => string): string {
  if (!holdsUnknown(text)) return byPieces(text, write)
  return text
    .split(whole)
    .map((part, index) => (index % 2 === 0 ? byPieces(part, write) : part))
    .join('')
}

/** What is replaced in a text all at once is kept until all is found, and may make it many times as long. */
const piece = 1 << 16

function byPieces(text: string, write: (piece: string) => string): string {
  if (text.length <= piece) return write(text)
  let written = ''
  let end: number
  for (let at = 0; at < text.length; at = end) {
    end = at + piece
    // A pair of surrogates is one character.
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end--
    written += write(text.slice(at, end))
    fits(written.length)
  }
  return written
}

/** What an unknown printed, as nothing else is likely to be written. */
const whole = new RegExp(`(${opening}[\\w.()-]*${closing})`)
