import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, kiosk, type KioskFile } from './kiosk.js'

const profile = 'kiosk.cfg.jinja2'
const instance = 'instance.cfg.in'
const settings = '{%- set settings = dict(defaults, **parameters) %}\n'

/** A change of one file: what is written for what. */
type Change = [file: KioskFile, from: string, to: string]

/** A line below the first one. */
const below = (text: string): Change => [profile, settings, `${settings}${text}\n`]

const mistakes: [what: string, change: Change, found: string[]][] = [
  [
    'an option of the node misspelt in a context',
    [
      instance,
      'key parameters slap-configuration:configuration',
      'key parameters slap-configuration:configuraton',
    ],
    ['instance.cfg.in:14 | error reference-option | did you mean configuration?'],
  ],
  [
    'a section misspelt in a context',
    [instance, 'key parameters slap-configuration', 'key parameters slap-configurtion'],
    ['instance.cfg.in:14 | error reference-section | did you mean slap-configuration?'],
  ],
  [
    'a line that the context lacks',
    [instance, '  raw kiosk ${kiosk:location}/bin/kiosk\n', ''],
    // One way stops at the one, the other at the other.
    [
      'kiosk.cfg.jinja2:16 | error template-undefined',
      'kiosk.cfg.jinja2:22 | error template-undefined',
    ],
  ],
  [
    'a path where an option is to be named',
    [instance, 'raw kiosk ${kiosk:location}', 'key kiosk ${kiosk:location}'],
    ['instance.cfg.in:16 | error context-line | write raw kiosk …'],
  ],
  [
    'a section of the software misspelt',
    [instance, '${kiosk:location}', '${kisok:location}'],
    ['instance.cfg.in:16 | error reference-section | did you mean kiosk?'],
  ],
  [
    'an option of the section misspelt',
    [instance, 'jsonkey defaults :defaults', 'jsonkey defaults :defalts'],
    ['instance.cfg.in:17 | error reference-option | did you mean defaults?'],
  ],
  [
    'JSON that is broken',
    [instance, '"size": 1,', '"size": 1;'],
    ['instance.cfg.in:19 | error context-line | write "," in its place, or remove it'],
  ],
  [
    'a kind of line misspelt',
    [instance, 'jsonkey defaults', 'jsnkey defaults'],
    ['instance.cfg.in:17 | error context-line | did you mean jsonkey?'],
  ],
  [
    'a key of JSON misspelt',
    below("{{ defaults['sise'] }}"),
    ["kiosk.cfg.jinja2:2 | error template-undefined | did you mean 'size'?"],
  ],
  [
    'a name of the context misspelt',
    [profile, '(addresses |', '(adresses |'],
    ['kiosk.cfg.jinja2:13 | error template-undefined | did you mean "addresses"?'],
  ],
  [
    'a filter misspelt',
    [profile, 'addresses | list', 'addresses | lst'],
    ['kiosk.cfg.jinja2:13 | error template-syntax | did you mean last?'],
  ],
  [
    'a test misspelt',
    below('{% if kiosk is strng %}x{% endif %}'),
    ['kiosk.cfg.jinja2:2 | error template-syntax | did you mean string?'],
  ],
  [
    'the parameters misspelt',
    [
      profile,
      "{% for name in parameters['stands'] %}\n[port",
      "{% for name in paramters['stands'] %}\n[port",
    ],
    ['kiosk.cfg.jinja2:9 | error template-undefined | did you mean "parameters"?'],
  ],
  [
    'a loop without its end',
    [profile, '{% endfor %}\n{% for name in settings', '{% for name in settings'],
    ['kiosk.cfg.jinja2:9 | error template-syntax | expected {% endfor %} or {% else %}'],
  ],
  [
    'a tag misspelt',
    [
      profile,
      "{% for name in settings['names'] %}\n[shelf",
      "{% fro name in settings['names'] %}\n[shelf",
    ],
    ['kiosk.cfg.jinja2:19 | error template-syntax'],
  ],
  [
    'a builtin misspelt',
    [profile, 'dict(defaults', 'dcit(defaults'],
    ['kiosk.cfg.jinja2:1 | error template-undefined | did you mean "dict"?'],
  ],
  [
    'a section that a loop names misspelt',
    [profile, '${port-{{ name }}:port}', '${prot-{{ name }}:port}'],
    ['kiosk.cfg.jinja2:16 | error reference-section | did you mean port-\u2026?'],
  ],
  [
    'a part that a loop names misspelt',
    [profile, '  stand-{{ name }}\n', '  stnad-{{ name }}\n'],
    ['kiosk.cfg.jinja2:39 | error part-missing | did you mean stand-\u2026?'],
  ],
  [
    'a part with a known end misspelt',
    [profile, '  shelf-{{ name }}\n', '  shlef-{{ name }}\n'],
    ['kiosk.cfg.jinja2:42 | error part-missing | did you mean shelf-\u2026?'],
  ],
  [
    'a section misspelt in a loop',
    [
      profile,
      '--port ${port-{{ name }}:port} --config ${config:output}',
      '--port ${port-{{ name }}:port} --config ${confg:output}',
    ],
    ['kiosk.cfg.jinja2:16 | error reference-section | did you mean config?'],
  ],
  [
    'an option misspelt in a loop',
    [
      profile,
      '--shelf {{ name }} --config ${config:output}',
      '--shelf {{ name }} --config ${config:outptu}',
    ],
    ['kiosk.cfg.jinja2:22 | error reference-option | did you mean output?'],
  ],
  [
    'a required option misspelt in a loop',
    [profile, 'command-line = {{ kiosk }} --shelf', 'comand-line = {{ kiosk }} --shelf'],
    ['kiosk.cfg.jinja2:22 | error recipe-option | write command-line for comand-line'],
  ],
  [
    'an option misspelt in a loop, of those that may be left out',
    [profile, 'minimum = 7000', 'minimun = 7000'],
    ['kiosk.cfg.jinja2:12 | warning option-slip | did you mean minimum?'],
  ],
  [
    'a type misspelt',
    [profile, 'software-type = till', 'software-type = tll'],
    ['kiosk.cfg.jinja2:30 | error type-missing | did you mean till?'],
  ],
  [
    'a connection parameter misspelt',
    [profile, 'till:connection-url', 'till:connection-ulr'],
    ['kiosk.cfg.jinja2:34 | error reference-option | did you mean connection-url?'],
  ],
  [
    'a recipe misspelt',
    [profile, 'slapos.cookbook:request.serialised', 'slapos.cookbook:request.serialized'],
    [
      'kiosk.cfg.jinja2:27 | error recipe-unknown | did you mean slapos.cookbook:request.serialised?',
    ],
  ],
  [
    'a number and a text',
    below("{{ defaults['size'] + 'a' }}"),
    ['kiosk.cfg.jinja2:2 | error template-value'],
  ],
  [
    'an item that a list has not',
    below("{{ defaults['names'][5] }}"),
    ['kiosk.cfg.jinja2:2 | error template-undefined'],
  ],
  [
    'a name near a builtin',
    below('{{ rang(3) }}'),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean "range"?'],
  ],
  [
    'a name near a filter',
    below('{{ addresses | lenght }}'),
    ['kiosk.cfg.jinja2:2 | error template-syntax | did you mean length?'],
  ],
  [
    'a name misspelt where a parameter is given',
    below("{% if parameters.get('x') %}{{ kisok }}{% endif %}"),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean "kiosk"?'],
  ],
  [
    'a name misspelt where it is not',
    below("{% if parameters.get('x') %}{% else %}{{ kisok }}{% endif %}"),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean "kiosk"?'],
  ],
  [
    'one argument too many',
    below('{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}'),
    ['kiosk.cfg.jinja2:2 | error template-value'],
  ],
  [
    'a keyword misspelt',
    below('{% macro m(name) %}{{ name }}{% endmacro %}{{ m(nmae=1) }}'),
    ['kiosk.cfg.jinja2:2 | error template-value | did you mean name?'],
  ],
  [
    'a name of a namespace misspelt',
    below('{% set ns = namespace(total=0) %}{{ ns.totl }}'),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean total?'],
  ],
  [
    'a name of a loop behind its end',
    [profile, '{% endfor %}\n[till]', '{% endfor %}\n{{ name }}\n[till]'],
    ['kiosk.cfg.jinja2:25 | error template-undefined'],
  ],
  [
    'what no loop has',
    below('{% for a in [1] %}{{ loop.idx }}{% endfor %}'),
    ['kiosk.cfg.jinja2:2 | error template-undefined'],
  ],
  [
    'what a loop set, behind its end',
    below('{% for a in [1] %}{% set last = a %}{% endfor %}{{ last }}'),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean "list"?'],
  ],
  [
    'a name near the recipe’s own',
    below('{{ dumsp(1) }}'),
    ['kiosk.cfg.jinja2:2 | error template-undefined | did you mean "dumps"?'],
  ],
  [
    'a name misspelt in a header',
    [profile, '[port-{{ name }}]', '[port-{{ nmae }}]'],
    ['kiosk.cfg.jinja2:10 | error template-undefined | did you mean "name"?'],
  ],
  [
    'a template that nobody imports, included',
    below("{% include 'parts' %}"),
    [
      'kiosk.cfg.jinja2:2 | error template-import | import-list of [kiosk-profile] names no such template',
    ],
  ],
  [
    'a template that nobody imports',
    below("{% import 'macros' as macros %}"),
    [
      'kiosk.cfg.jinja2:2 | error template-import | import-list of [kiosk-profile] names no such template',
    ],
  ],
  [
    'a walk through a number',
    below("{% for a in defaults['size'] %}{% endfor %}"),
    ['kiosk.cfg.jinja2:2 | error template-value'],
  ],
  [
    'a key without its quotes',
    [profile, "parameters['stands'] %}\n  stand", 'parameters[stands] %}\n  stand'],
    ['kiosk.cfg.jinja2:38 | error template-undefined'],
  ],
  [
    'a text that is not closed',
    [profile, "settings['size']", "settings['size]"],
    ['kiosk.cfg.jinja2:9 | error template-syntax'],
  ],
  [
    'the end of something else',
    [profile, '{% endfor %}\n[till]', '{% endif %}\n[till]'],
    ['kiosk.cfg.jinja2:24 | error template-syntax | expected {% endfor %} or {% else %}'],
  ],
  [
    'two dollars where one is meant',
    [
      profile,
      '--config ${config:output}\nwrapper-path = ${directory:etc}/{{ name }}\n{% endfor %}\n{% for name in settings',
      '--config $${config:output}\nwrapper-path = ${directory:etc}/{{ name }}\n{% endfor %}\n{% for name in settings',
    ],
    ['kiosk.cfg.jinja2:16 | warning level-jinja | write ${config:output}'],
  ],
]

describe('a mistake that only the rendered template shows', () => {
  it('is none in the release itself', () => {
    expect(findingsIn(kiosk)).toEqual([])
  })

  it('is none where a request returns what is not known', () => {
    const returned = changedKiosk(
      profile,
      'return = url\n',
      "return = url {{ parameters['more'] }}\n",
    )
    const asked = returned[profile]!.replace('connection-url}', () => 'connection-other}')
    expect(findingsIn({ ...returned, [profile]: asked })).toEqual([])
  })

  it.each(mistakes)('%s', (_, change, found) => {
    expect(findingsIn(changedKiosk(...change))).toEqual(found)
  })
})
