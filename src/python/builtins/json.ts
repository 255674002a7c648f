// The module `json`. Knows JSON and arguments.
import { signature, textual } from '../arguments.js'
import { decode } from '../codecs.js'
import { refuse } from '../errors.js'
import { listOf, truth } from '../iterate.js'
import { indentOf, readJson, writeJson } from '../json.js'
import { Bytes } from '../values.js'
import { module } from './functions.js'

const dumps = signature(
  'dumps',
  'obj indent= sort_keys= separators= ensure_ascii= skipkeys! check_circular! allow_nan! cls! default!',
)
const loads = signature(
  'loads',
  's cls! object_hook! parse_float! parse_int! parse_constant! object_pairs_hook!',
)

/** `json` */
export const json = module('json', {
  loads: (args, named) => {
    const [text] = loads(args.slice(0, 1), named)
    if (args.length > 1) refuse('loads() takes 1 positional argument')
    return readJson(
      text instanceof Bytes ? decode(text.data, 'utf-8', 'strict') : textual('loads', text),
    )
  },
  dumps: (args, named) => {
    const [value, indent = null, sorted = false, separators = null, ascii = true] = dumps(
      args.slice(0, 1),
      named,
    )
    if (args.length > 1) refuse('dumps() takes 1 positional argument')
    const marks = separators === null ? undefined : listOf(separators)
    if (marks && marks.length !== 2) refuse('separators must be two strings')
    const [between, after] = marks?.map((mark) => textual('separators', mark)) ?? []
    return writeJson(value!, {
      indent: indentOf(indent, value!),
      sorted: truth(sorted),
      separators: marks && [between!, after!],
      ascii: truth(ascii),
    })
  },
})
