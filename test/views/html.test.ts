import { describe, expect, it } from 'vitest'
import { html } from '../../src/views/html.js'
import { planOf } from '../support/plans.js'

describe('html', () => {
  it('is one file that fetches nothing', async () => {
    const page = await html([planOf(3)])
    const addresses = page.matchAll(/(?:\s(?:src|href)=|url\()["']?([^"')\s>]*)/g)
    for (const [, address] of addresses) expect(address).toMatch(/^(?:#|data:,$)/)
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/\son[a-z]+=/)
  })

  it('masks secrets unless it is told to show them', async () => {
    const path = 'db-password'
    const plan = planOf(2, { [path]: 'hunter2' })
    const finding = { code: 'bad-value', severity: 'warning', message: 'weak' } as const
    const diagnostics = [{ ...finding, path, received: 'hunter2' }]
    expect(await html([plan], { diagnostics })).not.toContain('hunter2')
    expect(await html([plan], { diagnostics, secrets: true })).toContain('hunter2')
  })

  it('holds hostile names and values as text', async () => {
    const hostile = '</script></style><img src=x onerror=alert(1)>{{ 1 }}\u0000'
    const page = await html([planOf(2, { '<b>': hostile, '-sla-1-group': hostile })], {
      diagnostics: [{ code: 'bad-value', severity: 'error', message: hostile, hint: hostile }],
    })
    expect(page).not.toContain('<img')
    expect(page).not.toContain('\u0000')
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;{{ 1 }}·')
  })

  it('tells each finding once, and every request that it is about', async () => {
    const path = '-sla-1-computer_guid'
    const message = 'one computer for all'
    const plans = [planOf(2, { [path]: 'A' }), planOf(2, {}, 'mariadb')]
    const page = await html(plans, {
      diagnostics: [
        { code: 'bad-value', severity: 'warning', message, path },
        { code: 'bad-value', severity: 'info', message: 'about nothing' },
      ],
    })
    const [, findings = ''] = /class="findings"([\s\S]*?)<\/section>/.exec(page) ?? []
    expect(findings.split(message)).toHaveLength(2)
    expect(findings.split('about nothing')).toHaveLength(2)
    expect(findings).toMatch(/PBS \(runner \/ 1\)[\s\S]*runner1/)
  })
})
