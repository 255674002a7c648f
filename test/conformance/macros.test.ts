import { describe, expect, it } from 'vitest'
import { replicate, replicateParts } from '../../src/index.js'
import { renderStack } from '../../src/profiles/index.js'
import { guardPart } from '../../src/profiles/replicate.js'
import { describeWith, noPython } from '../support/engines.js'
import { parseWithBuildout } from '../support/buildout.js'
import { meanings } from '../support/meanings.js'
import { renderWithJinja2 } from '../support/jinja2.js'
import { vectors, type Vector } from '../support/vectors.js'

// On the node, where there is no node.js, macros do what replicate() does here.
describeWith(
  noPython('zc.buildout', 'jinja2', 'six'),
  'the macros of the stack, in real Jinja2',
  () => {
    const files = renderStack({ version: 'tested', md5: () => '' })
    const imports = Object.fromEntries(
      ['parts', 'replicated'].map((alias) => [alias, files.get(`${alias}.cfg.jinja2`)!]),
    )
    const cases = vectors
    const texts = cases.map((vector) => render(macroCall(), vector))
    const parsed = parseWithBuildout([...texts, ...cases.map(ours)])

    it('have cases to be compared in', () => expect(cases.length).toBeGreaterThan(20))

    describe.each(cases.map((vector, index) => [vector.title, vector, index] as const))(
      '%s',
      (_, vector, index) => {
        it('make the sections of replicate()', () => {
          expect(meanings(parsed[index]!)).toEqual(meanings(parsed[cases.length + index]!))
        })
        it('name its parts', () => {
          const call = `{% import 'parts' as parts %}{{ parts.replicate(name, count) }}`
          expect(render(call, vector).split(/\s+/).filter(Boolean)).toEqual([
            guardPart,
            ...replicateParts(vector.name, vector.count),
          ])
        })
      },
    )

    it('refuse a parameter that no profile can hold, and name it', () => {
      const vector = { ...cases[0]!, parameters: { 'a = b': 1 } }
      expect(() => render(macroCall(), vector)).toThrow("named after 'a = b'")
    })

    it.each(['paramater', 'parameters', 'returns', 'set_monitor_url'])(
      'refuse %j of the monitor, as replicate() does',
      (key) => {
        const vector = { ...cases[0]!, monitor: { [key]: {} } }
        expect(() => render(macroCall(), vector)).toThrow(
          `monitor_parameter_dict has no key '${key}', but parameter, return, set-monitor-url`,
        )
        expect(() => ours(vector)).toThrow(`"${key}" is not a field of the monitor`)
      },
    )

    it('write the monitors of two components into one list', () => {
      const text = render(
        `{% import 'replicated' as r with context %}
{%- set monitor = {'return': ['monitor-base-url']} -%}
{{ r.replicate('a', 2, 'e', 'i', monitor_parameter_dict=monitor) }}
{{ r.replicate('b', 1, 'e', 'i', monitor_parameter_dict=monitor) }}`,
        cases[0]!,
      )
      const [profile] = parseWithBuildout([text])
      expect(profile!['monitor-conf-parameters']!['monitor-url-list']!.split(' ')).toHaveLength(4)
    })

    function render(template: string, context: Vector): string {
      const [made] = renderWithJinja2([
        { source: template, context: JSON.stringify(context), imports },
      ]).made
      if (made && 'error' in made) throw new Error(made.error)
      return made!.text
    }
  },
)

function macroCall(): string {
  return `{% import 'replicated' as replicated with context -%}
{{ replicated.replicate(name, count, exportType, importType, leaderArgs, backupArgs,
    slapparameter_dict=parameters, monitor_parameter_dict=monitor) }}`
}

function ours(vector: Vector): string {
  const { name, count, exportType, importType, leaderArgs, backupArgs, parameters, monitor } =
    vector
  return replicate(name, count, exportType, importType, leaderArgs, backupArgs, parameters, monitor)
}
