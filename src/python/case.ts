// Upper, lower and title case as Python has them. Knows errors.
import { refuseHere } from './errors.js'

/** Characters whose title case is not their upper case, which JavaScript does not know. */
const odd =
  /[\u00df\u0587\u01c4-\u01cc\u01f1-\u01f3\u10d0-\u10fa\u10fd-\u10ff\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc\ufb00-\ufb06\ufb13-\ufb17]/u

/** Each character with what it is in lower case where it stands: a sigma may end a word. */
function* lowered(text: string): Generator<[character: string, lower: string]> {
  const whole = text.toLowerCase()
  let at = 0
  for (const character of text) {
    const end = at + character.toLowerCase().length
    yield [character, whole.slice(at, end)]
    at = end
  }
}

/** What `change` makes of each character, of its lower case and of whether it is the first of a word. */
function recased(
  text: string,
  change: (it: string, lower: string, first: boolean) => string,
): string {
  let result = ''
  let first = true
  for (const [character, lower] of lowered(text)) {
    result += change(character, lower, first)
    first = !/\p{Cased}/u.test(character)
  }
  return result
}

function titleOf(character: string): string {
  if (odd.test(character)) refuseHere(`the title case of "${character}"`)
  return character.toUpperCase()
}

/** `str.title` */
export function titled(text: string): string {
  return recased(text, (it, lower, first) => (first ? titleOf(it) : lower))
}

/** `str.capitalize` */
export function capitalized(text: string): string {
  let result = ''
  for (const [it, lower] of lowered(text)) result += result === '' ? titleOf(it) : lower
  return result
}

/** `str.isupper` */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
}

/** `str.islower` */
export function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
}

/** `str.istitle`: capitals begin words, small letters go on with them. */
export function isTitle(text: string): boolean {
  const big = '[\\p{Uppercase}\\p{Lt}]'
  const wrong = new RegExp(`\\p{Cased}${big}|(?<!\\p{Cased})\\p{Lowercase}`, 'u')
  return /\p{Cased}/u.test(text) && !wrong.test(text)
}
