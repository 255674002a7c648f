// The bytes of instance parameters as text. Knows diagnostics.
import { fail } from '../diagnostics/index.js'

const encodings = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'us-ascii'],
  ['ascii', 'us-ascii'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
])

/**
 * Bytes as text without its byte order mark, in the encoding that the mark or an XML declaration
 * names, else UTF-8. Throws `bad-encoding` (https://www.w3.org/TR/xml/#charencoding).
 */
export function decode(input: string | Uint8Array, file: string | undefined): string {
  if (typeof input === 'string') return input.startsWith('\ufeff') ? input.slice(1) : input
  const family = familyOf(input)
  const prolog =
    family === 'utf-8'
      ? latin1(input.subarray(0, 200))
      : text(input.subarray(0, 400), family, false)
  const declared =
    /^(?:\ufeff|\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
      prolog ?? '',
    )?.[1]
  const encoding = declared === undefined ? family : encodings.get(declared.toLowerCase())
  if (encoding === undefined || !agree(family, encoding, hasMark(input)))
    refuse(declared, family, file)
  const decoded = encoding === 'iso-8859-1' ? latin1(input) : text(input, family, true)
  const wrong = decoded === undefined || (encoding === 'us-ascii' && /[^\0-\x7f]/.test(decoded))
  if (wrong) refuse(declared ?? encoding, undefined, file)
  return decoded
}

/** UTF-16 shows in the first two bytes: its mark, or a `<` beside a NUL. */
function familyOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

function hasMark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf
}

function agree(family: string, encoding: string, marked: boolean): boolean {
  if (family !== 'utf-8') return encoding === 'utf-16' || encoding === family
  return marked ? encoding === 'utf-8' : !encoding.startsWith('utf-16')
}

function text(bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}

// TextDecoder takes ISO-8859-1 for Windows-1252.
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let i = 0; i < bytes.length; i += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(i, i + 8192)))
  }
  return pieces.join('')
}

function refuse(
  declared: string | undefined,
  family: string | undefined,
  file: string | undefined,
): never {
  const received =
    family === undefined
      ? `bytes that are not ${declared}`
      : `"${declared}" declared, ${family} bytes`
  fail('bad-encoding', 'the bytes are not valid text in their encoding', {
    file,
    expected: 'UTF-8, UTF-16 or ISO-8859-1, as the document declares',
    received,
    hint: 'save the file as UTF-8',
  })
}
