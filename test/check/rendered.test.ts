import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, summed } from '../support/releases.js'

const file = 'settings.json.in'

/** What check says where the file that a section of the instance renders holds this besides. */
function found(text: string, context = (each: string) => each) {
  const files = new Map(filesOfRelease('notes'))
  files.set(file, `${files.get(file)!}${text}\n`)
  const profile = 'instance-notes.cfg.in'
  files.set(profile, context(files.get(profile)!))
  const folder = placeRelease(folderOf(), 'notes', summed(files))
  return checkRelease(join(folder, 'software.cfg')).diagnostics.map(
    ({ code, severity, file: name = '', range, hint }) =>
      `${name.slice(folder.length + 1)}:${range?.start.line} ${severity} ${code}${hint === undefined ? '' : ` (${hint})`}`,
  )
}

describe('a file that is no profile, and that Jinja2 renders', () => {
  it.each([
    [
      '{% if port %}',
      `${file}:2 error template-syntax (expected {% elif %} or {% else %} or {% endif %})`,
    ],
    ['{{ folder | uper }}', `${file}:2 error template-syntax (did you mean upper?)`],
    [
      '{% if port is defind %}{% endif %}',
      `${file}:2 error template-syntax (did you mean defined?)`,
    ],
    ['{{ foldr }}', `${file}:2 error template-undefined (did you mean "folder"?)`],
    ['{{ dump(port) }}', `${file}:2 error template-undefined (did you mean "dumps"?)`],
    [
      '{% import "macros" as macros %}',
      `${file}:2 error template-import (add it to import-list of [notes-settings]: macros.jinja2, the target of [notes-macros])`,
    ],
    // In a branch that a parameter takes, it is as wrong.
    [
      '{% if password %}{{ foldr }}{% endif %}',
      `${file}:2 error template-undefined (did you mean "folder"?)`,
    ],
    [
      '{% if not password %}{{ foldr }}{% endif %}',
      `${file}:2 error template-undefined (did you mean "folder"?)`,
    ],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })

  it('a line that the context lacks is told where the name is used', () => {
    const told = found('', (profile) => profile.replace(/^ {2}key folder .*\n/m, ''))
    expect(told).toEqual([`${file}:1 error template-undefined (did you mean "filter"?)`])
  })

  it.each([
    ['{{ dumps(port) }}{% for each in password %}{{ each.x }}{% endfor %}'],
    ['{% set later = 1 %}{% if password %}{{ later }}{% endif %}{{ port.any.thing[3] | int }}'],
    [
      '{% raw %}{{ foldr }}{% endraw %}{# {{ foldr }} #}{% if foldr is defined %}{{ foldr }}{% endif %}',
    ],
    // What an unknown holds may be there, or be none.
    ['{% if password %}{{ [][0] }}{% endif %}'],
  ])('%s is fine', (text) => {
    expect(found(text)).toEqual([])
  })

  it('is held to nothing where no part leads to its section', () => {
    const cut = (profile: string) =>
      profile
        .replace(/^ {2}notes-settings\n/m, '')
        .replace('$${notes-settings:output}', () => 'none')
    expect(found('{{ foldr }}', cut)).toEqual([])
  })
})
