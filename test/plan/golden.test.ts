import { describe, expect, it } from 'vitest'
import { plan } from '../../src/plan/index.js'

/**
 * Names that an upgrade must not change: with another `name` the master sees another instance, with
 * another archive folder or notification id the archive starts anew. A change here is a major version.
 */
describe('names that an upgrade must not change', () => {
  it.each(['runner', 'my-app', 'a.b_c'])('of %s', async (name) => {
    const { requests, parts } = plan({
      name,
      count: 3,
      exportType: `${name}-export`,
      importType: `${name}-import`,
    })
    const lines = requests.map(
      ({ section, name: request, softwareType, shared, parameters, options }) =>
        [
          `[${section}]`,
          `name = ${request}`,
          `software-type = ${softwareType}`,
          `shared = ${shared}`,
          ...['name', 'notification-id', 'on-notification', 'notify'].flatMap((key) =>
            key in parameters ? [`config-${key} = ${String(parameters[key])}`] : [],
          ),
          ...Object.entries(options).map(([key, value]) => `${key} = ${String(value)}`),
        ].join('\n'),
    )
    const text = [...lines, `parts:\n${parts.join('\n')}`].join('\n\n') + '\n'
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`)
  })
})
