import type { Case } from '../../support/jinja2.js'

/** Methods of sets, safe text, bytes and numbers, and what `six` offers. */
export const methods: Case[] = [
  // set
  '{% set s = set([1]) %}{{ s.add(2) }}{{ s|sort }}{{ s.discard(1) }}{{ s.discard(9) }}{{ s }}{{ s.remove(2) }}{{ s|length }}',
  '{% set s = set([1]) %}{{ s.remove(9) }}',
  '{% set s = set([1, 2]) %}{% set t = s.copy() %}{{ s.clear() }}{{ s|length }}{{ t|sort }}',
  '{% set s = set([1]) %}{{ s.update([2], (3,), "a") }}{{ s|length }}{{ s|sort(attribute="nothing") }}',
  '{{ set([1]).__contains__(1) }}{{ set([1]).__len__() }}{{ 1 in set([1]) }}',
  '{{ frozenset([1]).add(2) }}',
  '{{ frozenset([1]).clear() }}',
  '{{ set([1]).issubset(5) }}',
  '{{ set([1]).union(5) }}',
  '{{ set([[1]]) }}',
  '{{ set([1]).nothing() }}',
  '{{ (set([1, 2]) & set([2]))|list }}{{ (set([1]) | set([2]))|sort }}',
  '{{ (set([1, 2]) - set([2]))|list }}{{ set([1]) < set([1, 2]) }}',
  // Markup
  '{% set m = "<b>"|e %}{{ m.upper() }}{{ m.lower() is escaped }}',
  '{% set m = "a-b"|e %}|{{ m.strip("a") }}',
  '{{ ("<"|e).encode() }}{{ ("a"|e).title() is escaped }}{{ ("a"|e).count("a") }}{{ ("a"|safe).nothing() }}',
  '{{ ("<"|e) ~ "<" }}{{ ("<"|e) + "<" }}{{ "<" + ("<"|e) }}{{ ("<"|e) * 2 }}',
  // bytes
  '{{ "é".encode() }}{{ "é".encode("utf-8").decode("utf-8") }}{{ "a".encode("UTF8") }}',
  '{{ "é".encode("latin1").decode("utf-8") }}',
  '{{ "a".encode("nothing") }}',
  '{{ bytes("ab") }}',
  // int and float
  '{{ (2.5).bit_length() }}',
  // six
  '{% for k, v in six.iteritems({"a": 1, "b": 2}) %}{{ k }}{{ v }}{% endfor %}{{ six.iterkeys({"a": 1})|list }}{{ six.itervalues({"a": 1})|list }}',
  '{{ six.iteritems({"a": 1}) is mapping }}',
  '{{ six.iteritems([1]) }}',
  '{{ six.iteritems(nothing) }}',
  '{{ six.ensure_text("a") }}{{ six.ensure_binary("é") }}',
  '{{ six.ensure_str(1) }}',
  '{{ six.moves.shlex_quote("a b") }}{{ six.moves.shlex_quote("") }}{{ six.moves.shlex_quote("a\'b") }}{{ six.moves.range(2)|list }}',
  '{{ isinstance("a", six.string_types) }}{{ isinstance(1, six.integer_types) }}{{ six.text_type(5) }}',
].map((source) => ({ source }))
