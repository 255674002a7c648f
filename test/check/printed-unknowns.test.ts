import { expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { changedKiosk } from './kiosk.js'

/** What is said of the kiosk where a loop gathers references and they are printed that way. */
function said(reference: string, printed: string): string[] {
  const loop = `{%- set all = [] %}
{%- for name in parameters['stands'] %}{% do all.append({'name': name, 'at': '${reference}' % name}) %}{% endfor %}
[publish]
all = ${printed}
`
  const files = changedKiosk('kiosk.cfg.jinja2', '[publish]\n', loop)
  const { diagnostics } = checkRelease(`${folderOf(files)}/software.cfg`)
  return diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

const ways = [
  '{{ all }}',
  '{{ dumps(all) }}',
  '{{ repr(all) }}',
  '{{ all | tojson }}',
  "{{ '%r' % (all,) }}",
]

it.each(ways)('%s of what holds an unknown is no text of its own', (printed) => {
  expect(said('${stand-%s:wrapper-path}', printed)).toEqual([])
})

// What a filter makes of one is not known as a whole.
it.each(ways.filter((each) => !each.includes('tojson')))(
  '%s shows an ellipsis for the unknown in what is wrong',
  (printed) => {
    const found = said('${satnd-%s:wrapper-path}', printed)
    expect(found).toEqual([
      'reference-section: ${satnd-…:wrapper-path} refers to [satnd-…], which no profile has',
    ])
  },
)
