// The text of block scalars (| and >), where PyYAML and YAML 1.2 part. Knows this folder alone.
import { type Scalar } from 'yaml'
import type { Refused } from './error.js'

const blanks = /[ \n\r]*/y

function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}

/** The text of a scalar that may be a block: its last line ends in a line feed to PyYAML only where the file's does. */
export function blockText(text: string, node: Scalar): string {
  const value = String(node.value)
  const isCut = isBlock(node) && node.range![1] === text.length && !text.endsWith('\n')
  return isCut && value.endsWith('\n') ? value.slice(0, -1) : value
}

/** A tab beside the | or >, or lines of blanks in a block, of which readers make different texts: where it counts its indentation, and at a file's end. */
export function blockFault(text: string, node: Scalar): Refused | undefined {
  if (!isBlock(node)) return undefined
  const [start, end] = node.range!
  // The parser leaves blanks at the end of a file out of the block.
  blanks.lastIndex = end
  const after = blanks.exec(text)![0]
  const [header, ...lines] = (text.slice(start, end) + after).split('\n')
  const tab = header!.indexOf('\t')
  if (tab >= 0 && !/\s#/.test(header!.slice(0, tab)))
    return {
      message: 'there is a tab outside quotes',
      start: start + tab,
      end: start + tab + 1,
      hint: 'use spaces',
    }
  const isCounted = /^[|>][-+]?\d/.test(header!)
  const isLast = end + after.length === text.length && lines.length > 0
  let at = start + header!.length + 1
  for (const [index, line] of lines.entries()) {
    const isBlank = /^ +\r?$/.test(line)
    if (isBlank && (isCounted || (isLast && index === lines.length - 1)))
      return {
        message: 'readers of YAML differ on a line of spaces in this text',
        start: at,
        end: at + line.length,
        hint: 'remove the spaces of the line, or write the text in double quotes',
      }
    at += line.length + 1
  }
  return undefined
}
