import { expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk } from './kiosk.js'

const instance = 'instance.cfg.in'
const raw = '  raw kiosk ${kiosk:location}/bin/kiosk\n'

it.each([
  ['a name twice', `${raw}  raw kiosk other\n`, 'error context-line'],
  ['a name of the recipe', `${raw}  raw zip 3\n`, 'error context-line'],
  ['dumps', `${raw}  raw dumps 3\n`, 'error context-line'],
  ['no value', `${raw}  raw q\n`, 'warning context-line'],
])('tells of a context with %s', (_, to, found) => {
  const all = findingsIn(changedKiosk(instance, raw, to))
  expect(all).toEqual([`instance.cfg.in:17 | ${found}`])
})
