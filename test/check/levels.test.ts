import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, summed } from '../support/releases.js'

/** What check says of a release whose parts are known with some of its files changed, by file and line. */
function found(changes: Readonly<Record<string, (text: string) => string>>) {
  const files = new Map(filesOfRelease('generated'))
  for (const [file, change] of Object.entries(changes)) files.set(file, change(files.get(file)!))
  const folder = placeRelease(folderOf(), 'generated', summed(files))
  const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
  // A part of the software itself is none of the leader's, which extends both it and the stack.
  return diagnostics.filter(({ code }) => code !== 'parts-lost')
}

/** Where a mistake is put: one dollar where the file is read as it stands, two where it is filled in before. */
const levels = [
  ['software', 'software.cfg', '${'],
  ['the root of the instance', 'instance.cfg.in', '$${'],
  ["a type's profile", 'instance-shop.cfg.in', '$${'],
  ["a type's template", 'instance-shop-root.cfg.jinja2', '${'],
] as const

const start = 'recipe = slapos.cookbook:wrapper\nwrapper-path = /srv/x\n'
const whole = `${start}command-line = true\n`

const mistakes = [
  ['reference-section', 'error', `${start}command-line = D{no-such:thing}\n`],
  ['reference-option', 'error', `${start}command-line = D{extra:wraper-path}\n`],
  ['reference-open', 'error', `${start}command-line = D{extra:wrapper-path\n`],
  ['reference-dollar', 'warning', `${start}command-line = {extra:wrapper-path}\n`],
  ['recipe-option', 'error', start],
  ['recipe-unknown', 'error', whole.replace('wrapper\n', 'wraper\n')],
  ['macro-missing', 'error', `<= no-such-macro\n${whole}`],
  ['comment-value', 'warning', `${whole}number = 3 # three\n`],
  ['option-twice', 'warning', `${whole}number = 3\nnumber = 4\n`],
  ['option-added', 'warning', `${whole}number = 3\nnumber += 4\n`],
  ['part-recipe', 'error', 'command-line = true\n'],
] as const

const asPart = (text: string) => text.replace(/^parts \+?=.*$/m, '$&\n  extra')

describe('a mistake is as grave at every level', () => {
  for (const [where, file, dollar] of levels) {
    it.each(mistakes)(`%s is an %s in ${where}`, (code, severity, body) => {
      const section = `\n[extra]\n${body.replaceAll('D{', () => dollar)}`
      const diagnostics = found({ [file]: (text) => asPart(text) + section })
      expect(diagnostics.map((each) => [each.code, each.severity])).toEqual([[code, severity]])
    })

    it.each(mistakes.filter(([code]) => code !== 'part-recipe'))(
      `%s is not told in ${where} where no part leads to it`,
      (_, __, body) => {
        const section = `\n[extra]\n${body.replaceAll('D{', () => dollar)}`
        const diagnostics = found({ [file]: (text) => text + section })
        expect(diagnostics).toEqual([])
      },
    )
  }

  const file = 'instance-shop-root.cfg.jinja2'
  const inBranch = ['reference-section', 'reference-option', 'reference-open', 'reference-dollar']

  it.each(mistakes.filter(([code]) => inBranch.includes(code)))(
    '%s is an %s in a branch that depends on a parameter',
    (code, severity, body) => {
      const section = `\n[extra]\n${body.replaceAll('D{', () => '${')}`
      const diagnostics = found({
        [file]: (text) =>
          text.replace(
            /^parts \+?=.*$/m,
            "$&\n{% if slapparameter_dict.get('x') %}\n  extra\n{% endif %}",
          ) + `\n{% if slapparameter_dict.get('x') %}${section}{% endif %}\n`,
      })
      expect(diagnostics.map((each) => [each.code, each.severity])).toEqual([[code, severity]])
    },
  )

  it('what another branch may have is information, and an override in a branch is none', () => {
    const branch = (name: string, body: string) =>
      `\n{% if slapparameter_dict.get('${name}') %}\n${body}{% endif %}\n`
    const diagnostics = found({
      [file]: (text) =>
        `${asPart(text)}\n[extra]\n${start}{% if not slapparameter_dict.get('y') %}more = 1\n{% endif %}` +
        'command-line = ${extra:more}\n' +
        branch('z', '[extra]\nwrapper-path = /srv/y\n'),
    })
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['reference-option', 'info'],
    ])
  })
})

describe('a hint is what to write at that place', () => {
  const shop = 'instance-shop.cfg.in'

  it.each([
    [shop, '$${buildout:directory}', '${shop:recipe}', 'write $${shop:recipe}'],
    [shop, '$${buildout:directory}', '$${shop:recip}', 'did you mean recipe?'],
    [shop, '$${buildout:directory}', '{shop:recipe}', 'write $${shop:recipe}'],
    [
      shop,
      '/srv/data',
      '/srv/data\nport = $${p:prt}\n\n[p]\nrecipe = slapos.cookbook:free_port\nip = 10.0.0.1\nminimum = 1\nmaximum = 9',
      'did you mean port?',
    ],
    [
      'instance.cfg.in',
      '${instance-shop:output}',
      '$${instance-shop:output}',
      'write ${instance-shop:output}',
    ],
    [
      'instance.cfg.in',
      'resilient = root:output',
      'resilient = ${root:output}',
      'write root:output',
    ],
    [
      'instance.cfg.in',
      '${instance-shop-root:target}',
      '${instance-shop-root:output}',
      'did you mean target?',
    ],
    [
      'instance.cfg.in',
      '${instance-shop:output}',
      '${instance-shop:outptu}',
      'did you mean output?',
    ],
    [
      'instance-shop-root.cfg.jinja2',
      '{{ monitor_template }}',
      '{{ monitor_templat }}',
      'did you mean "monitor_template"?',
    ],
    [
      'instance-shop-root.cfg.jinja2',
      '= ${monitor-publish:',
      '= $${monitor-publish:',
      'write ${monitor-publish:monitor-base-url}',
    ],
    ['software.cfg', '${:filename}\n', '${:filenam}\n', 'did you mean filename?'],
    ['software.cfg', '<= profile', '<= profil', 'did you mean profile?'],
  ])('in %s, %s as %s: %s', (file, right, wrong, hint) => {
    const diagnostics = found({ [file]: (text) => text.replace(right, () => wrong) })
    expect(diagnostics.map((each) => each.hint ?? each.message)).toContain(hint)
  })

  it('what is expected has the dollars of its place too', () => {
    const [finding] = found({
      [shop]: (text) => text.replace('$${buildout:directory}', () => '$${shop:recipe'),
    })
    expect(finding).toMatchObject({ code: 'reference-open', expected: '$${shop:recipe}' })
  })
})
