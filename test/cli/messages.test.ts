import { expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { plan } from '../../src/plan/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

/** What `validate --format json` finds in JSON on standard input. */
async function found(input: string, ...flags: readonly string[]): Promise<Diagnostic[]> {
  const { stdout } = await run(['validate', '-', '--format', 'json', ...flags], { input })
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics
}

it('says once that a magic key has white space before it, and which one is meant', async () => {
  const input = '{" -sla-1-computer_guid": "X"}'
  const hint = 'did you mean -sla-1-computer_guid?'
  expect(await found(input, '--name', 'r', '--count', '3')).toMatchObject([
    { code: 'bad-option-name', hint },
  ])
  expect(await found(input)).toMatchObject([{ code: 'sla-lookalike', hint }])
})

it('says where a schema has a type that there is none of, and which one is meant', async () => {
  const text = '{\n  "properties": { "a": { "type": "objekt" } }\n}'
  const cwd = folderOf({ 's.json': text, 'p.json': '{"a": 1}' })
  const { stdout } = await run(['validate', 'p.json', '--schema', 's.json', '--format', 'json'], {
    cwd,
  })
  expect((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics).toMatchObject([
    {
      code: 'schema-skipped',
      range: { start: { line: 2, column: 34 } },
      hint: 'did you mean object?',
    },
  ])
})

it.each([[null], [3], ['runner']])('says what plan() takes where it is given %j', (given) => {
  expect(() => plan(given as never)).toThrow(
    'the component must be an object with name, count, exportType and importType',
  )
})
