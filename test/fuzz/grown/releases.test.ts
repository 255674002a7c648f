import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../../src/check/release/index.js'
import { survives } from '../support.js'
import { grammar, type Rules } from './grammar.js'
import { profile } from './profile.js'

/** A release by its parts: what its software makes of its files, and what an instance does with them. */
const rules: Rules = {
  ...profile,
  dollars: ['$', '$$', '$$$$'],
  place: ['', '-№', '-№+', '-a'],
  url: [
    '${:_profile_base_location_}/instance«place».cfg.in',
    '${:_profile_base_location_}/${:filename}',
    'a«place».in',
  ],
  context: [
    'key a№ s№:o\n  ',
    'key slapparameter_dict slap-configuration:configuration\n  ',
    'raw a№ ${s№:o}\n  ',
    'raw a№ ${template-№:output}\n  ',
    'section a№ s№\n  ',
    'import a№ ${template-№:output}\n  ',
    'rawfile a№ ${template-№:output}\n  ',
    'jsonkey a№ :«text»\n  ',
    'key',
  ],
  filled: [
    'recipe = slapos.recipe.template\nurl = «url»\noutput = ${buildout:directory}/template«place».cfg\n',
    'recipe = slapos.recipe.template:jinja2\nurl = «url»\noutput = ${buildout:directory}/template«place».cfg\ncontext =\n  «context*»\n',
    'recipe = slapos.recipe.build:download\nurl = «url»\nfilename = instance.cfg.in\n',
    'recipe = slapos.recipe.template:jinja2\nimport-list =\n  «context*»\n',
    '<= template-№+\nurl = «url»\n',
    '<= template\n',
    'filename = instance«place».cfg.in\nmd5sum = «word*»\n',
  ],
  file: ['[template-№]\n«filled»', '[template]\n«filled»', '[template«place»]\n«filled»«option*»'],
  software: [
    '[buildout]\nparts = template\n[template]\nrecipe = slapos.recipe.template\nurl = ${:_profile_base_location_}/instance.cfg.in\noutput = ${buildout:directory}/template.cfg\n«file*»',
    '[buildout]\nextends = more.cfg\n  hash.cfg\n  «line*»\nparts = template\n«file*»«file*»',
    '[buildout]\nextends = «word*»\nparts += template «word*»\n«file*»«profile»',
    '«profile»«file*»',
  ],
  type: [
    't№ = template-№:output\n',
    'default = template:output\n',
    't№ = ${template-№:output}\n',
    'RootSoftwareInstance = ${:t№+}\n',
    't№ = s№:o\n',
    'override = «text»\n',
  ],
  switch: [
    '[switch-softwaretype]\nrecipe = slapos.cookbook:switch-softwaretype\n«type*»',
    '[switch-softwaretype]\nrecipe = slapos.cookbook:switch-softwaretype\ndefault = ${template-0:output}\n«type»«type*»',
    '[switch-softwaretype]\nrecipe = slapos.cookbook:switch-softwaretype\ndefault = «dollars»{:t0}\n«type*»',
  ],
  asked: [
    '[request-№]\n<= slap-connection\nrecipe = slapos.cookbook:request\nname = a№\nsoftware-type = t№\nconfig-a№ = «text»\nreturn = «word*»\n',
    '[request-№]\n<= request-№+\nsoftware-type = «text»\nsla-a = «dollars»{s№:o}\n',
    '[publish]\nrecipe = slapos.cookbook:publish\na№ = «dollars»{request-№:connection-a№}\n«option*»',
    '[w№]\nrecipe = slapos.cookbook:wrapper\nwrapper-path = «dollars»{buildout:directory}/a\ncommand-line = «dollars»{s№:o}\n',
    '[slap-configuration]\nrecipe = slapos.cookbook:slapconfiguration\n',
    '«section»',
  ],
  loop: [
    '{% for i in range(«size») %}›«asked»›{% endfor %}\n',
    '{% if slapparameter_dict.get("a№") %}\n›«asked»›{% else %}\n«asked»{% endif %}\n',
    '{% macro m№(a) %}\n›«asked»›{% endmacro %}\n{{ m№(1) }}\n',
    '{% set l№ = [] %}{% for k, v in slapparameter_dict.items() %}›{{ k }} = {{ dumps(v) }}\n›{% endfor %}\n',
  ],
  size: ['3', '99', '999999999', 'a№', 'slapparameter_dict | length'],
  printed: [
    "{{ slapparameter_dict['a№'] }}\n",
    '{{ a№.b }}\n',
    "{% import 'a№' as a№ with context %}\n",
    "{% do l.append(a№ ~ 'x') %}",
    '{{ dumps(«size») }}\n',
    '{{ a№',
  ],
  instance: [
    '[buildout]\nparts = switch-softwaretype\n«switch»«asked*»',
    '[buildout]\nparts = switch-softwaretype\n«switch»«file*»',
    '[buildout]\nparts = publish «word*»\n«switch»«loop<»«asked*»',
    '«loop<»«printed*»«profile»',
    '[buildout]\nextends = ${template-0:output} «word*»\nparts =\n  «line*»\n«asked*»«printed*»',
    '«profile»',
  ],
  described_by: [
    '{"name": "a", "serialisation": "xml", "software-type": {«described*»"default": {"request": "a.json", "response": "b.json"}}}',
    '{"software-type": {«described*»"t0": {}}}',
    '{"properties": {«described*»"a0": {"type": "string"}}}',
    '{«described*»',
  ],
  described: [
    '"t№": {"request": "a№.json", "response": "a.json", "index": №},',
    '"t№": {"title": "«word*»", "software-type": "t№+"},',
    '"a№": {"$ref": "a№.json"},',
  ],
}

const texts = fc.record({
  software: grammar(rules, 'software'),
  instance: grammar(rules, 'instance'),
  template: grammar(rules, 'instance'),
  more: grammar(rules, 'profile'),
  json: grammar(rules, 'described_by'),
})

describe('releases that grow', () => {
  it('are checked', () =>
    survives(texts, ({ software, instance, template, more, json }) => {
      const paths = new Set<string>()
      const reader = (path: string): string => {
        // As many files as there are names would be as large as the square of what is given here.
        if (paths.add(path).size > 40) return ''
        if (path.endsWith('/software.cfg')) return software
        if (path.endsWith('/instance.cfg.in')) return instance
        if (path.endsWith('.json')) return json
        return path.endsWith('.cfg') ? more : template
      }
      const { diagnostics } = checkRelease('/release/software.cfg', { reader })
      expect(diagnostics).toEqual(expect.any(Array))
    }))
})
