// What the XML parser's messages mean, in words of ours. Knows Python's white space.
import { trimEnd } from '../python/space.js'

/** What is wrong with XML, where that begins, and what to write instead. */
export interface XmlFault {
  words: string
  start: number
  hint: string
}

const inText = 'in text, & is written &amp; and < is written &lt;'

/** What the parser found, by the words that its message begins with, and what to do about it. */
const causes: [pattern: RegExp, words: string, hint: string][] = [
  [/document must contain a root element/, 'there is no <instance>', 'write <instance/>'],
  [
    /text data outside of root node/,
    'there is text outside of <instance>',
    'move it into a <parameter>, or remove it',
  ],
  [/undefined entity/, 'XML does not define this entity', inText],
  [
    /malformed character entity|character entity|entity name|entity reference/,
    'a reference that begins with & is malformed',
    inText,
  ],
  [/duplicate attribute/, 'an attribute is given twice', 'keep one of the two'],
  [/unquoted attribute value/, 'the value of an attribute has no quotes', 'write id="NAME"'],
  [/attribute/, 'an attribute is malformed', 'write id="NAME"'],
  [/malformed comment/, 'a comment contains --', 'write - - in a comment'],
  [/"\]\]>" is disallowed/, 'the text contains ]]>', 'in text, ]]> is written ]]&gt;'],
  [/tag name/, 'there is a < that does not begin a tag', inText],
  [/forward-slash/, 'a / in a tag is not followed by >', 'write <parameter id="NAME"/>'],
  [/in closing tag|empty close tag/, 'a closing tag is malformed', 'write </parameter>'],
  [
    /XML declaration|version|standalone|encoding value|name\/value|expected (?:the name|one of)|value (?:required|must be quoted)/,
    'the XML declaration is malformed, or is not at the start',
    'begin the file with <?xml version="1.0" encoding="utf-8"?>, or remove it',
  ],
  [
    /processing instruction|whitespace required/,
    'a processing instruction is malformed',
    'remove it',
  ],
  [/incorrect syntax|doctype/, 'there is a <! that begins neither a comment nor CDATA', inText],
  [
    /only one root|multiple root|contain only one/,
    'there is more than one root',
    'put all parameters into one <instance>',
  ],
  [/unexpected end/, 'the document ends too early', 'close it with </instance>'],
]

/**
 * The parser stops after what it cannot take; a reference or a second root began earlier. `closed` is the
 * tag that was open where a closing tag came.
 */
export function firstCause(
  message: string,
  text: string,
  end: number,
  closed: string | undefined,
): XmlFault {
  const isCut = /unexpected end|unclosed tag|root element/.test(message)
  const open = isCut ? neverClosed(text) : undefined
  if (open) return open
  if (/unexpected close tag|unmatched closing tag/.test(message)) {
    const start = text.lastIndexOf('</', end - 1)
    const name = text.slice(start, trimEnd(text, start, end - 1))
    const tag = name + text[end - 1]!
    if (!message.includes('unexpected') || closed === undefined)
      return { start, words: `${tag} does not close anything`, hint: 'remove it' }
    return { start, words: `${tag} does not close <${closed}>`, hint: `write </${closed}>` }
  }
  if (/disallowed character\.$/.test(message) && text[end - 1] === '<')
    return { start: end - 1, words: 'the value of an attribute contains <', hint: inText }
  if (/disallowed character\.$/.test(message)) return notAllowed(text.charCodeAt(end - 1), end - 1)
  const reference = /^&#(?:x([\da-f]+)|(\d+));/i.exec(text.slice(text.lastIndexOf('&', end - 1)))
  if (/character entity/.test(message) && reference) {
    const [, hex, decimal] = reference
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
    return notAllowed(code, text.lastIndexOf('&', end - 1))
  }
  const stray = /unexpected end|unclosed tag/.test(message) ? strayReference(text) : -1
  if (stray >= 0) return { start: stray, words: 'an & begins no reference', hint: inText }
  const tag = /unclosed tag.*: (\S+?)\.?$/.exec(message)?.[1]
  if (tag !== undefined)
    return { start: end - 1, words: `<${tag}> is never closed`, hint: `close it with </${tag}>` }
  const [, words, hint] = causes.find(([pattern]) => pattern.test(message)) ?? [
    undefined,
    'it breaks a rule of XML here',
    inText,
  ]
  if (/entity/.test(message)) return { start: text.lastIndexOf('&', end - 1), words, hint }
  if (/malformed comment/.test(message))
    return { start: text.lastIndexOf('--', end - 1), words, hint }
  const start = /only one root/.test(message) ? text.lastIndexOf('<', end - 1) : end - 1
  return { start, words, hint }
}

function notAllowed(code: number, start: number): XmlFault {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return {
    start,
    words: `XML does not allow the character ${point}`,
    hint: 'remove it: XML has no way to write it',
  }
}

/** A comment, CDATA, an instruction or a last tag without an end: what follows is all in it. */
function neverClosed(text: string): XmlFault | undefined {
  const opening = /<!--|<!\[CDATA\[|<\?/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [what, close] = closings[match[0]]!
    const end = text.indexOf(close, opening.lastIndex)
    if (end < 0)
      return {
        start: match.index,
        words: `the ${what} is never closed`,
        hint: `close it with ${close}`,
      }
    opening.lastIndex = end + close.length
  }
  const [tag] = /<\/?[A-Z_][^<>]*$/i.exec(text) ?? []
  if (tag === undefined) return undefined
  return {
    start: text.length - tag.length,
    words: `the tag ${/^<\/?[^\s/]*/.exec(tag)![0]} is never closed`,
    hint: 'close it with >',
  }
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
