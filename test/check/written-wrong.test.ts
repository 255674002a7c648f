import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, type KioskFile } from './kiosk.js'

const margin = 'put the comment on a line of its own, at the margin'

/** A mistake in the kiosk, and all that is said of it. */
type Slip = readonly [what: string, file: KioskFile, from: string, to: string, said: string[]]

const slips: readonly Slip[] = [
  [
    'an option of [buildout] misspelt, beside parts that a loop writes',
    'kiosk.cfg.jinja2',
    'etc = ${buildout:directory}/etc',
    'etc = ${buildout:directroy}/etc',
    ['kiosk.cfg.jinja2:4 | error reference-option | did you mean directory?'],
  ],
  [
    'a path with two dollars that nobody takes one of',
    'software.cfg',
    'output = ${buildout:directory}/instance.cfg',
    'output = $${buildout:directory}/instance.cfg',
    ['software.cfg:12 | error reference-dollar | write ${buildout:directory}'],
  ],
  [
    'an option indented below the recipe',
    'software.cfg',
    'recipe = slapos.recipe.cmmi\nurl',
    'recipe = slapos.recipe.cmmi\n  url',
    ['software.cfg:5 | error option-indented | begin the line at the margin'],
  ],
  [
    'an entry of the switch whose section lost its recipe',
    'instance.cfg.in',
    'recipe = slapos.recipe.template:jinja2\nurl = ${kiosk',
    'url = ${kiosk',
    ['instance.cfg.in:31 | error switch-entry'],
  ],
  [
    'the kind of a line misspelt, whose value a component gives',
    'instance.cfg.in',
    'raw kiosk ${kiosk:location}',
    'rwa kiosk ${kiosk:location}',
    ['instance.cfg.in:16 | error context-line | did you mean raw?'],
  ],
  [
    'a type mistaken in a loop',
    'kiosk.cfg.jinja2',
    '--shelf {{ name }} --config',
    "--shelf {{ 'x' + 1 }} --config",
    ['kiosk.cfg.jinja2:22 | error template-value'],
  ],
  [
    'a comment behind the arguments of a program',
    'kiosk.cfg.jinja2',
    '--config ${config:output}\n',
    '--config ${config:output} # of a stand\n',
    [`kiosk.cfg.jinja2:16 | warning comment-value | ${margin}`],
  ],
  [
    'a comment behind a part',
    'kiosk.cfg.jinja2',
    '  publish\n',
    '  publish ; what is asked for\n',
    [`kiosk.cfg.jinja2:37 | error comment-value | ${margin}`],
  ],
]

describe('what is written wrong is told', () => {
  it.each(slips)('%s', (_, file, from, to, said) => {
    expect(findingsIn(changedKiosk(file, from, to))).toEqual(said)
  })

  it('and what is quoted is no comment', () => {
    const [from, to] = ['--shelf {{ name }}', "--shelf '{{ name }} # one'"]
    expect(findingsIn(changedKiosk('kiosk.cfg.jinja2', from, to))).toEqual([])
  })
})
