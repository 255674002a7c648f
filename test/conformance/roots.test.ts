import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseProfile, type Component } from '../../src/index.js'
import { planAll } from '../../src/plan/index.js'
import { renderReplicated } from '../../src/profiles/index.js'
import { macros } from '../../src/profiles/macros.js'
import { guardPart } from '../../src/profiles/replicate.js'
import { meanings } from '../support/meanings.js'
import { describeWithJinja2, renderOurs, renderWithJinja2, type Case } from '../support/jinja2.js'

const runs = 60

const value = fc.oneof(
  fc.constantFrom(
    'x',
    '',
    ' padded ',
    'a\nb',
    '${a:b}',
    "it's",
    '30 2 * * *',
    '!py!1',
    'é☃',
    '[x]',
  ),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(1.5, true, false, null),
  fc.constant(['a', 1]),
)
const parameters = fc.dictionary(
  fc.constantFrom(
    ...['title', 'software-root', 'remove-backup-older-than', 'number', 'notify', 'own'],
    ...['-sla-0-region', '-sla-1-computer_guid', '-sla-2-mode', '-sla-a1-computer_guid'],
    ...['-sla-b0-network_guid', '-sla-pbs1-computer_guid', '-sla-9-region', '-sla-1-'],
  ),
  value,
)
const monitor = fc.option(
  fc.record(
    {
      return: fc.constantFrom([], ['monitor-base-url'], ['monitor-base-url', 'own']),
      parameter: fc.constantFrom({}, { own: '${own:password}', other: 'x y' }, { name: 'x' }),
      'set-monitor-url': fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  { nil: {} },
)
const root = fc.record({
  parameters,
  components: fc
    .array(
      fc.record({
        count: fc.constantFrom(1, 2, 3, '2'),
        leaderArgs: fc.constantFrom([], ['ArgLeader'], ['ArgLeader', 'more']),
        backupArgs: fc.constantFrom([], ['ArgBackup']),
        monitor,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((list) => list.map((each, index) => ({ ...each, name: 'abc'[index]! }))),
})
type Root = typeof root extends fc.Arbitrary<infer Value> ? Value : never

describeWithJinja2('roots of one, two and three components', () => {
  it('are the same here, in real Jinja2, in render replicated and in the plan', () => {
    const roots = fc.sample(root, { numRuns: runs, seed: 1 })
    const cases = roots.map(templateOf)
    const theirs = renderWithJinja2(cases).made
    for (const [index, each] of roots.entries()) {
      const ours = renderOurs(cases[index]!)
      expect({ root: each, made: ours }).toEqual({ root: each, made: theirs[index] })
      const components: Component[] = each.components.map((component) => ({
        ...component,
        exportType: `${component.name}-export`,
        importType: `${component.name}-import`,
        parameters: each.parameters,
      }))
      const rendered = meanings(parseProfile((ours as { text: string }).text).toObject())
      const replicated = parseProfile(renderReplicated(components).text).toObject()
      expect(rendered).toEqual(meanings(replicated))
      for (const { section, sla } of planAll(components).flatMap(({ requests }) => requests)) {
        const made = Object.entries(rendered[section]!)
        expect(new Map(made.filter(([name]) => name.startsWith('sla-')))).toEqual(
          new Map(Object.entries(sla).map(([name, entry]) => [`sla-${name}`, entry.value])),
        )
      }
    }
  })
})

/** The root profile that an author writes for them. */
function templateOf({ parameters, components }: Root): Case {
  const calls = components.map(
    (_, index) => `{% set c = components[${index}] %}
{{ replicated.replicate(c.name, c.count, c.name ~ '-export', c.name ~ '-import', c.leaderArgs,
    c.backupArgs, slapparameter_dict=slapparameter_dict, monitor_parameter_dict=c.monitor) }}`,
  )
  return {
    source: `{% import 'parts' as parts %}{% import 'replicated' as replicated with context %}
[buildout]
parts +=
{% for c in components %}{{ parts.replicate(c.name, c.count) if loop.first
    else parts.replicate(c.name, c.count).replace(guard, '').rstrip() }}{% endfor %}

${calls.join('\n')}
`,
    context: JSON.stringify({
      slapparameter_dict: parameters,
      components,
      guard: `  ${guardPart}\n`,
    }),
    imports: macros(),
  }
}
