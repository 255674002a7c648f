// What the YAML parser stumbles over that the lines beside explain. Knows this folder alone.
import { lineEnd, type Slip } from './slips.js'

/** An alias as a name, whose ":" follows at once: the parser takes it for a part of the alias. */
export const aliasColon: Slip = ({ text, start }) => {
  const [, alias] = /^(\*[\w-]+):(?!\S)/.exec(text.slice(start, lineEnd(text, start))) ?? []
  if (alias === undefined) return undefined
  const at = start + alias.length
  const message = 'there is no space between the alias and the ":"'
  return { message, start: at, end: at + 1, hint: `write ${alias} : value` }
}

/** A value that goes on after a comment, which ended it. */
export const afterComment: Slip = ({ text, start }) => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const above = text.lastIndexOf('\n', from - 2) + 1
  const first = from + /^ */.exec(text.slice(from))![0].length
  const [, lead] =
    /^((?:- | )*)[^\s#].*[^\s:] +#/.exec(text.slice(above, lineEnd(text, above))) ?? []
  if (from === 0 || lead === undefined || first - from <= lead.length) return undefined
  if (/:(?!\S)/.test(text.slice(first, lineEnd(text, first)))) return undefined
  return {
    message: 'the comment in the line above ended the value',
    start: first,
    end: lineEnd(text, first),
    hint: 'put the comment on a line of its own, before the name',
  }
}

/** A mapping in the line below an item of a list that is text already. */
export const belowItem: Slip = ({ text, start }) => {
  const line = text.lastIndexOf('\n', start - 1) + 1
  const [, lead] = /^( *- +)[^\s:]*$/.exec(text.slice(line, lineEnd(text, start))) ?? []
  const next = text.indexOf('\n', start) + 1
  const [, blank, name] = /^( +)([^\s:]+):(?!\S)/.exec(text.slice(next, lineEnd(text, next))) ?? []
  if (lead === undefined || blank === undefined || next === 0) return undefined
  return {
    message: 'this line is indented below an item that already has a value',
    start: next + blank.length,
    end: lineEnd(text, next),
    hint: `write "- ${name}: value" for an item of its own, or indent it like the name of the list`,
  }
}
