import { describe, expect, it } from 'vitest'
import { isSecret } from '../../src/parameters/index.js'
import { masked, maskSecrets } from '../../src/plan/mask.js'
import { plan } from '../../src/plan/index.js'
import type { Parameters } from '../../src/parameters/index.js'

function leader(parameters: Parameters, leaderArgs: Record<string, unknown> = {}) {
  const component = { name: 'runner', count: 2, exportType: 'e', importType: 'i', leaderArgs }
  return maskSecrets(plan({ ...component, parameters })).requests[0]!
}

describe('maskSecrets', () => {
  it.each(['password', 'db-Passwd', 'client_secret', 'apiKey', 'access-token', 'ssh-key'])(
    'masks %s, of text and of anything else',
    (name) => {
      expect(isSecret(name)).toBe(true)
      for (const value of ['hunter2', 12345, ['hunter2'], { a: 'hunter2' }])
        expect(leader({ [name]: value }).parameters[name]).toBe(masked)
    },
  )

  it('leaves what holds nothing, and what is no secret', () => {
    const plain = { domain: 'example.com', port: 80, 'use-password': true, token: '', list: [1] }
    expect(leader(plain).parameters).toMatchObject(plain)
  })

  it('masks inside JSON, also where it is text', () => {
    const value = { users: [{ name: 'a', password: 'hunter2' }], port: 1 }
    const shown = { users: [{ name: 'a', password: masked }], port: 1 }
    expect(leader({ value }).parameters['value']).toEqual(shown)
    expect(leader({ value: JSON.stringify(value) }).parameters['value']).toBe(JSON.stringify(shown))
    expect(leader({ value: '{ "a":  1 }' }).parameters['value']).toBe('{ "a":  1 }')
    expect(leader({ value: '{broken' }).parameters['value']).toBe('{broken')
  })

  it('masks the password of a URL', () => {
    const { parameters } = leader({ repository: 'https://me:hunter2@host:80/a?b=c:d@e' })
    expect(parameters['repository']).toBe(`https://me:${masked}@host:80/a?b=c:d@e`)
  })

  it('keeps the wiring, whose keys are references, in every request', () => {
    const whole = plan({ name: 'runner', count: 3, exportType: 'e', importType: 'i' })
    expect(maskSecrets(whole)).toEqual(whole)
    expect(JSON.stringify(whole)).toContain('authorized-key')
    expect(JSON.stringify(whole)).toContain('server-key')
  })

  it('masks a parameter that only looks like a reference', () => {
    const { parameters } = leader({ password: '${a:b}' })
    expect(parameters['password']).toBe(masked)
  })

  it('masks options, and what a finding received', () => {
    expect(leader({}, { 'config-password': 'hunter2' }).parameters['password']).toBe(masked)
    expect(leader({}, { 'my-password': 'hunter2' }).options['my-password']).toBe(masked)
    const whole = plan({ name: 'runner', count: 2, exportType: 'e', importType: 'i' })
    const finding = { code: 'bad-value', severity: 'warning', message: 'm' } as const
    whole.diagnostics.push({ ...finding, path: 'my-password', received: 'hunter2' })
    whole.diagnostics.push({ ...finding, path: 'url', received: '"https://u:hunter2@host/"' })
    expect(JSON.stringify(maskSecrets(whole))).not.toContain('hunter2')
  })

  it('masks what is secret in one place wherever it stands, where it is long enough', () => {
    const shown = leader({
      'db-password': 'SeKrEt99',
      info: JSON.stringify({ token: 'ToKeN123' }),
      dsn: 'user SeKrEt99 with ToKeN123',
      'my-key': 'abc',
      abc: 'abc',
      '-sla-0-region': 'eu-SeKrEt99',
    })
    expect(shown.parameters).toMatchObject({ dsn: `user ${masked} with ${masked}`, abc: 'abc' })
    expect(shown.sla['region']!.value).toBe(`eu-${masked}`)
  })
})
