// One type for every finding, what makes it and what throws it. Knows this folder alone.
import { codes, type Code } from './codes.js'
import { onOneLine } from './printable.js'
import {
  amount,
  listOf,
  map,
  misfitOf,
  oneOf,
  optional,
  record,
  text,
  type Shape,
} from './shape.js'

/** A place in a text: line and column count from 1 (UTF-16 units), offset from 0. */
export interface Position {
  line: number
  column: number
  offset: number
}

/** A stretch of text; `end` is the place just after its last character. */
export interface Range {
  start: Position
  end: Position
}

/** An error stops a command or makes its exit code 1, a warning stops `--strict`, an info never stops. */
export type Severity = 'error' | 'warning' | 'info'

/** Another place that helps to understand a finding. */
export interface Related {
  message: string
  file?: string
  range?: Range
}

/** One finding, the same shape whoever found it: reading, SLA, values or checks. */
export interface Diagnostic {
  code: Code
  severity: Severity
  /** One sentence, no final period: what is wrong, with the name it is about. */
  message: string
  file?: string
  range?: Range
  /** `section:option` in a profile, the parameter's name in instance parameters. */
  path?: string
  expected?: string
  received?: string
  /** What to write instead, where a near name or a remedy is known. */
  hint?: string
  related?: Related[]
  /** The sections of a plan's requests that it is about, where its path is that of others too. */
  requests?: string[]
}

const position = record({ line: amount, column: amount, offset: amount })
const place = {
  file: optional(text),
  range: optional(record({ start: position, end: position })),
}

/** Where a finding stands, as a callback gives it. */
export const placeShape: Shape = record(place)

/** What a {@link Diagnostic} must be, where one comes from outside. */
export const findingShape: Shape = record(
  {
    code: { ...oneOf(...Object.keys(codes)), expected: 'one of the codes that findings have' },
    severity: oneOf('error', 'warning', 'info'),
    message: text,
    ...place,
    path: optional(text),
    expected: optional(text),
    received: optional(text),
    hint: optional(text),
    related: optional(listOf(record({ message: text, ...place }))),
    requests: optional(listOf(text)),
  },
  'a finding, with code, severity and message',
)

/** Thrown by everything that cannot give its result; holds at least one diagnostic. */
export class ResilientError extends Error {
  override readonly name = 'ResilientError'
  readonly diagnostics: [Diagnostic, ...Diagnostic[]]
  /** The texts that the findings point into, by file name, for the code frame; Node does not print them with the error. */
  declare readonly sources: ReadonlyMap<string, string>

  constructor(
    diagnostics: [Diagnostic, ...Diagnostic[]],
    sources: ReadonlyMap<string, string> = new Map(),
  ) {
    const given = isFindings(diagnostics) ? diagnostics : noFinding
    super(given.map(summary).join('\n'))
    this.diagnostics = given
    const value = misfitOf('the sources', sources, map) === undefined ? sources : new Map()
    Object.defineProperty(this, 'sources', { value })
  }
}

function isFindings(given: unknown): boolean {
  const misfit = misfitOf('the findings', given, listOf(findingShape))
  return misfit === undefined && (given as readonly unknown[]).length > 0
}

/** What a finding says besides its code and its sentence; what is undefined is left out. */
export type Details = {
  [Field in keyof Omit<Diagnostic, 'code' | 'message'>]?: Diagnostic[Field] | undefined
}

/** Makes a finding: an error, unless its details have another severity. */
export function finding(code: Code, message: string, details: Details = {}): Diagnostic {
  const { severity = 'error' } = details
  const present = Object.entries(details).filter(([, value]) => value !== undefined)
  return { code, severity, message, ...Object.fromEntries(present) }
}

const noFinding: [Diagnostic] = [
  finding('bad-argument', 'a ResilientError has no findings', {
    expected: 'a list of one finding or more',
  }),
]

/** Throws one finding as a {@link ResilientError}; `source` is the text that it points into. */
export function fail(
  code: Code,
  message: string,
  { source, ...details }: Details & { source?: string | undefined } = {},
): never {
  const diagnostic = finding(code, message, details)
  const { file } = diagnostic
  const sources = file !== undefined && source !== undefined ? [[file, source] as const] : []
  throw new ResilientError([diagnostic], new Map(sources))
}

/** Throws findings, where there are any. */
export function failWith([first, ...rest]: readonly Diagnostic[]): void {
  if (first) throw new ResilientError([first, ...rest])
}

/** What tells a finding from others: two with one key say the same of the same place. */
export function keyOf({ code, file, range, message }: Diagnostic): string {
  return JSON.stringify([code, file, range?.start.offset, message])
}

/** The place and the sentence in one line: `file:line:column message`. */
export function summary({ file, range, message }: Diagnostic): string {
  const place = [file, range?.start.line, range?.start.column].filter((part) => part !== undefined)
  return onOneLine(place.length > 0 ? `${place.join(':')} ${message}` : message)
}
