import { expect, it } from 'vitest'
import { renderTemplate } from '../../src/profiles/template.js'

// What CPython 3.11 makes of them.
it.each([
  ["'{a}{0}{b}'.format(None, a=None, b=3)", 'NoneNone3'],
  ["'{}{}'.format(None, 1)", 'None1'],
  ["'{a:}{:}'.format('x', a='y')", 'yx'],
  ["'{{{}}}'.format(1)", '{1}'],
])('%s is filled in', (source, text) => {
  expect(renderTemplate(`{{ ${source} }}`)).toBe(text)
})

it.each([
  ["'{0}{}'.format(1, 2)", 'cannot switch'],
  ["'{}{0}'.format(1, 2)", 'cannot switch'],
  ["'{!x}'.format(1)", 'the field "{!x}", which has more than a name, is not supported here'],
  [
    "'{:>{}}'.format(1, 2)",
    'the field "{:>{}}", which has more than a name, is not supported here',
  ],
  ["'{b}'.format(1)", '{b}'],
  ["'{1}'.format(1)", 'no argument for {1}'],
  ["'}'.format(1)", "Single '}'"],
  ["'{'.format(1)", "expected '}'"],
])('%s is refused', (source, says) => {
  expect(() => renderTemplate(`{{ ${source} }}`)).toThrow(says)
})
