import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

/** What check says of files of no release, checked together unless the words say which. */
async function found(files: Record<string, string>, ...words: string[]): Promise<string[]> {
  const args = words.length > 0 ? words : Object.keys(files)
  const { stdout } = await run(['check', ...args, '--format', 'json'], { cwd: folderOf(files) })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: {
      code: string
      file: string
      severity: string
      range: { start: { line: number } }
    }[]
  }
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, file, range }) => `${file}:${range.start.line} ${code}`)
}

const shop = `[buildout]
parts = shop
[shop]
recipe = slapos.cookbook:wrapper
wrapper-path = \${buildout:directory}/shop
`

describe('a file of no release is read with unknowns', () => {
  it.each([
    ['names near Python’s', `${shop}command-line = {{ gzip }} {{ ip }} {{ parameter_dict }}\n`],
    ['names that are Python’s too', `${shop}command-line = {{ bin }}/shop\n`],
    ['a name set from itself', `{% set a = (a | list)[0] %}\n${shop}command-line = {{ a }}\n`],
    ['sections as mappings', `${shop}command-line = {{ slap_connection['computer-id'] }}\n`],
    [
      'a dict that is handed on',
      `{% set all = dict(site, **more) %}\n${shop}command-line = {{ all }}\n`,
    ],
    [
      'pairs',
      `${shop}command-line = true\n{% for k, v in site.items() %}\n{{ k }} = {{ v }}\n{% endfor %}\n`,
    ],
    [
      'an import that nobody gives',
      `{% import 'tools' as tools %}\n${shop}command-line = {{ tools.x(1) }}\n`,
    ],
    [
      'defaults before a loop',
      `${shop}command-line = true\ncolour = red\n{% for k, v in slapparameter_dict.items() -%}\n{{ k }} = {{ v }}\n{% endfor -%}\nwanted = {{ slapparameter_dict.get('colour', '') }}\n`,
    ],
    [
      'a count that has a default',
      `{% import 'parts' as parts %}\n[buildout]\nextends = {{ monitor }}\nparts += {{ parts.replicate('shop', slapparameter_dict.get('n', 1) | int + 1) }}\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await found({ 'instance.cfg.in': text, 'instance.cfg.jinja2': text })).toEqual([])
  })

  it('what Jinja2 fills in at the margin of buildout alone makes a template', async () => {
    const extended =
      '[buildout]\nextends = {{ monitor }}\nparts = web\n[web]\nrecipe = slapos.cookbook:publish\n<= thing\n'
    expect(await found({ 'a.cfg.in': extended, 'a.cfg.jinja2': extended })).toEqual([])
    const inline =
      '[buildout]\nparts = env\n[env]\nrecipe = slapos.recipe.template:jinja2\noutput = x\ninline =\n  {% if x.y %}\n  echo "$${0##*/}"\n  {% endif %}\n'
    expect(await found({ 'env.cfg': inline })).toEqual([])
  })

  it('the level is the one that most references lead to', async () => {
    const both =
      '{% set n = name %}\n[buildout]\nparts = x\neggs-directory = ${buildout:eggs-directory}\n[x]\nrecipe = slapos.cookbook:wrapper\nwrapper-path = $${buildout:directory}/{{ n }}\ncommand-line = $${exx:y}\n'
    expect(await found({ 'both.cfg.in': both })).toEqual(['both.cfg.in:8 reference-section'])
    const named =
      shop.replaceAll('${', '$${') + 'command-line = ${shop:location}/bin $${:wrapper-path}\n'
    expect(await found({ 'named.cfg.in': named })).toEqual([])
    const instance = `${shop}command-line = {{ bin }} \${pasword:passwd}\nagain = \${shop:wrapper-path}\noutput = $\${:wrapper-path}\n[password]\nrecipe = slapos.cookbook:generate.password\n`
    expect(await found({ 'instance.cfg.in': instance })).toEqual([
      'instance.cfg.in:6 reference-section',
      'instance.cfg.in:8 level-jinja',
    ])
    const script =
      '[buildout]\nextends = base.cfg\nparts = lib\n[lib]\nrecipe = slapos.recipe.build\nuses = ${base:egg} ${old:egg}\ninit =\n  options["x"] = "$${%s:egg}" % "old"\n[old]\nrecipe = zc.recipe.egg\negg = lib\n'
    const base = '[buildout]\nparts =\n[base]\negg = base\n'
    expect(await found({ 'lib.cfg': script, 'base.cfg': base }, 'lib.cfg')).toEqual([])
  })

  it('an exporter of its own, and parts of what is not read, are nobody’s business', async () => {
    const own = `${shop}command-line = \${exporter:wrapper-path}\n[exporter]\nrecipe = slapos.cookbook:wrapper\nwrapper-path = /srv/exporter\ncommand-line = true\n`
    expect(await found({ 'export.cfg': own })).toEqual([])
    const added = `[buildout]\nextends = {{ pbsready_import }}\nparts += check\n[importer]\nrecipe = slapos.cookbook:wrapper\nwrapper-path = \${:wrapper}\n[check]\nrecipe = plone.recipe.command\ncommand = true\n`
    expect(await found({ 'import.cfg.jinja2': added })).toEqual([])
  })

  it('what one file lacks and another of the same call adds is not missing', async () => {
    const base = `${shop}command-line = \${:workdir}\n`
    const root = '[buildout]\nextends = base.cfg\n[shop]\nworkdir = /srv\n'
    expect(await found({ 'root.cfg': root, 'base.cfg': base })).toEqual([])
    expect(await found({ 'root.cfg': root, 'base.cfg': base }, 'base.cfg')).toEqual([
      'base.cfg:6 reference-option',
    ])
  })
})

describe('what a file of no release tells for certain is told', () => {
  it.each([
    [
      'a name that is nearly a given one',
      `${shop}command-line = {{ slaparameter_dict }}\n`,
      'template-undefined',
    ],
    [
      'a name that is nearly a set one',
      `{% set monitor = 1 %}\n${shop}command-line = {{ monitr }}\n`,
      'template-undefined',
    ],
    [
      'a reference in a given section',
      `${shop}command-line = true\n[directory]\nrecipe = slapos.cookbook:mkdirectory\nbin = \${bildout:directory}\nx = {{ y }}\n`.replace(
        'parts = shop',
        'parts = shop directory',
      ),
      'reference-section',
    ],
    ['an option that a recipe needs', `${shop}comand-line = {{ x }}\n`, 'recipe-option'],
    [
      'a comment behind a version',
      `${shop}command-line = {{ x }}\n[versions]\nx = 1.2 # or later\n`,
      'comment-value',
    ],
    [
      'two that add',
      `${shop}command-line = {{ x }}\neggs = a\n[shop:linux]\nlist += a\n[shop:python3]\nlist += b\n`,
      'option-twice',
    ],
    [
      'a part of a branch',
      `${shop}  {% if slapparameter_dict.get('a') %}x{% endif %}\ncommand-line = true\n`.replace(
        'parts = shop',
        "parts = shop\n{% if slapparameter_dict.get('b') %}\n  shup\n{% endif %}",
      ),
      'part-missing',
    ],
  ])('%s', async (_, text, code) => {
    const codes = (await found({ 'a.cfg.jinja2': text })).map((each) => each.split(' ')[1])
    expect(codes).toContain(code)
  })
})
