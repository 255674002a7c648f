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
