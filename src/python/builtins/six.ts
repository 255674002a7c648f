// The module `six`. Knows the builtins and `urllib`.
import { type Bound, positional, taking, textual } from '../arguments.js'
import { decode, encode } from '../codecs.js'
import { refuse, refuseHere } from '../errors.js'
import { isText, stream, truth } from '../iterate.js'
import { misfit, typeName, type Value } from '../object.js'
import { str } from '../text.js'
import { Bytes, Dict, DictView, Module, PyStr, Tuple } from '../values.js'
import { type Call, module } from './functions.js'
import { urllib } from './urllib.js'

const shellQuote: Call = (args, named) => {
  const [given] = positional('quote', args, named, 1)
  if (!truth(given!)) return "''"
  const text = textual('quote', given)
  if (given instanceof PyStr) refuseHere('quoting safe text for a shell')
  return /[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", `'"'"'`)}'` : text
}

function iterDict(kind: 'keys' | 'values' | 'items'): Call {
  return (args, named) => {
    const [dict] = positional(kind, args, named, 1)
    if (!(dict instanceof Dict)) {
      misfit(`'${typeName(dict!)}' object has no attribute '${kind}'`, dict)
    }
    const view = new DictView(dict, kind)
    return stream([...view], `dict_${kind.replace(/s$/, '')}iterator`)
  }
}

const ensuring: Readonly<Record<string, Call>> = {
  ensure_str: ensure('ensure_str', false),
  ensure_text: ensure('ensure_text', false),
  ensure_binary: ensure('ensure_binary', true),
}

/** `six`, which code for both Pythons uses. */
export function six(types: ReadonlyMap<string, Value>): Module {
  const type = (name: string) => types.get(name)!
  const only = (name: string) => new Tuple([type(name)])
  const moves = module('six.moves', { shlex_quote: shellQuote }, [
    ['urllib', urllib],
    ['range', type('range')],
    ['zip', type('zip')],
    ['map', type('map')],
    ['filter', type('filter')],
  ])
  return module(
    'six',
    {
      iteritems: iterDict('items'),
      iterkeys: iterDict('keys'),
      itervalues: iterDict('values'),
      ...ensuring,
    },
    [
      ['PY2', false],
      ['PY3', true],
      ['string_types', only('str')],
      ['integer_types', only('int')],
      ['text_type', type('str')],
      ['binary_type', type('bytes')],
      ['moves', moves],
    ],
  )
}

function ensure(name: string, binary: boolean): Call {
  return taking(name, 's encoding= errors=', (bound) => ensured(bound, binary))
}

function ensured(
  [value = null, encoding = 'utf-8', errors = 'strict']: Bound,
  binary: boolean,
): Value {
  const codec = (): [string, string] => [textual('ensure', encoding), textual('ensure', errors)]
  if (isText(value)) return binary ? new Bytes(encode(str(value), ...codec())) : value
  if (value instanceof Bytes) return binary ? value : decode(value.data, ...codec())
  return refuse(`not expecting type '${typeName(value)}'`)
}
