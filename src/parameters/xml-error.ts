// What the XML parser's messages mean, in words of ours. Knows nothing of this project.

/** What the parser found, by the words that its message begins with. */
const causes: [RegExp, string][] = [
  [/unclosed tag/, '<$1> is never closed'],
  [/unexpected close tag|unmatched closing tag/, 'a closing tag fits no open one'],
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
  [/disallowed character/, 'a character that XML does not allow'],
  [/only one root|multiple root|contain only one/, 'there is more than one root'],
  [/unexpected end/, 'it ends too early'],
]

/** The parser stops after what it cannot take; a reference or a second root began earlier. */
export function firstCause(
  message: string,
  text: string,
  end: number,
): [start: number, words: string] {
  const stray = /unexpected end|unclosed tag/.test(message) ? strayReference(text) : -1
  if (stray >= 0) return [stray, 'an & begins no reference']
  const found = causes.find(([pattern]) => pattern.test(message))
  const tag = /: (\S+?)\.?$/.exec(message)?.[1] ?? ''
  const words = found?.[1].replace('$1', tag) ?? 'it breaks a rule of XML here'
  if (/entity/.test(message)) return [text.lastIndexOf('&', end - 1), words]
  return [/only one root/.test(message) ? text.lastIndexOf('<', end - 1) : end - 1, words]
}

/** The first & that begins no reference, where one has to: not in a comment, in CDATA, in an instruction. */
function strayReference(text: string): number {
  const blank = (part: string): string => ' '.repeat(part.length)
  return text
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, blank)
    .search(/&(?!#?[\w.:-]+;)/)
}
