// What the XML parser's messages mean, in words of ours. Knows Python's white space.
import { trimEnd } from '../python/space.js'

/** What is wrong with XML, where that begins, and what to write instead. */
export interface XmlFault {
  words: string
  start: number
  /** Where it ends, if not where the parser stopped. */
  end?: number
  hint: string
}

const inText = 'in text, & is written &amp; and < is written &lt;'

/** What the parser found, by the words that its message begins with, and what to do about it. */
const causes: [pattern: RegExp, words: string, hint: string][] = [
  [/document must contain a root element/, 'there is no <instance>', 'write <instance/>'],
  [
    /malformed character entity|character entity|entity name|entity reference/,
    'the & is not followed by an entity',
    inText,
  ],
  [/unquoted attribute value/, 'the value of an attribute has no quotes', 'write id="NAME"'],
  [/attribute without value/, 'the attribute has no value', 'write id="NAME"'],
  [/no whitespace between attributes/, 'there is no space before the attribute', 'write a space'],
  [/malformed comment/, 'a comment contains --', 'write - - in a comment'],
  [/"\]\]>" is disallowed/, 'the text contains ]]>', 'in text, ]]> is written ]]&gt;'],
  [/tag name/, 'the < is not followed by the name of a tag', inText],
  [/forward-slash/, 'a / in a tag is not followed by >', 'write <parameter id="NAME"/>'],
  [
    /in closing tag|empty close tag/,
    'a closing tag is malformed',
    'write </parameter> or </instance>',
  ],
  [
    /XML declaration|version|standalone|encoding value|name\/value|expected (?:the name|one of)|value (?:required|must be quoted)/,
    'the XML declaration is malformed, or is not at the start',
    'begin the file with <?xml version="1.0" encoding="utf-8"?>, or remove the declaration',
  ],
  [
    /processing instruction|whitespace required/,
    'the processing instruction is malformed',
    'remove it',
  ],
  [
    /incorrect syntax|doctype/,
    'the <! begins neither a comment nor CDATA',
    'remove it; in text, < is written &lt;',
  ],
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
    if (tag === '</parameter>' && closed === 'instance')
      return { start, words: `${tag} does not close <${closed}>`, hint: 'remove it' }
    const hint =
      tag === '</instance>' ? `close <${closed}> with </${closed}> first` : `write </${closed}>`
    return { start, words: `${tag} does not close <${closed}>`, hint }
  }
  if (/disallowed character\.$/.test(message) && text[end - 1] === '<')
    return inAttribute(text, end - 1)
  if (/text data outside/.test(message)) return outside(text, end)
  const twice = /duplicate attribute: (\S+)\.$/.exec(message)?.[1]
  if (twice !== undefined) return givenTwice(text, end, twice)
  if (/in attribute name/.test(message))
    return {
      start: end - 1,
      words: `unexpected ${JSON.stringify(text[end - 1])} in a tag`,
      hint: 'write id="NAME"',
    }
  if (
    /in tag name/.test(message) &&
    /^[ \t\n\r]+\/?(?:parameter|instance)\b/.test(text.slice(end - 1))
  )
    return {
      start: end - 2,
      words: 'there is a space after the <',
      hint: 'remove the space',
    }
  const closing = text.lastIndexOf('</', end - 1)
  if (/in closing tag|empty close tag/.test(message) && /^[\t\n\r ]/.test(text.slice(closing + 2)))
    return { start: closing, words: 'there is a space after the </', hint: 'remove the space' }
  const declaration = text.lastIndexOf('<?xml', end - 1)
  if (declaration > 0 && /^[\t\n\r ]*$/.test(text.slice(0, declaration)))
    return {
      start: 0,
      end: declaration,
      words: 'there is white space before the XML declaration',
      hint: 'remove it: <?xml is the first of all',
    }
  if (/disallowed character\.$/.test(message)) return notAllowed(text.charCodeAt(end - 1), end - 1)
  const reference = /^&#(?:x([\da-f]+)|(\d+));/i.exec(text.slice(text.lastIndexOf('&', end - 1)))
  if (/character entity/.test(message) && reference) {
    const [, hex, decimal] = reference
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
    return notAllowed(code, text.lastIndexOf('&', end - 1))
  }
  const stray = /unexpected end|unclosed tag/.test(message) ? strayReference(text) : -1
  if (stray >= 0)
    return {
      start: stray,
      end: stray + /^&#?[\w.:-]*/.exec(text.slice(stray, stray + 40))![0].length,
      words: 'the & is not followed by an entity',
      hint: inText,
    }
  const tag = /unclosed tag.*: (\S+?)\.?$/.exec(message)?.[1]
  if (tag !== undefined)
    return { start: end - 1, words: `<${tag}> is never closed`, hint: `close it with </${tag}>` }
  const [, words, hint] = causes.find(([pattern]) => pattern.test(message)) ?? [
    undefined,
    'it breaks a rule of XML here',
    inText,
  ]
  const entity = /undefined entity/.test(message)
    ? /^&[\w.:-]{1,40};/.exec(text.slice(text.lastIndexOf('&', end - 1)))?.[0]
    : undefined
  if (entity !== undefined)
    return {
      start: text.lastIndexOf('&', end - 1),
      words: `XML does not define the entity ${entity}`,
      hint: 'write the character itself; in text, & is written &amp;',
    }
  if (/tag name/.test(message)) return { start: text.lastIndexOf('<', end - 1), words, hint }
  if (/entity/.test(message)) return { start: text.lastIndexOf('&', end - 1), words, hint }
  if (/incorrect syntax|doctype/.test(message))
    return { start: text.lastIndexOf('<!', end - 1), words, hint }
  if (/malformed comment/.test(message))
    return { start: text.lastIndexOf('--', end - 1), words, hint }
  const start = /only one root/.test(message) ? text.lastIndexOf('<', end - 1) : end - 1
  return { start, words, hint }
}

/** A value that is not closed goes on to the next tag; else the < is of its own. */
function inAttribute(text: string, start: number): XmlFault {
  let open = -1
  for (let at = text.lastIndexOf('<', start - 1); at < start; at++)
    if (open < 0 ? /["']/.test(text[at]!) : text[at] === text[open]) open = open < 0 ? at : -1
  const end = open < 0 ? -1 : text.indexOf('>', open)
  if (end < 0 || end > start)
    return { start, words: 'the value of an attribute contains <', hint: inText }
  return {
    start: open,
    end,
    words: 'the value of an attribute is never closed',
    hint: `close it with ${text[open]}`,
  }
}

/** Text before or after all tags, from its first character to its last. */
function outside(text: string, end: number): XmlFault {
  const tag = text.lastIndexOf('<', end - 2)
  const closing = text.startsWith('<!--', tag) ? '-->' : text.startsWith('<?', tag) ? '?>' : '>'
  const from = tag < 0 ? 0 : text.indexOf(closing, tag) + closing.length
  const [all, blank, words] = /^([\t\n\r ]*)([^<]*)/.exec(text.slice(from))!
  const start = from + blank!.length
  return {
    start,
    end: all === blank ? end : start + trimEnd(words!, 0, words!.length),
    words: 'there is text outside of <instance>',
    hint: 'move it into a <parameter>, or remove it',
  }
}

function givenTwice(text: string, end: number, name: string): XmlFault {
  let start = text.lastIndexOf(name, end - 1)
  while (start > 0 && !/^[\t\n\r ]*=/.test(text.slice(start + name.length, end)))
    start = text.lastIndexOf(name, start - 1)
  return {
    start,
    end: start + name.length,
    words: `the attribute "${name}" is given twice`,
    hint: 'keep one of the two',
  }
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
