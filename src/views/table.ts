// Plans as a table. Knows diagnostics, python and plan.
import stringWidth from 'fast-string-width'
import {
  checkGiven,
  findingShape,
  shape,
  shortened,
  type Diagnostic,
} from '../diagnostics/index.js'
import type { Plan, Request } from '../plan/index.js'
import { checkPlans } from '../plan/shape.js'
import { strip, trimEnd } from '../python/index.js'
import { findingsOf } from './findings.js'
import { printable } from './printable.js'
import { extent, inPairs, notified, roleOf, sectionsOf, slaText, type Sections } from './words.js'

/** The place where the table is shown. */
export interface TableOptions {
  /** The terminal's width in characters; 100 where there is none. */
  columns?: number | undefined
  colors?: boolean
  /** Findings besides the plans' own, marked at the requests that they are about. */
  diagnostics?: readonly Diagnostic[]
}

const tableOptions = shape.optionsOf<TableOptions>({
  columns: shape.amount,
  colors: shape.truth,
  diagnostics: shape.listOf(findingShape),
})

const titles = ['Role', 'Request', 'Software type', 'SLA (where it comes from)', 'Notifies']
const gap = 2
/** Below this a table has nothing but broken words: each request becomes a list. */
const narrowest = 72

/**
 * Every request of the plans, pair by pair: its name, software type, SLA with the origin of each
 * value, and whom it notifies. No row is wider than `columns` (20 at the least).
 */
export function table(plans: readonly Plan[], options: TableOptions = {}): string {
  checkPlans(plans)
  checkGiven('the options', options, tableOptions)
  const columns = Math.max(20, options.columns ?? 100)
  return plans.map((plan) => one(plan, { ...options, columns })).join('\n')
}

function one(plan: Plan, options: TableOptions & { columns: number }): string {
  const { columns } = options
  const style = styles(options.colors ?? false)
  const sections = sectionsOf(plan)
  const requests = inPairs(plan.requests)
  const rows = requests.map((request) => cells(request, sections))
  const { at } = findingsOf(plan, options.diagnostics)
  const marks = requests.map(({ section }) =>
    (at.get(section) ?? []).flatMap(({ severity, message }) =>
      wrap(`! ${severity} ${inCell(message)}`, columns).map(style[severity]),
    ),
  )
  return [
    ...wrap(`${printable(plan.name)}: ${extent(plan)}`, columns).map(style.bold),
    '',
    ...(columns < narrowest ? lists(rows, marks, columns) : grid(rows, marks, columns, style.bold)),
    ...unmatched(plan, columns),
    '',
  ].join('\n')
}

function unmatched({ unused }: Plan, columns: number): string[] {
  if (unused.length === 0) return []
  return [
    '',
    ...wrap(`Magic keys that match no request: ${unused.map(inCell).join(', ')}`, columns),
  ]
}

/** A cell is a list of entries, each on a line of its own where the column is wide enough. */
type Cell = readonly string[]

function cells(request: Request, sections: Sections): Cell[] {
  const { name, softwareType, shared, sla } = request
  const names = notified(request, sections)
  return [
    [roleOf(request)],
    [name],
    [softwareType + (shared ? ' (shared)' : '')],
    Object.entries(sla).map(([key, value]) => slaText(key, value, sections)),
    names.map((other, index) => other + (index < names.length - 1 ? ',' : '')),
  ].map((cell) => cell.map(inCell))
}

/** Nobody reads more of one value in a table; JSON has it whole. */
const longest = 1000

function inCell(text: string): string {
  return printable(shortened(text, longest))
}

function grid(
  rows: readonly Cell[][],
  marks: readonly string[][],
  columns: number,
  bold: (line: string) => string,
): string[] {
  const columnsOf = titles.map((title, column) => [title, ...rows.flatMap((row) => row[column]!)])
  const widths = fit(
    columnsOf.map((entries) => widest(entries)),
    columnsOf.map((entries) => widest(entries.flatMap((entry) => entry.split(' '))) + 2),
    columns - gap * (titles.length - 1),
  )
  const heads = line(
    titles.map((title) => [title]),
    widths,
  )
  const rule = widths.map((width) => '─'.repeat(width)).join(' '.repeat(gap))
  return [
    ...heads.map(bold),
    rule,
    ...rows.flatMap((row, index) => [...line(row, widths), ...marks[index]!]),
  ]
}

/**
 * The columns' widths: as wide as they need; where that is too wide, the widest gives way down to
 * its longest word, and only then words are broken.
 */
function fit(natural: readonly number[], words: readonly number[], available: number): number[] {
  const widths = [...natural]
  for (let over = widths.reduce((a, b) => a + b, 0) - available; over > 0; over--) {
    const spare = widths.map((width, column) => (width > words[column]! ? width : 0))
    const from = spare.some((width) => width > 0) ? spare : widths
    widths[from.indexOf(Math.max(...from))]!--
  }
  return widths
}

function line(row: readonly Cell[], widths: readonly number[]): string[] {
  const wrapped = row.map((cell, column) => cell.flatMap((entry) => wrap(entry, widths[column]!)))
  const height = Math.max(...wrapped.map(({ length }) => length))
  return Array.from({ length: height }, (_, index) => {
    const cells = wrapped.map((lines, column) => pad(lines[index] ?? '', widths[column]!))
    const text = cells.join(' '.repeat(gap))
    return text.slice(0, trimEnd(text))
  })
}

function lists(rows: readonly Cell[][], marks: readonly string[][], columns: number): string[] {
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [''] : []),
    ...row.flatMap((cell, column) =>
      cell.length === 0
        ? []
        : wrap(column === 3 ? 'SLA:' : `${titles[column]}: ${cell.join(' ')}`, columns).concat(
            column === 3 ? cell.flatMap((entry) => wrap(entry, columns - 2).map(indent)) : [],
          ),
    ),
    ...marks[index]!,
  ])
}

const indent = (text: string) => `  ${text}`

/**
 * The lines of an entry, broken at spaces, and inside words where one is too long. All but the first
 * are set in by two, so that an entry is seen to go on.
 */
function wrap(entry: string, width: number): string[] {
  const text = strip(entry.normalize())
  if (widthOf(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= (lines.length === 0 ? width : width - 2)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = cut(word, width - 2)
    line = pieces.pop() ?? ''
    for (const each of pieces) lines.push(each)
  }
  return [...lines, line].map((each, index) => (index === 0 ? each : indent(each)))
}

function cut(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  let taken = 0
  for (const letter of lettersOf(word)) {
    const more = widthOf(letter)
    if (taken + more > width && piece !== '') {
      pieces.push(piece)
      piece = ''
      taken = 0
    }
    piece += letter
    taken += more
  }
  return [...pieces, piece]
}

/** What readers take for the letters of a word, a stretch at a time: one step goes through it all. */
function* lettersOf(word: string): Generator<string> {
  // Made here: a table of short words needs none, and it takes longer to make than the table.
  const segmenter = new Intl.Segmenter()
  let rest = word
  while (rest !== '') {
    const letters = Array.from(segmenter.segment(rest.slice(0, 500)), ({ segment }) => segment)
    // The last one may go on.
    if (rest.length > 500 && letters.length > 1) letters.pop()
    yield* letters
    rest = rest.slice(letters.join('').length)
  }
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, widthOf(text)), 0)
}

/** The columns that a text takes; nearly all of it is ASCII, which needs no look at a table. */
function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text)
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Control Sequences of ECMA-48 where colours are wanted. */
function styles(colors: boolean) {
  const paint = (code: number) => (text: string) =>
    colors ? `\u001b[${code}m${text}\u001b[0m` : text
  return { bold: paint(1), error: paint(31), warning: paint(33), info: paint(36) }
}
