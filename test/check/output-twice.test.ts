import { describe, expect, it } from 'vitest'
import { checkProfile } from '../../src/check/index.js'

/** A program, and what another section with an output of its own says. */
const profile = (other: string): string => `[buildout]
parts = till other
[till]
recipe = slapos.cookbook:wrapper
command-line = true
wrapper-path = /srv/bin/till
[other]
${other}`

const codesOf = (other: string): string[] =>
  checkProfile(profile(other), { file: 'till.cfg' }).map(
    ({ code, range }) => `${range?.start.line} ${code}`,
  )

describe('two parts that write one file', () => {
  it.each([
    ['slapos.recipe.template', 'inline = x\noutput'],
    ['slapos.recipe.template:jinja2', 'inline = x\nrendered'],
    ['collective.recipe.template', 'inline = x\noutput'],
    ['slapos.cookbook:promise.plugin', 'eggs = slapos.toolbox\noutput'],
    ['slapos.cookbook:shell', 'shell = /bin/sh\nhome = /\npath = /\nwrapper'],
    ['slapos.cookbook:wrapper', 'command-line = false\nwrapper-path'],
  ])('is told of a wrapper and what %s writes', (recipe, options) => {
    const line = 8 + options.split('\n').length
    expect(codesOf(`recipe = ${recipe}\n${options} = /srv/bin/till\n`)).toEqual([
      `${line} output-twice`,
    ])
    expect(codesOf(`recipe = ${recipe}\n${options} = /srv/bin/bell\n`)).toEqual([])
  })

  it('is not told of folders, and not of what only bears a name like that of an output', () => {
    expect(codesOf('recipe = slapos.cookbook:mkdirectory\nwrapper = /srv/bin/till\n')).toEqual([])
    const port = 'recipe = slapos.cookbook:free_port\nminimum = 1\nmaximum = 2\nip = ::1\n'
    expect(codesOf(`${port}output = /srv/bin/till\n`)).toEqual([])
  })
})
