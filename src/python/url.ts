// URLs quoted, split and joined. Knows values, codecs and marks.
import { fits, spend } from './budget.js'
import { encode } from './codecs.js'
import { refuse, refuseHere } from './errors.js'
import { writeKnown } from './marks.js'
import type { Value } from './object.js'
import { quote } from './quote.js'
import { str } from './text.js'
import { Bytes } from './values.js'

/** `urllib.parse.quote`: all but letters, digits, `_.-~` and the safe ones as `%XX`. */
export function quoteUrl(text: string | Uint8Array, safe: string): string {
  if (typeof text !== 'string') return quoteBytes(text, safe)
  if (/^[\w.~-]*$/.test(text)) return text
  return writeKnown(text, (known) => quoteBytes(encode(known, 'utf-8', 'strict'), safe))
}

function quoteBytes(bytes: Uint8Array, safe: string): string {
  const written: string[] = []
  spend(bytes.length >> 4)
  const length = bytes.reduce(
    (sum, byte) => sum + (written[byte] ??= quoteByte(byte, safe)).length,
    0,
  )
  fits(length)
  let quoted = ''
  for (const byte of bytes) quoted += written[byte]!
  return quoted
}

/** A value as a form has it in a URL; bytes are theirs. */
export function formUrl(value: Value, safe = ''): string {
  return quoteUrl(value instanceof Bytes ? value.data : str(value), safe + ' ').replaceAll(' ', '+')
}

function quoteByte(byte: number, safe: string): string {
  const character = String.fromCharCode(byte)
  if (byte < 0x80 && (/[\w.~-]/.test(character) || safe.includes(character))) return character
  return '%' + byte.toString(16).toUpperCase().padStart(2, '0')
}

/** `urllib.parse.unquote`; bytes that are not UTF-8 become U+FFFD. */
export function unquoteUrl(text: string): string {
  if (text.includes('%')) spend(text.length >> 3)
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    const bytes = run.match(/[\da-f]{2}/gi)!.map((hex) => parseInt(hex, 16))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes))
  })
}

/** The parts of a URL as `urlsplit` names them. */
export interface Url {
  scheme: string
  netloc: string
  path: string
  query: string
  fragment: string
}

const parts =
  /^(?:([A-Z][A-Z\d+.-]*):)?(?:\/\/([^/?#]*)(?![^/?#]))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/i

/** `urllib.parse.urlsplit`. */
export function splitUrl(text: string): Url {
  const plain = text.replace(/^[\0-\x20]+/, '').replace(/[\t\r\n]/g, '')
  const [, scheme = '', netloc = '', path = '', query = '', fragment = ''] = parts.exec(plain)!
  if (netloc.includes('[') !== netloc.includes(']')) refuse(`${quote(text)} is not a URL`)
  // In brackets there is an address of IPv6, which is all that a URL may have there.
  const [, address] = /^(?:[^[\]]*@)?(\[[\da-f:.]+\])(?::\d*)?$/i.exec(netloc) ?? []
  const isOdd = address ? !URL.canParse(`http://${address}`) : /[[\]]/.test(netloc)
  if (isOdd || netloc !== netloc.normalize('NFKC')) refuseHere('this kind of host in a URL')
  return { scheme: scheme.toLowerCase(), netloc, path, query, fragment }
}

/** Who, where and at which port, out of a URL's netloc; null where it does not say. */
export function hostOf(
  netloc: string,
): Record<'username' | 'password' | 'hostname' | 'port', string | null> {
  const [, user, bracketed, plain, port] =
    /^(?:([\s\S]*)@)?(?:\[([^\]]*)\]|([^:]*))(?::([\s\S]*))?/.exec(netloc)!
  const [username = null, password = null] = user?.split(/:([\s\S]*)/) ?? []
  const hostname = (bracketed ?? plain)!.toLowerCase() || null
  return { username, password, hostname, port: port || null }
}
