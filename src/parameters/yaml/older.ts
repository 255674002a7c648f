// What the parser here takes, being of YAML 1.2, and PyYAML refuses or reads otherwise. Knows this folder alone.
import { isCollection, isScalar, visit, type Document } from 'yaml'

/** A piece of a text that PyYAML does not take, and why. */
export interface Refused {
  message: string
  start: number
  end: number
}

// https://yaml.org/spec/1.1/#id868524, without what ends a line there and is a character to others.
const odd =
  /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/u

/** The first character that YAML 1.1 has not, or ends a line with; a name such as `\u2028` may stand for it. */
export function oddCharacter(text: string): Refused | undefined {
  const found = odd.exec(text)
  if (!found) return undefined
  const message = 'a character that YAML 1.1 allows only as an escape, in quotes'
  return { message, start: found.index, end: found.index + 1 }
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true
}

/** An anchor named twice or oddly, or what may not stand outside of quotes: a tab, a ? or a % at the start. */
export function newerSyntax(text: string, document: Document): Refused | undefined {
  const anchors = new Set<string>()
  const quoted: [number, number][] = []
  let refused: Refused | undefined
  visit(document, {
    Node: (_, node, path) => {
      const [start, end] = node.range ?? [0, 0]
      const refuse = (message: string): symbol => {
        refused = { message, start, end }
        return visit.BREAK
      }
      const { anchor } = node as { anchor?: string }
      if (anchor !== undefined) {
        if (anchors.has(anchor)) return refuse(`the anchor &${anchor} is there twice`)
        if (!/^[\w-]+$/.test(anchor)) return refuse(`the anchor &${anchor} is not of letters`)
        anchors.add(anchor)
      }
      if (!isScalar(node)) return undefined
      if (node.type !== 'PLAIN') quoted.push([start, end])
      else if (String(node.value).startsWith('%')) return refuse('% begins a value without quotes')
      else if (path.some(isFlow) && /^:|\?/.test(String(node.value)))
        return refuse('a ? or a : stands in a value without quotes, in brackets or braces')
      return undefined
    },
  })
  if (refused) return refused
  const pattern = /\t|^%.*|^[ -]*\?(?=\s)/gm
  let before = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index, 0: found } = match
    const end = pattern.lastIndex
    while (before < quoted.length && quoted[before]![1] < end) before++
    if (before < quoted.length && quoted[before]![0] < end) continue
    if (found === '\t') {
      const line = text.slice(text.lastIndexOf('\n', index) + 1, index)
      if (!/(?:^|\s)#/.test(line))
        return { message: 'there is a tab outside quotes', start: index, end }
      // The rest is a comment.
      pattern.lastIndex = (text.indexOf('\n', index) + 1 || text.length + 1) - 1
      continue
    }
    if (found.endsWith('?')) return { message: 'a name is marked with ?', start: end - 1, end }
    if (!/^%YAML 1\.\d+ *\r?$/.test(found))
      return { message: 'a line without quotes begins with %', start: index, end }
  }
  return undefined
}
