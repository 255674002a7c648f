// The bytes of instance parameters as text. Knows diagnostics.
import { fail, Lines, type Details } from '../diagnostics/index.js'

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
 * Bytes as text, in the encoding that the byte order mark or an XML declaration names, else UTF-8; the
 * mark is kept. What is not XML is UTF-8 alone, as slapos request opens it. Throws `bad-encoding`
 * (https://www.w3.org/TR/xml/#charencoding).
 */
export function decode(
  input: string | Uint8Array,
  file: string | undefined,
  format?: 'xml' | 'json' | 'yaml',
): string {
  if (typeof input === 'string') return input
  const family = familyOf(input)
  const prolog =
    family === 'utf-8'
      ? latin1(input.subarray(0, 200))
      : text(input.subarray(0, 400), family, false)
  const isXml =
    format === 'xml' || (!format && /^(?:\ufeff|\u00ef\u00bb\u00bf)?[\t\n\r ]*</.test(prolog ?? ''))
  if (!isXml) return text(input, 'utf-8', true) ?? refuseBytes(input, 'utf-8', 'UTF-8', file)
  const declared =
    /^(?:\ufeff|\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
      prolog ?? '',
    )?.[1]
  const encoding = declared === undefined ? family : encodings.get(declared.toLowerCase())
  if (encoding === undefined) return refuseName(declared!, prolog!, file)
  if (!agree(family, encoding, hasMark(input)))
    refuse({ file, received: `"${declared}" declared, ${family} bytes` })
  const decoded = encoding === 'iso-8859-1' ? latin1(input) : text(input, family, true)
  if (decoded === undefined) refuseBytes(input, family, declared ?? encoding, file)
  const wrong = encoding === 'us-ascii' ? decoded.search(/[^\0-\x7f]/) : -1
  if (wrong >= 0) refuseAt(decoded, wrong, declared ?? encoding, file)
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
    return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes)
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

/** Throws at the first bytes that are not text: those that decode to U+FFFD and were not written so. */
function refuseBytes(
  bytes: Uint8Array,
  family: string,
  encoding: string,
  file: string | undefined,
): never {
  const decoded = new TextDecoder(family, { ignoreBOM: true }).decode(bytes)
  const wrong = decoded.search(/\ufffd/)
  return refuseAt(decoded, firstWrong(bytes, family, decoded) ?? wrong, encoding, file)
}

function firstWrong(bytes: Uint8Array, family: string, decoded: string): number | undefined {
  if (family !== 'utf-8') return undefined
  const encoder = new TextEncoder()
  let before = 0
  let byte = 0
  for (let at = decoded.indexOf('\ufffd'); at >= 0; at = decoded.indexOf('\ufffd', at + 1)) {
    byte += encoder.encode(decoded.slice(before, at)).length
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at
    before = at
  }
  return undefined
}

function refuseAt(source: string, at: number, encoding: string, file: string | undefined): never {
  const range = new Lines(source).range(at, at + 1)
  const expected = encoding === 'UTF-8' ? 'UTF-8' : undefined
  return refuse({ file, range, expected, received: `bytes that are not ${encoding}` })
}

/** Throws at the name of an encoding that is not read here. */
function refuseName(name: string, marked: string, file: string | undefined): never {
  const prolog = marked.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '')
  const at = prolog.indexOf(name, prolog.indexOf('encoding') + 'encoding'.length)
  fail('bad-encoding', `the encoding "${name}" is not one that parameters are read in`, {
    ...(file === undefined ? {} : { file }),
    range: new Lines(prolog).range(at, at + name.length),
    expected: 'UTF-8, UTF-16, ISO-8859-1 or US-ASCII',
    hint: 'save the file as UTF-8, and declare that',
    source: prolog,
  })
}

function refuse({ expected, ...details }: Details): never {
  fail('bad-encoding', 'the bytes are not valid text in their encoding', {
    ...details,
    expected: expected ?? 'UTF-8, UTF-16 or ISO-8859-1, as the document declares',
    hint: 'save the file as UTF-8',
  })
}
