import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

// The root of a component as an author writes it, and slips that one makes on the way: each is
// reported, where a reader looks for it.
const root = `{% import 'parts' as parts %}{% import 'replicated' as replicated with context %}
{% set monitor = {'return': ['monitor-base-url']} %}
[buildout]
extends = monitor.cfg
parts +=
  publish-connection-information
  {{ parts.replicate('shop', '3') }}

[ArgLeader]
config-a = 1

[ArgBackup]
config-b = 2

[publish-connection-information]
recipe = slapos.cookbook:publish
x = \${request-shop:connection-ip}
count = {{ slapparameter_dict | length }}{{ slapparameter_dict.get('a') }}{% if true %}y{% endif %}

{{ replicated.replicate('shop', '3', 'shop-export', 'shop-import', 'ArgLeader', 'ArgBackup', slapparameter_dict=slapparameter_dict, monitor_parameter_dict=monitor) }}
`
const parameters = '{"title": "Shop", "-sla-1-computer_guid": "COMP-1"}\n'
const monitor = `[buildout]
parts =
[monitor-promise-base]
recipe = slapos.cookbook:promise.plugin
eggs = slapos.toolbox
output = promise.py
[monitor-conf-parameters]
`

async function check(root: string, parameters: string): Promise<string[]> {
  const files = { 'root.cfg.jinja2': root, 'p.json': parameters, 'monitor.cfg': monitor }
  const args = ['check', 'root.cfg.jinja2', '--parameters', 'p.json', '--format', 'github']
  const { code, stdout } = await run(args, { cwd: folderOf(files) })
  expect(code).toBe(stdout === '' ? 0 : 1)
  return [...stdout.matchAll(/^::\w+ file=([^,]+),line=(\d+),.*title=([a-z-]+)/gm)].map(
    ([, file, line, title]) => `${file}:${line} ${title}`,
  )
}

describe('a root of a component', () => {
  it('has no finding as it stands', async () => {
    expect(await check(root, parameters)).toEqual([])
  })

  it.each([
    [
      'keyword misspelt',
      'slapparameter_dict=slapparameter_dict',
      'slaparameter_dict=slapparameter_dict',
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'value misspelt',
      'slapparameter_dict=slapparameter_dict',
      'slapparameter_dict=slaparameter_dict',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'dict not handed over',
      ', slapparameter_dict=slapparameter_dict',
      '',
      'p.json:1 sla-unmatched',
    ],
    [
      'dict in the place of ArgLeader',
      "'ArgLeader', 'ArgBackup', slapparameter_dict=",
      "slapparameter_dict, 'ArgBackup', slapparameter_dict=",
      'root.cfg.jinja2:20 macro-missing',
    ],
    [
      'import of parts missing',
      "{% import 'parts' as parts %}",
      '',
      'root.cfg.jinja2:7 template-undefined',
    ],
    [
      'import of replicated missing',
      "{% import 'replicated' as replicated with context %}",
      '',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'import of another name',
      "import 'parts' as parts",
      "import 'part' as parts",
      'root.cfg.jinja2:1 template-import',
    ],
    [
      'alias misspelt',
      'as replicated with',
      'as replicate with',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'import without quotes',
      "import 'parts' as parts",
      'import parts as parts',
      'root.cfg.jinja2:1 template-undefined',
    ],
    [
      'import unclosed',
      "{% import 'parts' as parts %}",
      "{% import 'parts' as parts }",
      'root.cfg.jinja2:1 template-syntax',
    ],
    [
      'macro misspelt',
      'replicated.replicate(',
      'replicated.replicat(',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'macro of parts misspelt',
      'parts.replicate(',
      'parts.replicates(',
      'root.cfg.jinja2:7 template-undefined',
    ],
    [
      'macro called as a function',
      'replicated.replicate(',
      'replicate(',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'name with a space',
      "replicate('shop', '3', 'shop-export'",
      "replicate('my shop', '3', 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'name that servers bear',
      "replicate('shop', '3', 'shop-export'",
      "replicate('pbs', '3', 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'names that differ',
      "parts.replicate('shop', '3')",
      "parts.replicate('shp', '3')",
      'root.cfg.jinja2:7 part-missing',
    ],
    [
      'counts that differ',
      "parts.replicate('shop', '3')",
      "parts.replicate('shop', '2')",
      'root.cfg.jinja2:20 part-unlisted',
    ],
    [
      'count too low',
      "'3', 'shop-export'",
      "'0', 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'count that is a word',
      "'3', 'shop-export'",
      "'three', 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'count with a point',
      "'3', 'shop-export'",
      "2.5, 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'name and count swapped',
      "replicate('shop', '3', 'shop-export'",
      "replicate('3', 'shop', 'shop-export'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'a type with a space',
      "'shop-export', ",
      "'shop export', ",
      'root.cfg.jinja2:20 template-value',
    ],
    ['one type for both', "'shop-import', ", "'shop-export', ", 'root.cfg.jinja2:20 same-type'],
    ['an empty type', "'shop-import', ", "'', ", 'root.cfg.jinja2:20 template-value'],
    [
      'too many arguments',
      "'ArgLeader', 'ArgBackup',",
      "'ArgLeader', 'ArgBackup', {}, {}, {},",
      'root.cfg.jinja2:20 template-value',
    ],
    ['quote unclosed', "'shop-import', ", "'shop-import, ", 'root.cfg.jinja2:20 template-syntax'],
    ['bracket unclosed', '=monitor) }}', '=monitor }}', 'root.cfg.jinja2:20 template-syntax'],
    ['braces unclosed', '=monitor) }}', '=monitor) }', 'root.cfg.jinja2:20 template-syntax'],
    [
      'comma missing',
      "'3', 'shop-export'",
      "'3' , , 'shop-export'",
      'root.cfg.jinja2:20 template-syntax',
    ],
    [
      'ArgLeader misspelt',
      "'ArgLeader', 'ArgBackup', slap",
      "'ArgLeder', 'ArgBackup', slap",
      'root.cfg.jinja2:20 macro-missing',
    ],
    [
      'ArgBackup in another case',
      "'ArgLeader', 'ArgBackup', slap",
      "'ArgLeader', 'argbackup', slap",
      'root.cfg.jinja2:20 macro-missing',
    ],
    [
      'section ArgLeader misspelt',
      '[ArgLeader]',
      '[ArgLedaer]',
      'root.cfg.jinja2:20 macro-missing',
    ],
    ['section header unclosed', '[ArgBackup]', '[ArgBackup', 'root.cfg.jinja2:12 profile-syntax'],
    ['section header doubled', '[ArgBackup]', '[[ArgBackup]]', 'root.cfg.jinja2:12 profile-syntax'],
    ['return in ArgLeader', 'config-a = 1', 'return = url', 'root.cfg.jinja2:10 option-lost'],
    [
      'return added in ArgLeader',
      'config-a = 1',
      'return += url',
      'root.cfg.jinja2:10 option-lost',
    ],
    ['sla-mode in ArgLeader', 'config-a = 1', 'sla-mode = other', 'root.cfg.jinja2:10 option-lost'],
    ['name in ArgLeader', 'config-a = 1', 'name = q', 'root.cfg.jinja2:10 option-lost'],
    [
      'software-type in ArgLeader',
      'config-a = 1',
      'software-type = q',
      'root.cfg.jinja2:10 option-lost',
    ],
    [
      'config-number in ArgLeader',
      'config-a = 1',
      'config-number = 7',
      'root.cfg.jinja2:10 option-lost',
    ],
    ['recipe in ArgBackup', 'config-b = 2', 'recipe = r', 'root.cfg.jinja2:13 option-lost'],
    ['parts misspelt', 'parts +=', 'prats +=', 'root.cfg.jinja2:5 buildout-lookalike'],
    ['parts in the singular', 'parts +=', 'part +=', 'root.cfg.jinja2:5 buildout-lookalike'],
    [
      'an option given up',
      'parts +=',
      'extended-by = x.cfg\nparts +=',
      'root.cfg.jinja2:5 buildout-lookalike',
    ],
    ['buildout misspelt', '[buildout]', '[buidout]', 'root.cfg.jinja2:3 buildout-lookalike'],
    [
      'parts forgotten',
      "  {{ parts.replicate('shop', '3') }}\n",
      '',
      'root.cfg.jinja2:19 part-unlisted',
    ],
    [
      'a part misspelt',
      '  publish-connection-information\n',
      '  publish-conection-information\n',
      'root.cfg.jinja2:6 part-missing',
    ],
    [
      'recipe of the publishing part forgotten',
      'recipe = slapos.cookbook:publish',
      '',
      'root.cfg.jinja2:20 part-recipe',
    ],
    ['extends forgotten', 'extends = monitor.cfg\n', '', 'root.cfg.jinja2:19 macro-missing'],
    [
      'extends another file',
      'extends = monitor.cfg',
      'extends = monitr.cfg',
      'root.cfg.jinja2:4 extends-unreadable',
    ],
    [
      'extends misspelt',
      'extends = monitor.cfg',
      'extend = monitor.cfg',
      'root.cfg.jinja2:4 buildout-lookalike',
    ],
    [
      'extends what nobody fills in',
      'extends = monitor.cfg',
      'extends = ${template-monitor:output}',
      'root.cfg.jinja2:4 extends-reference',
    ],
    [
      'reference for another level',
      'x = ${request-shop:connection-ip}',
      'x = $${request-shop:connection-ip}',
      'root.cfg.jinja2:17 level-jinja',
    ],
    [
      'reference to a section that is not there',
      '${request-shop:connection-ip}',
      '${request-shp:connection-ip}',
      'root.cfg.jinja2:17 reference-section',
    ],
    [
      'reference to an option that is not there',
      '${request-shop:connection-ip}',
      '${request-shop:connection-ipp}',
      'root.cfg.jinja2:17 reference-option',
    ],
    [
      'reference with a space',
      '${request-shop:connection-ip}',
      '${request shop:connection-ip}',
      'root.cfg.jinja2:17 reference-section',
    ],
    [
      'option on the line of its header',
      '[ArgBackup]\nconfig-b = 2',
      '[ArgBackup] config-b = 2',
      'root.cfg.jinja2:12 profile-syntax',
    ],
    [
      'filter misspelt',
      '{{ slapparameter_dict | length }}',
      '{{ slapparameter_dict | lenght }}',
      'root.cfg.jinja2:18 template-syntax',
    ],
    [
      'method misspelt',
      "slapparameter_dict.get('a')",
      "slapparameter_dict.gett('a')",
      'root.cfg.jinja2:18 template-undefined',
    ],
    ['tag misspelt', '{% if true %}', '{% fi true %}', 'root.cfg.jinja2:18 template-syntax'],
    ['tag unclosed', '{% endif %}', '', 'root.cfg.jinja2:18 template-syntax'],
    ['monitor key misspelt', "'return': [", "'returns': [", 'root.cfg.jinja2:20 template-value'],
    [
      "monitor's list that is a text",
      "['monitor-base-url']",
      "'monitor-base-url'",
      'root.cfg.jinja2:20 template-value',
    ],
    [
      'monitor misspelt',
      'monitor_parameter_dict=monitor',
      'monitor_parameter_dict=monitr',
      'root.cfg.jinja2:20 template-undefined',
    ],
    [
      'parameter: key far away',
      '"-sla-1-computer_guid"',
      '"-sla-9-computer_guid"',
      'p.json:1 sla-unmatched',
    ],
    [
      'parameter: name misspelt',
      '"-sla-1-computer_guid"',
      '"-sla-shpo1-computer_guid"',
      'p.json:1 sla-unmatched',
    ],
    [
      'parameter: SLA name misspelt',
      '"-sla-1-computer_guid"',
      '"-sla-1-computer-guid"',
      'p.json:1 sla-unknown',
    ],
    [
      'parameter: dash lost',
      '"-sla-1-computer_guid"',
      '"sla-1-computer_guid"',
      'p.json:1 sla-lookalike',
    ],
    ['parameter: SLA name lost', '"-sla-1-computer_guid"', '"-sla-1-"', 'p.json:1 sla-malformed'],
    ['parameter: name that the wiring uses', '"title"', '"notify"', 'p.json:1 reserved-parameter'],
    [
      'parameter: name that no profile can hold',
      '"title"',
      '"a = b"',
      'root.cfg.jinja2:20 template-value',
    ],
  ])('is reported with a slip: %s', async (_, from, to, finding) => {
    const isRoot = root.includes(from)
    expect(isRoot || parameters.includes(from)).toBe(true)
    const found = isRoot
      ? await check(
          root.replace(from, () => to),
          parameters,
        )
      : await check(
          root,
          parameters.replace(from, () => to),
        )
    expect(found).toContain(finding)
  })
})
