// What the parser here takes, being of YAML 1.2, and PyYAML refuses or reads otherwise. Knows python.
import { isCollection, isScalar, visit, type Document } from 'yaml'
import { halfPair } from '../../python/half.js'
import { blockFault } from './block.js'
import type { Refused } from './error.js'
import { nameFault } from './names.js'
import { quoteFault } from './quotes.js'
import { inQuotes } from './slips.js'

// https://yaml.org/spec/1.1/#id868524, without what ends a line there and is a character to others.
const odd =
  /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/u

/** The first character that YAML 1.1 has not, or ends a line with; a name such as `\u2028` may stand for it. */
export function oddCharacter(text: string): Refused | undefined {
  const found = odd.exec(text)
  if (!found) return undefined
  const [character] = found
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  const place = { start: found.index, end: found.index + character.length }
  const escape = `write \\u${code} in double quotes`
  if (character === '\r')
    return { message: 'a line ends in CR alone', ...place, hint: 'end lines in LF or CR LF' }
  if (halfPair.test(character))
    return { message: 'the text holds half of a surrogate pair', ...place, hint: 'remove it' }
  // PyYAML reads these, but as ends of lines or as marks, as few others do.
  if (/[\x85\u2028\u2029\ufeff]/.test(character))
    return { message: `readers of YAML differ on the character U+${code}`, ...place, hint: escape }
  return { message: `YAML does not allow the character U+${code}`, ...place, hint: escape }
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true
}

/** An anchor named twice or oddly, or what may not stand outside of quotes: a tab, or a % at the start. */
export function newerSyntax(text: string, document: Document): Refused | undefined {
  const anchors = new Set<string>()
  const quoted: [number, number][] = []
  let refused: Refused | undefined
  visit(document, {
    Pair: (_, pair) => {
      refused = nameFault(text, pair)
      return refused ? visit.BREAK : undefined
    },
    Node: (_, node, path) => {
      const [start, end] = node.range ?? [0, 0]
      const refuse = (message: string, hint: string): symbol => {
        refused = { message, start, end, hint }
        return visit.BREAK
      }
      const { anchor } = node as { anchor?: string }
      if (anchor !== undefined) {
        if (anchors.has(anchor))
          return refuse(`the anchor &${anchor} is defined twice`, 'give each its own name')
        if (!/^[\w-]+$/.test(anchor))
          return refuse(
            `the anchor &${anchor} has characters other than letters and digits`,
            `name it with ASCII letters and digits; ${inQuotes}`,
          )
        anchors.add(anchor)
        if (start === end && isScalar(node) && !text.includes(`*${anchor}`))
          return refuse(`the anchor &${anchor} names no value`, inQuotes)
      }
      if (!isScalar(node)) return undefined
      refused = blockFault(text, node) ?? quoteFault(text, node)
      if (refused) return visit.BREAK
      if (node.type !== 'PLAIN') quoted.push([start, end])
      else if (String(node.value).startsWith('%'))
        return refuse('% begins a value without quotes', inQuotes)
      else if (path.some(isFlow) && /^:|\?/.test(String(node.value)))
        return refuse(
          'a ? or a : stands in a value without quotes, in brackets or braces',
          inQuotes,
        )
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
        return { message: 'there is a tab outside quotes', start: index, end, hint: 'use spaces' }
      // The rest is a comment.
      pattern.lastIndex = (text.indexOf('\n', index) + 1 || text.length + 1) - 1
      continue
    }
    if (found.endsWith('?')) {
      const colon = /^( *):(?=\s|$)/m.exec(text.slice(end))
      if (!colon || colon[1]!.length === found.length - 1) continue
      const start = end + colon.index + colon[1]!.length
      const hint = 'write the : in the column of the ?, or write NAME: value'
      return { message: 'a : is not below its ?', start, end: start + 1, hint }
    }
    if (/^%YAML +1\.\d+ *(?: #.*)?\r?$/.test(found)) continue
    return (
      directive(text, index, end) ?? {
        message: 'a line without quotes begins with %',
        start: index,
        end,
        hint: inQuotes,
      }
    )
  }
  return undefined
}

/** A line with a % before the line --- that ends the directives, which say how the rest is to be read. */
function directive(text: string, start: number, end: number): Refused | undefined {
  const [, name] = /^%([A-Z]+)(?!\S)/.exec(text.slice(start, end)) ?? []
  const isFirst = /^(?:[ \t]*(?:#.*)?\r?\n|%.*\n)*$/.test(text.slice(0, start))
  if (name === undefined || !isFirst || !/^---(?!\S)/m.test(text.slice(end))) return undefined
  const hint =
    name === 'TAG' ? "remove it, and write YAML's own tags with !!, as !!int" : 'remove it'
  return { message: `the directive %${name} is not read here`, start, end, hint }
}
