// Attributes: an object's own, and the methods of Python's kinds. Knows every table of methods.
import { plainly } from './arguments.js'
import { contains } from './compare.js'
import { refuseHere } from './errors.js'
import { formatText } from './format/fields.js'
import { keyed } from './items.js'
import { lengthOf } from './iterate.js'
import { dictMethods } from './methods/dict.js'
import { listMethods, tupleMethods } from './methods/list.js'
import { setMethods } from './methods/set.js'
import { bytesMethods, plainMethods } from './methods/str.js'
import { bound, type Methods } from './methods/types.js'
import { misfit, PyObject, typeName, type Value } from './object.js'
import { repr } from './text.js'
import { inPart, isUnknown } from './unknown.js'
import { Bytes, Dict, Func, PySet, Tuple, Type } from './values.js'
import { words } from './space.js'

const sized: Methods<Value> = {
  __len__: plainly('__len__', 0, 0, lengthOf),
  __contains__: plainly('__contains__', 1, 1, (self, [value]) => contains(self, value!)),
}
const indexed: Methods<Value> = {
  ...sized,
  __getitem__: plainly('__getitem__', 1, 1, (self, [key]) => {
    const found = keyed(self, key!)
    return found === undefined ? misfit(`there is no item ${repr(key!)}`, key) : found
  }),
}

/** What Python's str offers. */
export const textMethods: Methods<string> = {
  ...sized,
  ...plainMethods,
  format: formatText,
}

const tables: Readonly<Record<string, Methods<never>>> = {
  str: textMethods,
  list: { ...indexed, ...listMethods },
  tuple: { ...indexed, ...tupleMethods },
  dict: { ...sized, ...dictMethods },
  set: { ...sized, ...setMethods },
  bytes: { ...sized, ...bytesMethods },
}

/** What Python's str has besides. */
const otherText = `capitalize casefold center expandtabs format_map isidentifier islower isnumeric istitle isupper ljust maketrans
  rjust swapcase title translate zfill`

/** What Python's kinds have and is not built here: it is refused by its name. */
const unbuilt = new Set(
  Object.entries({
    int: `as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes`,
    float: 'as_integer_ratio conjugate fromhex hex imag is_integer real',
    str: otherText,
    set: `difference difference_update intersection intersection_update isdisjoint issubset issuperset
      pop symmetric_difference symmetric_difference_update union`,
    dict: 'fromkeys',
    module: `absolute_import add_metaclass add_move advance_iterator assertCountEqual assertNotRegex assertRaisesRegex assertRegex b
      BaseHTTPServer builtins byte2int BytesIO callable CGIHTTPServer class_types clear_cache codecs collections_abc configparser
      copyreg cPickle create_bound_method create_unbound_method cStringIO dbm_gnu dbm_ndbm decoder DefragResult DefragResultBytes
      detect_encoding dump email_mime_base email_mime_image email_mime_multipart email_mime_nonmultipart email_mime_text encoder
      error exec_ filterfalse functools get_function_closure get_function_code get_function_defaults get_function_globals
      get_method_function get_method_self get_unbound_function getcwd getcwdb getoutput html_entities html_parser http_client
      http_cookiejar http_cookies indexbytes input int2byte intern ipaddress Iterator iterbytes iterlists itertools
      JSONDecodeError JSONDecoder JSONEncoder load MAXSIZE Module_six_moves_urllib Module_six_moves_urllib_error
      Module_six_moves_urllib_parse Module_six_moves_urllib_request Module_six_moves_urllib_response
      Module_six_moves_urllib_robotparser MovedAttribute MovedModule namedtuple next non_hierarchical operator ParseResult
      ParseResultBytes print_ PY34 python_2_unicode_compatible queue quote_from_bytes raise_from re reduce reload_module
      remove_move reprlib request reraise response ResultBase robotparser scanner scheme_chars SimpleHTTPServer socketserver
      spec_from_loader splitattr splithost splitnport splitpasswd splitport splitquery SplitResult SplitResultBytes splittag
      splittype splituser splitvalue StringIO sys tkinter tkinter_colorchooser tkinter_commondialog tkinter_constants
      tkinter_dialog tkinter_dnd tkinter_filedialog tkinter_font tkinter_messagebox tkinter_scrolledtext tkinter_simpledialog
      tkinter_tix tkinter_tkfiledialog tkinter_tksimpledialog tkinter_ttk to_bytes types u unichr unquote_to_bytes unwrap
      urldefrag urljoin urllib_error urllib_parse urllib_robotparser urlunparse urlunsplit UserDict UserList UserString
      uses_fragment uses_netloc uses_params uses_query uses_relative viewitems viewkeys viewvalues warnings with_metaclass wraps
      xmlrpc_client xmlrpc_server xrange zip_longest`,
    LoopContext: `changed cycle depth depth0 nextitem previtem
      _after _before _current _iterable _iterator _last_changed_value _length _peek_next _recurse _undefined _to_iterator`,
    Macro: 'explicit_caller _argument_count _default_autoescape _environment _func _invoke',
    BlockReference: '_context _depth _stack',
    TemplateModule: '_body_stream',
    TemplateReference: '_TemplateReference__context',
    Namespace: '_Namespace__attrs',
    Cycler: 'current next reset',
    range: 'count index start step stop',
    generator: 'close gi_code gi_frame gi_running gi_suspended gi_yieldfrom send throw',
    bytes: `capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace
    istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust
    rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill`,
    Markup: `escape striptags unescape ${Object.keys(textMethods).join(' ')} ${otherText}`,
    dict_keys: 'isdisjoint mapping',
    dict_values: 'mapping',
    dict_items: 'isdisjoint mapping',
  }).flatMap(([type, names]) => words(names).map((name) => `${type}.${name}`)),
)

/** Python's own names with two underscores, which lead out of a template; others of that form are nobody's. */
const hidden = new Set(
  words(`abs add and annotations base bases bool builtins bytes call ceil class class_getitem closure code contains defaults
    del delattr delitem dict dictoffset dir divmod doc eq flags float floor floordiv format ge get getattribute getformat
    getitem getnewargs getstate globals gt hash html html_format iadd iand imul index init init_subclass instancecheck int
    invert ior isub itemsize iter ixor kwdefaults le len length_hint lshift lt mod module mro mul name ne neg new next or
    pos pow prepare qualname radd rand rdivmod reduce reduce_ex repr reversed rfloordiv rlshift rmod rmul ror round rpow
    rrshift rshift rsub rtruediv rxor self setattr setitem setstate sizeof slots str sub subclasscheck subclasses
    subclasshook text_signature truediv trunc weakrefoffset xor`).map((name) => `__${name}__`),
)

function tableOf(value: Value): Methods<never> | undefined {
  if (value instanceof Tuple) return tables['tuple']
  const isPlain =
    !(value instanceof PyObject) || [Dict, PySet, Bytes].some((c) => value instanceof c)
  return isPlain ? tables[typeName(value)] : undefined
}

/** The names of the attributes that a value offers, for hints. */
export function offered(value: Value): Iterable<string> {
  const table = tableOf(value)
  return table ? Object.keys(table) : value instanceof PyObject ? value.dir() : []
}

/** An attribute by Python's own rules, undefined where there is none. */
export function own(value: Value, name: string): Value | undefined {
  if (isUnknown(value) && Object.hasOwn(textMethods, name) && inPart(value, name, (text) => text))
    return new Func(name, (args, named) =>
      inPart(value, name, (text) => textMethods[name]!(text, args, named))!,
    )
  if (value instanceof PyObject) {
    const direct = value.attribute(name)
    if (direct !== undefined) return direct
  }
  const table = tableOf(value)
  const method = table && bound(value as never, name, table)
  if (method !== undefined) return method
  const type = value instanceof Type ? value.name : typeName(value)
  const isInner = type === 'module' ? name.startsWith('_') : hidden.has(name)
  const isHidden = isInner && !(value instanceof Dict && value.has(name))
  if (isHidden || unbuilt.has(`${type.replace('bool', 'int')}.${name}`))
    refuseHere(`the attribute ${name} of a ${typeName(value)}`)
  return undefined
}
