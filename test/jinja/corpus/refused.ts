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
}

function templates(isRefused: boolean): string[] {
  return Object.keys(ofFilters)
    .filter((name) => Object.hasOwn(refusedFilters, name) === isRefused)
    .map((name) => ofFilters[name]!)
}

/** Those whose filters are built by now: the library's corpus has them. */
export const built: readonly string[] = templates(false)

/** What Jinja2 renders and is refused here by its name; docs/jinja.md says why. */
export const refused: Case[] = [
  ...templates(true),
  '{% autoescape true %}{{ "<" }}{% endautoescape %}',
  '{% filter upper %}a{% endfilter %}',
  '{{ 2.25|round(1, "ceil") }}',
  '{{ "é".encode("ascii", "ignore") }}',
  '{{ cycler("a", "b").next() }}',
  '{{ 1.5.real }}',
  '{{ (5).bit_length() }}',
  '{{ "s".swapcase() }}',
  '{{ "\\t".expandtabs() }}',
  '{{ "abc".translate({97: "x"}) }}',
  '{{ "straße".casefold() }}',
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
  '{{ "a".encode().hex() }}',
  '{{ "a".encode().upper() }}',
  '{{ range(3).stop }}',
  '{{ set([1]).difference_update([1]) }}',
  '{{ ("%s"|safe) % "<" }}',
  '{{ ("{}"|safe).format("<") }}',
  '{{ "{:>3}".format("a") }}',
  '{{ "{:02d}".format(3) }}',
  '{{ set([1]).union([2]) }}',
  '{{ set([1]).issubset([1, 2]) }}',
  '{{ "a"|capitalize }}',
  '{{ "a".istitle() }}',
  '{{ "a".isidentifier() }}',
  '{{ "a".__class__ }}',
  '{{ "{0.__class__}".format(1) }}',
  '{{ dict[1] }}',
  '{{ 2 ** 0.1 }}',
  '{{ (-8) ** 0.5 }}',
  '{{ "a b" is sameas "a b" }}',
  '{{ {float("nan"): 1} }}',
  '{{ "a b".title() }}',
  '{{ six.moves.shlex_quote("<"|safe) }}',
  '{{ "一".isnumeric() }}',
  '{{ "a" in {"a": 1}.keys().mapping }}',
  '{{ "%.90f" % 1 }}',
  '{{ "a" ~ zip([1], strict=true)|list }}',
].map((source) => ({ source }))
