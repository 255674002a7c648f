import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkTemplate } from '../../src/check/jinja.js'
import { run } from '../support/run.js'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'resilient-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const template = `{% import 'parts' as parts %}
{% import 'replicated' as replicated with context %}
{% macro promise(name) %}
[{{ name }}-promise]
recipe = slapos.cookbook:wrapper
command-line = \${nowhere:bin}/test
wrapper-path = \${buildout:bin-directory}/{{ name }}
{% endmacro %}
[buildout]
extends = {{ template_monitor }}
eggs-directory = {{ eggs_directory }}
parts +=
{{ parts.replicate('shop', 2) }}
  publsh
{% if slapparameter_dict.get('frontend') %}
  frontend
{% endif %}
  url-promise
{{ replicated.replicate('shop', 2, 'shop-export', 'shop-import') }}
{{ promise('url') }}
[publish]
recipe = slapos.cookbook:publish
url = \${request-shop:connection-url}
`

async function findings(text: string, ...args: string[]) {
  writeFileSync(join(folder, 'root.cfg.jinja2'), text)
  const ran = await run(['check', 'root.cfg.jinja2', '--format', 'json', ...args], { cwd: folder })
  const { diagnostics } = JSON.parse(ran.stdout) as {
    diagnostics: {
      code: string
      file: string
      message: string
      range: { start: { line: number; column: number } }
    }[]
  }
  return diagnostics.map(({ code, file, message, range }) => ({
    code,
    file,
    message,
    at: `${range.start.line}:${range.start.column}`,
  }))
}

describe('check on a Jinja2 template', () => {
  // What the monitor's template gives is told, so that nothing but the mistakes is found.
  const monitored = template.replace('{{ template_monitor }}', 'monitor.cfg')
  beforeEach(() => {
    writeFileSync(join(folder, 'monitor.cfg'), '[buildout]\nparts =\n')
  })

  it('names the template’s lines, in a branch and in a macro too', async () => {
    const found = await findings(monitored)
    const places = found.map(({ code, at }) => `${at} ${code}`)
    expect(places).toContain('14:3 part-missing')
    expect(places).toContain('16:3 part-missing')
    expect(places.some((each) => /^6:\d+ reference-section$/.test(each))).toBe(true)
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['root.cfg.jinja2']))
  })

  it('renders with the parameters that are given, and no others', async () => {
    writeFileSync(join(folder, 'none.json'), '{"title": "x"}')
    const found = await findings(monitored, '--parameters', 'none.json')
    expect(found.map(({ at }) => at)).toContain('14:3')
    expect(found.map(({ at }) => at)).not.toContain('16:3')
  })

  it('is quiet about names that the node gives, and not about a mistyped one', async () => {
    const found = await findings('[buildout]\nextends = {{ monitor }}\nparts =\n')
    expect(found).toEqual([])
    const [mistyped] = await findings('[buildout]\nparts = {{ slaparameter_dict }}\n')
    expect(mistyped).toMatchObject({ code: 'template-undefined', at: '2:12' })
  })

  it('finds nothing in the example', async () => {
    const ran = await run(['check', 'instance-shop-resilient.cfg.jinja2'], {
      cwd: fileURLToPath(new URL('../../examples/template/', import.meta.url)),
    })
    expect(ran).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('the level of what a template renders to', () => {
  it('is known, whatever braces a script in it holds', () => {
    const text =
      '{% set n = 1 %}[buildout]\nparts = a\n\n[a]\nrecipe = x\ninline = {{ "{{ braces }}" }}\nb = ${elsewhere:location}\nc = ${a:recipe}\n'
    const found = checkTemplate(text, { file: 'a.cfg.jinja2' }, { options: {} })
    expect(found.map(({ code }) => code)).not.toContain('level-software')
  })
})
