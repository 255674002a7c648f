import { expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const release = (lines: string) => ({
  'software.cfg': `[buildout]
parts = instance
[template-a]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/a.cfg.jinja2
[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
`,
  'instance.cfg.in': `[buildout]
parts = switch-softwaretype
eggs-directory = \${buildout:eggs-directory}
develop-eggs-directory = \${buildout:develop-eggs-directory}
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = a:output
[a]
recipe = slapos.recipe.template:jinja2
url = \${template-a:target}
output = $\${buildout:directory}/a.cfg
extensions = jinja2.ext.do
context =
  key slapparameter_dict slap-configuration:configuration
  raw known abc
  json kdict {"a": 1, "b": {"c": 2}}
  json klist ["a", "b"]
  import json_module json
  import pwd pwd
`,
  'a.cfg.jinja2': `{%- set u = slapparameter_dict['u'] %}{% set v = slapparameter_dict['v'] -%}
[buildout]
parts = x
[x]
recipe = slapos.cookbook:publish
a = b
${lines}
`,
})

const check = async (lines: string): Promise<string> =>
  (await run(['check'], { cwd: folderOf(release(lines)) })).stdout

const filled = (change: string) => `{% for k in u %}{% do ${change} %}{% endfor %}`
const macro = '{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}\n'

it.each([
  // A text that holds an unknown.
  'y = {{ (u ~ "x").split(",")[1] }}',
  'y = {{ ("%s" % u)[10] }}',
  'y = {{ ("%s" % u).split(".")[3] }}',
  'y = {{ "{}".format(u).split(".")[3] }}',
  'y = {{ [u, "b"] | join(",") | int }}',
  'y = {{ json_module.loads("[%s]" % u)[3] }}',
  'y = {{ ("a" ~ u).rindex("q") }} {{ ("a" ~ u).nosuch }}',
  'y = {{ {"ax": 1}["a" ~ u] + 1 }}',
  '{% set t %}a{{ u }}{% endset %}y = {{ t.split(",")[3] }}',
  `${macro}y = {{ m(1, u).split(",")[3] }}`,
  // What is filled as an unknown decides.
  `{% set d = {} %}${filled('d.update({k: 1})')}\ny = {{ d["foo"] }}`,
  `{% set d = {} %}${filled('d.update({"foo": k})')}\ny = {{ d["foo"] }} {{ d.foo }}`,
  `{% set d = {} %}${filled('d.setdefault(k, []).append(1)')}\ny = {{ d["foo"][0] }}`,
  `{% set l = [] %}${filled('l.append(k)')}\ny = {{ l[0] }} {{ l[3] }} {{ l | first }} {{ max(l) }}`,
  `{% set l = [] %}${filled('l.append(k)')}\ny = {{ l.pop() }} {{ (l + [1])[1] }}`,
  '{% set ns = namespace() %}{% for k in u %}{% set ns.x = k %}{% endfor %}\ny = {{ ns.x }}',
  '{% set ns = namespace(p=none) %}{% for k in u %}{% set ns.p = 8 %}{% endfor %}\ny = {{ ns.p + 1 }}',
  '{% set d = {} %}{% if u %}{% do d.update(foo=1) %}{% endif %}\ny = {{ d["foo"] }}',
  '{% set d = {} %}{% for k in u or [] %}{% do d.update(foo=1) %}{% endfor %}\ny = {{ d.foo }}',
  // What is looked up by an unknown may be anything in it.
  ...[
    '{% for x in u %}{% do g[x.type].append(x) %}{% endfor %}',
    '{% do g[u].append(v) %}',
    '{% do g.get(u).append(v) %}',
    '{% do g.setdefault(u, {}).update(v) %}',
    '{% set e = g[u] %}{% do e.update(v) %}',
  ].map(
    (change) =>
      `{% set g = {'l': [], 'm': {'a': 1}} %}${change}\ny = {{ g.l[0].name }} {{ g.m.b }}`,
  ),
  '{% set l = [{}] %}{% do l[u].update(v) %}\ny = {{ l[0].b }}',
  '{% set d = {} %}{% do d.setdefault(u, []).append(1) %}\ny = {{ d["foo"][0] }}',
  // Instance parameters are a mapping of any size.
  "y = {{ json_module.loads(json_module.dumps(slapparameter_dict))['port'] }}",
  'y = {{ (slapparameter_dict.items() | list)[1] }} {{ sorted(slapparameter_dict)[2] }}',
  'y = {{ slapparameter_dict | dictsort | first }} {{ slapparameter_dict.popitem()[1] }}',
  'y = {{ "%s %s" % tuple(slapparameter_dict.values()) }} {{ str(slapparameter_dict)[200] }}',
  // There may be more of what an unknown fills.
  ...[filled("l.append('a')"), '{% do l.extend(u) %}'].flatMap((change) =>
    [
      "l[1:][1] }} {{ (l | join(' ')).split()[2] }} {{ str(l)[20] }} {{ dumps(l)[20] }} {{ 'a'[l | length - 1]",
      "json_module.loads(json_module.dumps(l))[2] }} {{ '%s %s %s' % tuple(l)",
      "json_module.loads(json_module.dumps({'a': l})).a[2] }} {{ dumps([l])[20]",
    ].map((use) => `{% set l = [] %}${change}\ny = {{ ${use} }}`),
  ),
  `{% set l, m = [], [] %}${filled("l.append('a')")}{% do m.extend(l) %}\ny = {{ m[2] }}`,
  `{% set l, m = [], [] %}${filled("l.append('a')")}{% for i in l %}{% do m.append(i) %}{% endfor %}\ny = {{ m[2] }}`,
  `{% set d = {} %}${filled('d.__setitem__(k, 1)')}\ny = {{ (d.keys() | list)[2] }} {{ sorted(d.items())[2] }}`,
  "y = {{ '%s %s' | format(*u) }}",
  // A text that a loop over an unknown prints.
  '{% set t %}{% for i in u %}a {% endfor %}{% endset %}y = {{ t.split()[2] }}',
  '{% macro t() %}{% for i in u %}a {% endfor %}{% endmacro %}y = {{ t().split()[2] }}',
  '{% macro t() %}{{ caller().split()[2] }}{% endmacro %}y = {% call t() %}{% for i in u %}a {% endfor %}{% endcall %}',
  // What is given by an unknown has any name.
  '{% macro k() %}{{ kwargs.x }}{% endmacro %}y = {{ k(**u) }}',
  '{% macro k() %}{{ varargs[1] }}{% endmacro %}y = {{ k(*u) }}',
  'y = {{ namespace(**u).b }} {{ namespace(u).b }}',
  // A round that is not the first has what earlier ones left.
  ...['not loop.first', 'loop.index > 1', 'loop.index0 > 0'].map(
    (test) =>
      `{% set n = namespace() %}{% for x in u %}{% if ${test} %}{{ n.prev.b }}{% endif %}{% set n.prev = x %}{% endfor %}`,
  ),
  '{% set n = namespace() %}{% for x in u %}{% if loop.first %}{% else %}{{ n.prev.b }}{% endif %}{% set n.prev = x %}{% endfor %}',
  // Arguments of which it is not known how many there are.
  `${macro}y = {{ m(**u) }} {{ m(*u) }} {{ m(1, **u) }} {{ m(1, *u) }} {{ m(1, 2, *u) }}`,
  'y = {{ dict(**u)["a"] }} {{ dict(a=1, **u).b }} {{ "{}{}".format(*u) }} {{ dict(*u).c }}',
  'y = {{ "%s %s" % u }}',
  // What nobody builds here and a node has.
  'y = {{ "a".title() }} {{ known | center(80) }} {{ "%x" % 3 }} {{ 2.0 // 3 }}',
])('finds nothing in %s', async (lines) => {
  expect(await check(lines)).toBe('')
})

it.each([
  ['y = {{ (1 if u else "a") + 1 }}', 'unsupported operand'],
  ['y = {{ (u or none).x }}', "no attribute or key 'x'"],
  ['y = {{ (u and none) + 1 }}', 'unsupported operand'],
  ['{{ joiner(",") }}', 'is not supported here'],
  ['{% for x in set([1, 2]) %}{{ x }}{% endfor %}', 'is not supported here'],
  // What an unknown fills may have lost what it had.
  ...[
    "d.update(slapparameter_dict.get('server', {}))",
    'd.update(u)',
    'd.update(slapparameter_dict)',
    'd.update(u.items())',
    'd.update(json_module.loads(u))',
    'd.update({u: 1})',
    'd.__setitem__(u, 1)',
  ].map((change): [string, string] => [
    `{% set d = {'a': 1} %}{% do ${change} %}\ny = {{ d.a.url }}`,
    "key 'url'",
  ]),
  ["y = {{ {'a': 1, u: 2}.a.url }}", "key 'url'"],
  ["y = {{ dict([('a', 1), (u, 2)]).a.url }}", "key 'url'"],
  ['{% set l = [1] %}{% do l.__setitem__(u, 2) %}\ny = {{ l[0].url }}', "key 'url'"],
  ['{% set l = [1] %}{% do l.insert(u, 2) %}\ny = {{ l[1] }} {{ l[0].url }}', "key 'url'"],
  [
    "{% set d = {'a': 1} %}{% for k, v in u.items() %}{% do d.update({k: v}) %}{% endfor %}\ny = {{ d.a.url }}",
    "key 'url'",
  ],
])('has information alone about %s', async (lines, told) => {
  const stdout = await check(lines)
  expect(stdout).toContain(told)
  expect(stdout).not.toMatch(/ (?:error|warning) /)
})

const inBranch = (line: string) => `{% if u %}\n${line}\n{% endif %}`

it.each([
  [inBranch('y = {{ kdict.typo }}'), 'no attribute or key'],
  [inBranch('y = {{ kdict.b.cc }}'), 'no attribute or key'],
  [inBranch('y = {{ klist[7] }}'), 'no element 7'],
  [inBranch('y = {{ known + 1 }}'), 'unsupported operand'],
  [inBranch('y = {{ known.splitt(",") }}'), 'did you mean split?'],
  [inBranch('y = {{ json_module.loads("{}").a }}'), 'no attribute or key'],
  [inBranch('y = {{ "%s%s%s" % (u, u) }}'), 'not enough arguments'],
  ['y = {{ "%s" % (u, u) }}', 'not all arguments'],
  ['y = {{ ",".join(u, 1) }}', 'takes 1 arguments'],
  [`${macro}y = {{ m(1, 2, u) }}`, 'no more than 2 arguments'],
  [`${macro}y = {{ m(1, c=u) }}`, 'no keyword argument'],
  ['y = {{ pwd.getpwnam(knwn) }}', 'did you mean "known"?'],
  ['y = {{ u + knwn }}', 'did you mean "known"?'],
  ['y = {{ u[knwn] }}', 'did you mean "known"?'],
  ...[
    ...['u == typo', 'u < typo', 'u in typo', 'typo in u'].map((test) => `1 if ${test} else 2`),
    ...['u | join(typo)', "u | replace('a', typo)", 'u.split(typo)'],
  ].map((use): [string, string] => [`y = {{ ${use} }}`, '"typo" is undefined']),
  ["y = {{ u | map('nofilter') | list }}", "No filter named 'nofilter'"],
  ["y = {{ u | selectattr('x', 'notest') | list }}", "No test named 'notest'"],
  ['{% if slapparameter_dict %}{{ typo }}{% endif %}', '"typo" is undefined'],
  ['{% if slapparameter_dict %}{% else %}{{ typo }}{% endif %}', '"typo" is undefined'],
  [`{% if u == 'a' %}{% elif v == 'b' %}{{ misspelt }}{% endif %}`, '"misspelt" is undefined'],
  [
    '{% for x in u %}{% if x.off %}{% continue %}{% endif %}{{ misspelt }}{% endfor %}',
    '"misspelt" is undefined',
  ],
  ['{% for x in u if not x.off %}{{ misspelt }}{% endfor %}', '"misspelt" is undefined'],
  [
    `{% if u %}{% if v == 1 %}{% elif v == 2 %}{{ misspelt }}{% endif %}{% endif %}`,
    '"misspelt" is undefined',
  ],
  [
    `{% if u == 1 %}{% elif u == 2 %}{% if v == 1 %}{% elif v == 2 %}{{ misspelt }}{% endif %}{% endif %}`,
    '"misspelt" is undefined',
  ],
])('says that %s is wrong, whatever is not known', async (lines, told) => {
  const stdout = await check(lines)
  expect(stdout).toContain(told)
  expect(stdout).toContain(' error ')
})

const other = '\nz = {{ misspelt }}\n'
const looped = `{% for i in klist %}
[request-{{ i }}]
recipe = slapos.cookbook:wrapper
command-line = a
wrapper-path = b
{% endfor %}
`

it.each([
  [
    `{% if u %}\nz = 1\n{% elif v %}${other}{% else %}\nz = 1\n{% endif %}`,
    '"misspelt" is undefined',
  ],
  [
    `{% if u %}{% if v %}\nz = 1\n{% else %}${other}{% endif %}{% endif %}`,
    '"misspelt" is undefined',
  ],
  [`{% if not u %}{% if v %}${other}{% endif %}{% endif %}`, '"misspelt" is undefined'],
  [`{% if u and not v %}${other}{% endif %}`, '"misspelt" is undefined'],
  [
    `{% for i in u %}{% if loop.first %}\nz = 1\n{% else %}${other}{% endif %}{% endfor %}`,
    '"misspelt" is undefined',
  ],
  ['z = {{ "a" if u else (misspelt if v else "c") }}', '"misspelt" is undefined'],
  [
    '{% if u == "a" %}\n{% elif u == "b" %}\nz = ${nowhere:x}\n{% endif %}',
    'error ${nowhere:x} refers to',
  ],
  [
    '{% if u == "a" %}\n{% elif u == "b" %}\nz = {{ kdict.typo }}\n{% endif %}',
    "error 'dict' object has no",
  ],
  [
    'z = ${q:recipe}\n{% if u %}\n{% elif v %}\n[q]\nrecipe = slapos.cookbook:wrapper\nwraper-path = x\n{% endif %}',
    'error [q] has no',
  ],
  [
    `z = \${request-c:wrapper-path}\n{% if u %}\ny = 1\n{% endif %}\n${looped}`,
    'error ${request-c:wrapper-path} refers to',
  ],
  [
    `z = \${request-c:wrapper-path}\n${looped}[request-{{ u }}-x]\n`,
    'error ${request-c:wrapper-path} refers to',
  ],
])('finds what is wrong in %s', async (lines, told) => {
  expect(await check(lines)).toContain(told)
})

it.each([
  // Which of its branches hang together is not known.
  'z = ${q:y}\n{% if u %}\n{% elif v %}\n[q]\ny = 1\n{% else %}\n[q]\ny = 2\n{% endif %}',
  '{% if u and kdict.get("x") %}{{ kdict["x"] }}{% endif %}',
  `z = \${request-a:wrapper-path} {{ u }}\n${looped}`,
])('finds nothing wrong in %s', async (lines) => {
  expect(await check(lines)).not.toMatch(/ (?:error|warning) (?!\$\{q:y\})/)
})

/** The files with lines added to the section that renders, which the node or the software reads. */
const withLines = (lines: string, isOfSoftware = false) => {
  const files = release('')
  if (!isOfSoftware) return { ...files, 'instance.cfg.in': `${files['instance.cfg.in']}${lines}\n` }
  return {
    ...files,
    'software.cfg': `${files['software.cfg'].replace('parts = instance', 'parts = instance a')}
[a]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/b.jinja2
output = \${buildout:directory}/b
${lines}
`,
    'b.jinja2': '',
    'library.jinja2': '',
  }
}

it.each([
  ['  import jsn jsn', false, '23:3: warning', 'did you mean json?'],
  ['  import tools itertool', false, '23:3: warning', 'did you mean itertools?'],
  [
    '  slapconfiguration conf slap-configuraton',
    false,
    '23:26: error',
    'did you mean slap-configuration?',
  ],
  ['import-list =\n  file m template-b:target', false, '24:10: error', 'no profile has'],
  [
    'import-list =\n  rawfile m ${:_profile_base_location_}/libary.jinja2',
    true,
    '16:3: error',
    'did you mean library.jinja2?',
  ],
  [
    'import-list =\n  rawfolder m ${:_profile_base_location_}/macros',
    true,
    '16:3: error',
    'leads to no folder',
  ],
])('finds %s at its line', async (lines, isOfSoftware, ...told) => {
  const { stdout } = await run(['check'], { cwd: folderOf(withLines(lines, isOfSoftware)) })
  for (const each of told) expect(stdout).toContain(each)
})

it.each([
  '  import os pwd',
  '  import n netaddr',
  '  import json json',
  '  slapconfiguration c slap-configuration',
])('finds nothing in the line %s', async (lines) => {
  expect((await run(['check'], { cwd: folderOf(withLines(lines)) })).stdout).toBe('')
})
