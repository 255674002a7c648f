// Calls of everything that a template can name, with values of every type. Knows nothing.
import type { Case } from './jinja2.js'

const numbers = `none true false 0 1 -1 2 3 -7 10 255 1000 100000000000000000000 0.0 -0.0 0.5
  1.5 2.5 -2.5 -3.7 1e16 1e22 1e-7 1e300 0.1 123456.789 float("inf") float("nan")`.split(/\s+/)
const texts = [
  ...['', 'a', 'b', 'abc def', 'Hello World', "it's o'clock", ' x\\ty\\n', '12', '-3.7', '1e3'],
  ...[
    '0x1f',
    'é',
    'straße',
    'İx',
    'ŉ',
    'ǆ',
    'ΑΣ ας',
    '²',
    '½',
    'ⅷ',
    '٣',
    '😀a',
    'ﬁ',
    'ʰa',
    '\\ud800',
  ],
  ...[
    'a<b>&\\"\'',
    '{}',
    '{0}',
    '{x}',
    '%s',
    '%d-%s',
    '%(x)s',
    '%%',
    'a,b,,c',
    'one\\ntwo\\n\\nthree',
  ],
  ...['k v', '\\u00a0x\\u2003', 'inf', 'key', 'utf-8', 'HTTP/1.1 404', '_x1', 'strict', 'r\\r\\ns'],
].map((text) => `"${text}"`)
const containers = [
  ...['[]', '[1, 2, 3]', '["b", "a", "C"]', '[[1, 2], [3]]', '[1, "a", none]', '[3, 1.5, true]'],
  ...['[("a", 1), ("b", 2)]', '[{"x": 1}, {"x": 2}]', '["b"]', '[none]', '["a", "b", "a", "A"]'],
  ...['()', '(1,)', '("a", 2)', '(1, 2, 3)', '(("k", "v"),)', '{}', '{"x": 1}', '{"b": 2, "a": 1}'],
  ...['{1: "i", "1": "s"}', '{"a": none, "k": [1]}', '{"x": {"y": "<z>"}}', '{true: 0}', 'set()'],
  ...['set([1])', 'set(["a"])', 'set([none])', 'range(3)', 'range(5, 0, -2)', '"ab".encode()'],
  ...['"é".encode()', '{"a": 1}.keys()', '{"a": 1}.values()', '{"a": 1}.items()', '("<i>"|safe)'],
  ...['("%s{}"|safe)', '([1, 2]|map("string"))', '[].append', 'nothing', 'namespace(x=1)', 'range'],
  ...['joiner("a")', '([]|first)', '"x".upper', 'dict', 'str', 'six', 'iter([1, 2])'],
]
const all = [...numbers, ...texts, ...containers]

const filters =
  `abs attr batch capitalize center count d default dictsort e escape filesizeformat first
  float forceescape format groupby indent int items join last length list lower map max min pprint reject
  rejectattr replace reverse round safe select selectattr slice sort string striptags sum title tojson trim
  truncate unique upper urlencode wordcount xmlattr`.split(/\s+/)
const tests =
  `boolean callable defined divisibleby eq equalto escaped even false filter float ge greaterthan gt
  in integer iterable le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined
  upper`.split(/\s+/)
const builtins =
  `abs all any bin bool bytes callable chr dict divmod enumerate filter float format frozenset hex
  int isinstance iter len list map max min next oct ord pow range repr reversed round set sorted str sum tuple zip
  dumps assert namespace cycler joiner str.maketrans dict.fromkeys six.ensure_str six.ensure_text six.iteritems
  six.ensure_binary six.moves.shlex_quote json.dumps json.loads url.quote url.quote_plus url.unquote
  url.unquote_plus url.urlencode url.urlparse url.urlsplit url.urlunsplit url.parse_qs url.parse_qsl`.split(
    /\s+/,
  )
const methods: Record<string, string[]> = {
  text: `capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha
    isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower
    lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines
    startswith strip swapcase title translate upper zfill __len__ __contains__ __eq__ __add__`.split(
    /\s+/,
  ),
  list: `append clear copy count extend index insert pop remove reverse sort __setitem__ __getitem__ __delitem__
    __len__ __contains__`.split(/\s+/),
  dict: `clear copy get items keys pop popitem setdefault update values __setitem__ __getitem__ __delitem__
    __contains__ __len__`.split(/\s+/),
  set: `add clear copy difference discard intersection isdisjoint issubset issuperset pop remove
    symmetric_difference union update __contains__ __len__`.split(/\s+/),
  tuple: `count index __len__ __contains__ __getitem__`.split(/\s+/),
  bytes: ['decode', 'hex'],
  number: ['bit_length', 'is_integer', 'conjugate', 'real', 'imag', 'numerator', 'denominator'],
}
const names =
  `default boolean base precision method linecount fill_with slices case_sensitive by reverse attribute d
  width first blank killwords end leeway length chars old new count indent autospace start sep maxsplit keepends key
  encoding errors tabsize default_value x binary object`.split(/\s+/)
const operators = `+ - * / // % ** ~ == != < <= > >= in notin and or`.split(' ')
const specs =
  `"" "d" "5" ">8" "*^9" "08.3f" "+.2e" ".3g" "," "_x" "#o" "#06x" "%" ".2%" "c" "s" ".1" "=+7" "n" "é<4"
  ">{}" "-010" "g" "b" ".0f" ".10g" "E" "z.1f" "10,.2f" "#.3g" " " "<5s" "é" "0" "^" "=^7" "010" ".0e"`.split(
    /\s+/,
  )
const directives =
  `%s %r %a %d %i %5d %-5d| %05d %+d %x %#X %o %#o %e %.2e %.3f %F %g %.3g %G %c %% %5s %.2s %-6s|
  %(x)s %(x)d %*d %.*f %ld %y % %5 %#g %010.3f %+.1e %.0f %.0e %#x %u`.split(/\s+/)

/** The templates of as many calls, the same for each seed. */
export function calls(count: number, seed: number): Case[] {
  let state = seed
  const random = (): number => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const value = (): string => {
    const kind = random()
    return one(kind < 0.3 ? numbers : kind < 0.6 ? texts : kind < 0.95 ? containers : all)
  }
  const args = (most: number): string =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, (_, i) => {
      if (random() < 0.15) return `${one(names)}=${small()}`
      return i > 0 && random() < 0.1 ? `*[${small()}]` : small()
    })
      .sort((a, b) => Number(/^\w+=/.test(a)) - Number(/^\w+=/.test(b)))
      .join(', ')
  const small = (): string =>
    random() < 0.5
      ? one(['0', '1', '2', '-1', '3', '"a"', '"x"', '","', '""', 'true', 'none'])
      : value()
  const of: Record<string, () => string> = {
    text: () => one(texts),
    list: () => one(containers.slice(0, 11)),
    tuple: () => one(containers.slice(11, 16)),
    dict: () => one(containers.slice(16, 23)),
    set: () => one(['set()', 'set([1])', 'set(["a"])', 'set([none])']),
    bytes: () => one(['"ab".encode()', '"é".encode()', '"".encode()']),
    number: () => one(numbers.slice(1)),
  }
  const kinds: [number, () => string][] = [
    [5, () => `v|${one(filters)}(${args(3)})`],
    [2, () => `v|${one(filters)}`],
    [
      1,
      () =>
        `[v, ${value()}]|${one(['map', 'select', 'reject'])}("${one([...filters, ...tests])}")|list`,
    ],
    [
      1,
      () =>
        `v|list|${one(['sort', 'unique', 'max', 'min', 'groupby', 'join', 'sum', 'map'])}(${args(2)})`,
    ],
    [2, () => `v is ${one(tests)}${random() < 0.6 ? `(${args(2)})` : ''}`],
    [
      4,
      () => `${one(builtins)}(${random() < 0.7 ? `v, ${args(2)}` : args(3)})`.replace(', )', ')'),
    ],
    [3, () => `v ${one(operators).replace('notin', 'not in')} ${value()}`],
    [1, () => `${one(['-', '+', 'not '])}v`],
    [1, () => `v[${value()}]`],
    [1, () => `v[${one(['', '0', '1', '-1', 'none', value()])}:${one(['', '2', '-1', value()])}]`],
    [1, () => `v[::${one(['1', '-1', '2', '0', 'none'])}]`],
    [2, () => `format(v, ${one(specs)})`],
    [1, () => `"{:${one(specs).slice(1, -1)}}".format(v, 3)`],
    [2, () => `"${one(directives)}" % ${one(['v', '(v,)', '{"x": v}', '(v, 2)'])}`],
    [1, () => `("${one(directives)}"|safe) % (v,)`],
  ]
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let given = value()
    let expression: string
    if (random() < 0.35) {
      const type = one(Object.keys(methods))
      given = of[type]!()
      const name = one(methods[type]!)
      expression = random() < 0.05 ? `v.${name}` : `v.${name}(${args(2)})`
      // What a method changes is seen, too.
      expression = `[${expression}, v]`
    } else {
      let at = random() * total
      expression = kinds.find(([weight]) => (at -= weight) < 0)![1]()
    }
    const shown = random() < 0.15 ? `${expression}|list` : expression
    const source = `{% set v = ${given} %}{% set r = ${shown} %}{{ r }} {{ r is escaped }}{{ r is string }}`
    return { source, modules: { json: 'json', url: 'urllib.parse' } }
  })
}
