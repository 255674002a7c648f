import { expect, expectTypeOf, it } from 'vitest'
import { option, type FlagsOf } from '../../src/cli/options.js'

const options = {
  format: option.text('text or json', 'f'),
  given: option.list('a section, repeatable'),
  strict: option.switch('stop at warnings too'),
}

it('describes flags as yargs does', () => {
  expect(options).toStrictEqual({
    format: { alias: 'f', describe: 'text or json' },
    given: { describe: 'a section, repeatable', array: true },
    strict: { describe: 'stop at warnings too', type: 'boolean' },
  })
})

it('gives every flag the type that its kind has', () => {
  expectTypeOf<FlagsOf<typeof options>>().toMatchObjectType<{
    _: string[]
    format: string | undefined
    given: string[] | undefined
    strict: boolean | undefined
  }>()
})
