import { describe, it } from 'vitest'
import { readConfiguration } from '../../src/cli/configuration.js'
import { mutated, realInputs, survives } from './support.js'

const ini = mutated(realInputs('.ini', 'examples'), [
  '[',
  ']',
  '[a.b]',
  '[__proto__]',
  'count = 3\n',
  'monitor-return[] = a\n',
  '__proto__ = a\n',
  'constructor[prototype] = a\n',
  '=',
  '"',
  "'",
  ';',
  '#',
  '\\',
  '${',
])

describe('whatever resilient.ini holds', () => {
  it('it is read or refused', () =>
    survives(ini, (text) => readConfiguration(text, 'resilient.ini')))
})
