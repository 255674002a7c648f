import { describe, expect, it } from 'vitest'
import { cafe, changedCafe, type CafeFile } from './cafe.js'
import { findingsIn } from './found.js'

/** A mistake, and what is told of it. */
type Mistake = readonly [what: string, file: CafeFile, from: string, to: string, found: string[]]

describe('what sections inherit and macros write', () => {
  it('is clean as it stands', () => {
    expect(findingsIn(cafe)).toEqual([])
  })

  it.each<Mistake>([
    [
      'an option misspelt in what a section inherits, at its line',
      'instance-cafe.cfg.in',
      'output = ${directory:promise}',
      'outptu = ${directory:promise}',
      ['instance-cafe.cfg.in:12 | error recipe-option | write output for outptu'],
    ],
    [
      'one misspelt for all heirs, once',
      'instance.cfg.in',
      'output = $${buildout:directory}',
      'outptu = $${buildout:directory}',
      ['instance.cfg.in:17 | error recipe-option | write output for outptu'],
    ],
    [
      'one that no heir has, once, where the recipe is',
      'instance.cfg.in',
      'output = $${buildout:directory}/$${:_buildout_section_name_}.cfg\n',
      '',
      ['instance.cfg.in:16 | error recipe-option'],
    ],
    [
      'one that one heir lacks, in that one',
      'instance.cfg.in',
      'url = ${instance-bar:target}\n',
      '',
      ['instance.cfg.in:35 | error recipe-option'],
    ],
    [
      'one misspelt in a macro, at its line',
      'macros.cfg.in',
      'wrapper-path =',
      'wraper-path =',
      ['macros.cfg.in:4 | error recipe-option | write wrapper-path for wraper-path'],
    ],
    [
      'a call without a parameter that the macro needs, at the call',
      'instance-cafe.cfg.in',
      "m.promise('cafe', '${cafe-port:port}')",
      "m.promise('cafe')",
      ['instance-cafe.cfg.in:23 | error template-undefined'],
    ],
  ])('%s', (_, file, from, to, found) => {
    expect(findingsIn(changedCafe(file, from, to))).toEqual(found)
  })
})
