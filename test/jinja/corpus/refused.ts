import { refusedFilters } from '../../../src/jinja/library/refused.js'
import type { Case } from '../../support/jinja2.js'

/** What Jinja2 renders with the filters that are, or once were, refused by their names. */
const ofFilters: Readonly<Record<string, string>> = {
  batch: '{{ [1, 2, 3]|batch(2)|list }}',
  slice: '{{ [1, 2, 3]|slice(2)|list }}',
  groupby: '{{ [{"a": 1}]|groupby("a") }}',
  attr: '{{ "a"|attr("upper") is defined }}',
  random: '{{ ["a"]|random }}',
  urlize: '{{ "see example.org"|urlize }}',
  wordwrap: '{{ "a b c"|wordwrap(3) }}',
  wordcount: '{{ "a b c"|wordcount }}',
  striptags: '{{ "<b>a</b>"|striptags }}',
  xmlattr: '{{ {"a": 1}|xmlattr }}',
  truncate: '{{ "one two three"|truncate(7, leeway=0) }}',
  filesizeformat: '{{ 1000|filesizeformat }}',
  pprint: '{{ {"b": 1, "a": 2}|pprint }}',
  center: '{{ "a"|center(5) }}',
  forceescape: '{{ "<"|forceescape }}',
  title: '{{ "a b"|title }}',
}

function templates(isRefused: boolean): string[] {
  return Object.keys(ofFilters)
    .filter((name) => Object.hasOwn(refusedFilters, name) === isRefused)
    .map((name) => ofFilters[name]!)
}

/** Those whose filters are built by now: the library's corpus has them. */
export const built: readonly string[] = templates(false)

/** Calls of methods on a value, each refused. */
function methods(value: string, names: string): string[] {
  return names.split(' ').map((call) => `{{ ${value}.${call} }}`)
}

/** What is refused by its name, by why: the rows of the table in docs/jinja.md. */
export const refusedBy: Readonly<Record<string, readonly string[]>> = {
  'another text each time: lots, addresses in memory, an order of no rule': [
    ofFilters['random']!,
    '{{ lipsum() }}',
    '{{ range }}{{ [].append }}',
    '{{ [1]|select }}',
    '{{ json }}',
    '{{ set(["a", "b"]) }}',
    '{{ dumps(set(["a", "b"])) }}',
    '{{ dumps({("b", 1): 1, ("a", 1): 2}) }}',
    '{% set q = [1] %}{% do q.append(q) %}{{ dumps(q) }}',
    '{{ set([3, 1])|list }}',
    '{% for x in set(["a", "b"]) %}{{ x }}{% endfor %}',
    '{{ sorted(set(["a", "A"]), key=str.lower) }}',
    '{{ set(["a", "A"])|sort }}',
  ],
  'they lead out of the template': [
    '{{ "a".__class__ }}',
    '{{ str.__mro__ }}',
    '{{ "{0.__class__}".format(1) }}',
    '{% for x in [1] %}{{ loop._iterator }}{% endfor %}',
    '{% macro macro() %}{% endmacro %}{{ macro._func }}',
    '{% import "text" as module %}{{ module._body_stream }}',
    '{{ self._TemplateReference__context }}',
    '{% block a %}{{ self.a._stack|length }}{% endblock %}',
    '{{ namespace(a=1)._Namespace__attrs }}',
  ],
  'for pages more than for profiles: no profile of SlapOS uses them': [
    ...templates(true).filter((source) => source !== ofFilters['random']),
    '{{ "a"|capitalize }}',
    '{% autoescape true %}{{ "<" }}{% endautoescape %}',
    '{% filter upper %}a{% endfilter %}',
    '{{ 2.25|round(1, "ceil") }}',
    '{{ 2.25|round(1, "floor") }}',
    '{{ cycler("a", "b").next() }}',
    '{{ joiner(",")() }}',
    '{{ ("%s"|safe) % "<" }}',
    ...methods('("a-b"|safe)', 'format("<") join(["<"]) replace("-","<") split("-") isalpha()'),
    '{{ "a\nb"|indent("<"|safe) }}',
    '{% for x in [[1]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}',
    '{% for x in [1] recursive %}{% break %}{% else %}E{% endfor %}',
    ...[
      'cycle("a", "b")',
      'changed(x)',
      'previtem is defined',
      'nextitem is defined',
      'depth',
      'depth0',
    ].map((name) => `{% for x in [1, 2] %}{{ loop.${name} }}{% endfor %}`),
    ...['"a" is lower', '"É" is upper', '"upper" is filter', '"odd" is test'].map(
      (test) => `{{ ${test} }}`,
    ),
  ],
  'no profile of SlapOS calls them': [
    '{{ bin(5) }}',
    '{{ hex(255) }}',
    '{{ oct(8) }}',
    '{{ chr(97) }}',
    '{{ ord("a") }}',
    '{{ pow(2, 10) }}',
    '{{ divmod(7, 2) }}',
    '{{ format(5, "03d") }}',
    '{{ bytes([97]) }}',
    '{{ frozenset([1]) }}',
    '{{ complex(1, 2) }}',
    '{{ filter(none, [0, 1])|list }}',
    '{{ "a" ~ zip([1], strict=true)|list }}',
    '{{ url.urljoin("http://a/b", "c") }}',
    '{{ url.urldefrag("a#b") }}',
    '{{ url.parse_qsl("a=b&c=d") }}',
    '{{ url.urlunparse(("http", "h", "/p", "", "q", "")) }}',
    '{{ url.urlunsplit(("http", "h", "/p", "q", "")) }}',
    '{{ json.JSONEncoder }}',
    '{{ six.StringIO is defined }}',
    '{{ six.viewkeys({}) }}',
  ],
  'no profile of SlapOS has these methods': [
    ...methods(
      '"s"',
      'capitalize() casefold() center(5) expandtabs() format_map({}) isidentifier() islower() isnumeric() istitle() isupper() ljust(5) rjust(5) swapcase() title() translate({97:"x"}) zfill(5)',
    ),
    '{{ str.maketrans("a", "b") }}',
    '{{ "一".isnumeric() }}',
    '{{ "{:>5}".format("a") }}',
    '{{ "{:02d}".format(3) }}',
    '{{ "{0.real}".format(3) }}',
    '{{ "{0[1]}".format([3, 4]) }}',
    '{{ "{!r}".format("a") }}',
    ...['%x', '%X', '%o', '%c', '%a', '%e', '%G', '%g', '%*d', '%.*f', '%#x'].map(
      (directive) => `{{ "${directive}" % ${directive.includes('*') ? '(3, 65)' : '65'} }}`,
    ),
    '{{ url.urlparse("http://h").geturl() }}{{ url.urlsplit("http://h")._replace(path="x").path }}',
    ...methods(
      'set([1])',
      'difference([1]) intersection([1]) isdisjoint([2]) issubset([1,2]) issuperset([1]) symmetric_difference([1]) union([1])',
    ),
    '{{ set([1]).difference_update([1]) }}',
    '{{ set([1, 2]).pop() }}',
    '{% set s = set([1]) %}{{ s.pop() }}',
    '{{ {"a": 1}.fromkeys("ab") }}',
    '{{ "a" in {"a": 1}.keys().mapping }}',
    ...methods('range(3)', 'start stop step index(1) count(1)'),
    ...methods('"a".encode()', 'hex() upper() startswith("a".encode()) join([])'),
    ...methods('1.5', 'real imag is_integer() hex()'),
    ...methods('(5)', 'numerator bit_length() real'),
    '{{ int.from_bytes is defined }}',
    ...methods('([1]|select)', 'close() send(none) throw').map((source) =>
      source.replace(' }}', ' is defined }}'),
    ),
    '{{ cycler.next is defined }}',
    '{{ bytes.decode is defined }}',
  ],
  'no profile of SlapOS gives these arguments': [
    '{{ json.dumps({}, skipkeys=true) }}',
    '{{ json.dumps(1, allow_nan=false) }}',
    '{{ json.dumps(1, cls=none) }}',
    '{{ json.dumps(1, default=str) }}',
    '{{ json.loads("{}", object_hook=dict) }}',
    '{{ json.loads("1.5", parse_float=str) }}',
    '{{ url.urlparse("a#b", allow_fragments=false).path }}',
    '{{ url.urlencode({"a": "b c"}, quote_via=url.quote) }}',
    '{{ url.urlencode({"a": [1, 2]}, doseq=true) }}',
    '{{ str("a".encode(), encoding="utf-8") }}',
    '{{ "a".encode("latin-1") }}',
    '{{ url.parse_qs("a=b", max_num_fields=3) }}',
    '{{ url.quote("é", encoding="latin-1") }}',
    '{{ url.unquote("%e9", errors="replace") }}',
    '{{ url.parse_qs("a=b;c=d", separator=";") }}',
    '{{ "é".encode("ascii", "ignore") }}',
    '{{ "a".encode("utf-16")|length }}',
    '{{ "a".encode().decode("ascii", "ignore") }}',
    '{{ six.ensure_str("a".encode(), "utf-8", "ignore") }}',
  ],
  'no profile of SlapOS writes them': [
    '{{ dict[1] }}',
    '{{ dict.x }}',
    '{{ sorted(["B", "a"], key=str.lower) }}',
    '{{ 7.5 // 2 }}',
    '{{ 7.5 % 2 }}',
    '{{ round(1234, -2) }}',
    '{{ 25.5|round(-1) }}',
    '{{ "%f" % 1e21 }}',
    '{{ int("5".encode(), 16) }}',
    '{{ "٣"|int }}',
    '{{ "²".isdigit() }}',
    '{{ dict[1:2] is defined }}',
    '{{ url.urlparse("a"|safe).path }}',
    '{{ url.unquote("a"|safe) }}',
    '{{ url.urlsplit("http://[v1.x]/").netloc }}',
    '{{ url.urlsplit("http://[::1%25eth0]/").netloc }}',
    '{{ url.urlsplit("http://ﬁ/").netloc }}',
    '{{ url.urlparse("a", scheme=" ") }}',
    '{{ url.urlparse("a", scheme="b"|safe).scheme }}',
    '{{ six.moves.shlex_quote("<"|safe) }}',
    '{{ set([1]) in set([2]) }}',
    '{{ "a".encode() in "ab".encode() }}',
    '{{ "a".encode() + "b".encode() }}',
    '{{ "a".encode() < "b".encode() }}',
    '{% for x in [1, 2] %}{{ loop|list|length }}{% endfor %}',
    '{{ "\\N{BULLET}" }}',
    '{% set ﬁ = 2 %}{{ ﬁ }}',
    '{{ dict(ﬁ=1) }}',
    '{% from "names" import with %}{{ with }}',
    '{% from "names" import without %}{{ without }}',
    '{% include [1, "text"] %}',
    '{% macro m() %}{% include "text" without context %}{% endmacro %}{{ m()|join }}',
    '{% set s %}{% include "text" without context %}{% endset %}[{{ s }}]',
    '{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% include "text" without context %}{% endcall %}',
    '{{ namespace({0: "a"}) }}',
    '{% for i in [1, 2] %}{% block b scoped %}{{ i }}{% endblock %}{% endfor %}',
    '{% for x in [1] %}{% for y in [2] %}{% block b scoped %}{{ loop.index }}{% endblock %}{% endfor %}{% endfor %}',
    '{{ "\\ud83d\\ude00"|length }}',
    '{{ "\\U0000de00"|length }}',
    `{{ json.loads('["\\\\ud83d"]')|length }}`,
    `{{ json.loads('{"\\\\ude00": 1}')|length }}`,
  ],
  "their last digits are the C library's, and Jinja2 loses the brackets of a negative constant": [
    '{{ 2 ** 0.1 }}',
    '{{ 2.0 ** 3 }}',
    '{{ (-3) ** 2 }}',
    '{{ 10 ** -5 }}',
    '{{ "%.90f" % 1 }}',
  ],
  'Jinja2 stops at them, or writes each anew, where it works out constants': [
    '{{ 1e400 }}',
    '{{ "inf"|float }}',
    '{{ 1e300 * 1e300 }}',
    '{{ 10 ** 4300 > 1 }}',
    '{% set x = [1, 2] %}{% set y = [x] * 2 %}{{ y }}',
    '{{ [{}] * 2 }}',
  ],
  'Pythons differ about them': ['{{ "\\U0001fae9"|upper }}', '{{ repr("\\U0001fae9") }}'],
  'Python asks which of two equal ones it is': [
    '{{ {float("nan"): 1} }}',
    '{{ [float("nan")] == [float("nan")] }}',
    '{{ "a b" is sameas "a b" }}',
    '{{ () is sameas(()) }}',
    '{{ "a".encode() is sameas("a".encode()) }}',
  ],
  'the text up to there would be lost': [
    '{% for x in [1] %}{% set y %}{% break %}{% endset %}{% endfor %}',
    '{% for x in [1] %}{% set y %}{% continue %}{% endset %}{% endfor %}',
  ],
  "Python's own limits come soon after, where depends on who calls": [
    `{{ 1${' + 1'.repeat(70)} }}`,
    `{{ ${'['.repeat(65)}${']'.repeat(65)}|length }}`,
    `${'{% if 1 %}'.repeat(50)}x${'{% endif %}'.repeat(50)}`,
    `${'{% for x in [1] %}'.repeat(17)}x${'{% endfor %}'.repeat(17)}`,
  ],
}

const imports = { text: 'T', names: '{% set with = 1 %}{% set without = 2 %}' }
const modules = { json: 'json', url: 'urllib.parse' }
const extensions = ['jinja2.ext.loopcontrols']

/** What Jinja2 renders and is not supported here by its name. */
export const refused: Case[] = Object.values(refusedBy)
  .flat()
  .map((source) => ({ source, imports, modules, extensions }))
