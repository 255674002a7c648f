// What other folders may use of findings. Knows this folder alone.
export { codes, moveCodes, type Code } from './codes.js'
export {
  ResilientError,
  fail,
  finding,
  findingShape,
  failWith,
  keyOf,
  placeShape,
  summary,
  type Details,
  type Diagnostic,
  type Position,
  type Range,
  type Related,
  type Severity,
} from './diagnostic.js'
export { jsonValues, unfitIn, wholeCharacters, type Unfit } from './data.js'
export { codeFrame } from './frame.js'
export { checkGiven, checkList, checkNames, checkText, described, reading } from './given.js'
export * as shape from './shape.js'
export type { Shape } from './shape.js'
export { most, atMost, pastMost } from './limits.js'
export { Lines } from './lines.js'
export { didYouMean, mayLook, nearest, withHints } from './nearest.js'
export { printable, printableJson } from './printable.js'
export { anyOf, few, grouped, shortened, wayBack } from './shorten.js'
export { unifiedDiff } from './unified.js'
export { report, reporters, type ReporterName } from './reporters/index.js'
export type { Reporter, ReportOptions } from './reporters/reporter.js'
