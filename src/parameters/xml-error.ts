// What the XML parser's messages mean, in words of ours. Knows Python's white space.
import { trimEnd } from '../python/space.js'

/** What the parser found, by the words that its message begins with. */
const causes: [RegExp, string][] = [
  [/unclosed tag/, '<$1> is never closed'],
  [/document must contain a root element/, 'there is no <instance>'],
  [/text data outside of root node/, 'there is text outside of <instance>'],
  [/undefined entity/, 'an entity that XML does not define'],
  [
    /malformed character entity|character entity|entity name|entity reference/,
    'a reference that begins with & is malformed',
  ],
  [/duplicate attribute/, 'an attribute is given twice'],
  [/unquoted attribute value/, 'an attribute value has no quotes'],
  [/attribute/, 'an attribute is malformed'],
  [/malformed comment/, 'a comment holds --'],
  [/"\]\]>" is disallowed/, ']]> stands in text'],
  [/tag name/, 'a < begins no tag'],
  [/forward-slash/, 'a / in a tag has no > after it'],
  [/in closing tag|empty close tag/, 'a closing tag is malformed'],
  [
    /XML declaration|version|standalone|encoding value|name\/value|expected (?:the name|one of)|value (?:required|must be quoted)/,
    'the XML declaration is malformed, or is not at the start',
  ],
  [/processing instruction|whitespace required/, 'a processing instruction is malformed'],
  [/incorrect syntax|doctype/, 'a <! begins neither a comment nor CDATA'],
  [/only one root|multiple root|contain only one/, 'there is more than one root'],
  [/unexpected end/, 'it ends too early'],
]

/** What to write where the parser found something, undefined where its words say it. */
export function hintOf(words: string): string | undefined {
  if (words.includes('holds --')) return 'write - - in a comment'
  if (words.startsWith(']]>')) return 'in text, ]]> is written ]]&gt;'
  const open = / does not close (<.+>)$/.exec(words)?.[1]
  if (open !== undefined) return `write ${open.replace('<', '</')}`
  if (words.startsWith('XML does not allow')) return 'remove it: XML has no way to write it'
  return /&|a < |a rule/.test(words)
    ? 'in text, & is written &amp; and < is written &lt;'
    : undefined
}

/**
 * The parser stops after what it cannot take; a reference or a second root began earlier. `closed` is the
 * tag that was open where a closing tag came.
 */
export function firstCause(
  message: string,
  text: string,
  end: number,
  closed: string | undefined,
): [start: number, words: string] {
  const isCut = /unexpected end|unclosed tag|root element/.test(message)
  const open = isCut ? neverClosed(text) : undefined
  if (open) return open
  if (/unexpected close tag|unmatched closing tag/.test(message)) {
    const start = text.lastIndexOf('</', end - 1)
    const name = text.slice(start, trimEnd(text, start, end - 1))
    const tag = name + text[end - 1]!
    const isOther = message.includes('unexpected') && closed !== undefined
    return [start, isOther ? `${tag} does not close <${closed}>` : `${tag} closes nothing`]
  }
  if (/disallowed character\.$/.test(message) && text[end - 1] === '<')
    return [end - 1, 'a < stands in an attribute value']
  if (/disallowed character\.$/.test(message))
    return [end - 1, `XML does not allow the character ${codePoint(text.charCodeAt(end - 1))}`]
  const reference = /^&#(?:x([\da-f]+)|(\d+));/i.exec(text.slice(text.lastIndexOf('&', end - 1)))
  if (/character entity/.test(message) && reference) {
    const [, hex, decimal] = reference
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
    return [text.lastIndexOf('&', end - 1), `XML does not allow the character ${codePoint(code)}`]
  }
  const stray = /unexpected end|unclosed tag/.test(message) ? strayReference(text) : -1
  if (stray >= 0) return [stray, 'an & begins no reference']
  const found = causes.find(([pattern]) => pattern.test(message))
  const tag = /: (\S+?)\.?$/.exec(message)?.[1] ?? ''
  const words = found?.[1].replace('$1', tag) ?? 'it breaks a rule of XML here'
  if (/entity/.test(message)) return [text.lastIndexOf('&', end - 1), words]
  if (/malformed comment/.test(message)) return [text.lastIndexOf('--', end - 1), words]
  return [/only one root/.test(message) ? text.lastIndexOf('<', end - 1) : end - 1, words]
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** A comment, CDATA, an instruction or a last tag without an end: what follows is all in it. */
function neverClosed(text: string): [start: number, words: string] | undefined {
  const opening = /<!--|<!\[CDATA\[|<\?/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [what, close] = closings[match[0]]!
    const end = text.indexOf(close, opening.lastIndex)
    if (end < 0) return [match.index, `the ${what} is never closed with ${close}`]
    opening.lastIndex = end + close.length
  }
  const [tag] = /<\/?[A-Z_][^<>]*$/i.exec(text) ?? []
  return tag === undefined
    ? undefined
    : [text.length - tag.length, `the tag ${/^<\/?[^\s/]*/.exec(tag)![0]} is never closed with >`]
}

const closings: Record<string, [what: string, close: string]> = {
  '<!--': ['comment', '-->'],
  '<![CDATA[': ['CDATA', ']]>'],
  '<?': ['processing instruction', '?>'],
}

/** The first & that begins no reference, where one has to: not in a comment, in CDATA, in an instruction. */
function strayReference(text: string): number {
  const blank = (part: string): string => ' '.repeat(part.length)
  return text
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, blank)
    .search(/&(?!#?[\w.:-]+;)/)
}
