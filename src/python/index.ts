// Python's values and what they do: the face of the folder. Knows nothing of the house. Who is read
// at every start imports the one file it needs: a face brings all that is behind it along.
export {
  flag,
  int,
  namedOf,
  Names,
  positional,
  takes,
  taking,
  textual,
  whole,
} from './arguments.js'
export { arithmetic, concatenate, divide, floorDivide, modulo, signed } from './arithmetic.js'
export { offered, own, textMethods } from './attributes.js'
export {
  defaultLimits,
  fits,
  isSpent,
  type Limits,
  spend,
  spendLength,
  together,
  withLimits,
} from './budget.js'
export { type Call, sum } from './builtins/functions.js'
export { builtins } from './builtins/index.js'
export { json } from './builtins/json.js'
export { six } from './builtins/six.js'
export { parse, urllib } from './builtins/urllib.js'
export { invoke } from './call.js'
export { contains, equal, order, same } from './compare.js'
export {
  type HangsOn,
  LimitError,
  PyError,
  refuse,
  refuseAll,
  refuseHere,
  Unsupported,
} from './errors.js'
export { percent } from './format/percent.js'
export { hash } from './hash.js'
export { keyed, slice } from './items.js'
export {
  entriesOf,
  isNumber,
  isText,
  iterate,
  lengthOf,
  listOf,
  plain,
  sizeOf,
  stream,
  truth,
  weigh,
  weighAll,
} from './iterate.js'
export { indentOf, readJson, writeJson } from './json.js'
export { jsonTokenAt, skipJsonBlank, type JsonToken } from './json-tokens.js'
export { NoLiteral, pythonLiteral, pythonText } from './literal.js'
export { update } from './methods/dict.js'
export { replace, trim } from './methods/split.js'
export { splitLines } from './methods/str.js'
export { bound, type Methods } from './methods/types.js'
export { absolute, floatOf, parseInteger, round, toInteger, writable } from './numbers.js'
export { misfit, type Named, type Printer, PyObject, typeName, type Value } from './object.js'
export { characters, quote } from './quote.js'
export {
  closing,
  holdsUnknown,
  causeIn,
  namesPrinted,
  refusedName,
  opening,
  printedUnknown,
  withoutUnknowns,
  writeKnown,
} from './marks.js'
export { best, sortBy } from './sort.js'
export { isSpace, skipSpace, spaceClass, strip, trimEnd, words } from './space.js'
export { repr, str } from './text.js'
export {
  answering,
  changes,
  changesIn,
  changing,
  inPart,
  isUnknown,
  openOf,
  opens,
  orUnknown,
  testedSince,
  type Tests,
  timesTested,
  touch,
  Unknown,
  unknownIn,
  unknownsSince,
} from './unknown.js'
export { formUrl, quoteUrl } from './url.js'
export { isYoung } from './young.js'
export {
  Bytes,
  canChange,
  Dict,
  DictView,
  Func,
  Module,
  PySet,
  PyStr,
  Stream,
  Tuple,
  Type,
} from './values.js'
