import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dot } from '../../src/views/dot.js'
import { html } from '../../src/views/html.js'
import { describeWith } from '../support/engines.js'
import { planOf } from '../support/plans.js'

const executablePath = '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync'

const hostile = '</script><img src=x onerror=document.title="owned">'
const placed = {
  '-sla-0-computer_guid': 'COMP-1',
  '-sla-0-network_guid': 'NET-1',
  '-sla-1-computer_guid': 'COMP-2',
  '-sla-pbs1-computer_guid': 'COMP-1',
  '-sla-2-region': 'France',
  '-sla-7-group': 'nowhere',
  'db-password': 'hunter2',
  greeting: hostile,
}

describeWith(
  existsSync(executablePath) ? undefined : 'chromium is not installed',
  'the page in Chromium',
  () => {
    let browser: Browser
    let folder: string
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'resilient-page-'))
      browser = await chromium.launch({ executablePath, args: flags.split(' ') })
      const finding = { code: 'bad-value', severity: 'warning' } as const
      const diagnostics = [
        { ...finding, message: 'PBS 1 is where its leader is', path: '-sla-pbs1-computer_guid' },
      ]
      const pages = {
        few: await html([planOf(3, placed), planOf(2, {}, 'mariadb')], { diagnostics }),
        many: await html([planOf(200)]),
      }
      for (const [name, page] of Object.entries(pages))
        writeFileSync(join(folder, `${name}.html`), page)
    }, 120_000)
    afterAll(async () => {
      await browser.close()
      rmSync(folder, { recursive: true })
    })

    /** Opens a page; what its console says, and what it asks the network for, fails the test. */
    async function open(
      name: 'few' | 'many',
      options: Parameters<Browser['newPage']>[0] & { hash?: string } = {},
      use: (page: Page) => Promise<void>,
    ): Promise<void> {
      const { hash = '', ...context } = options
      const page = await browser.newPage(context)
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      page.on('pageerror', (error) => said.push(error.message))
      page.on('request', (request) => {
        if (!/^(?:file|data):/.test(request.url())) said.push(request.url())
      })
      await page.goto(`file://${join(folder, name)}.html${hash}`)
      await use(page)
      expect(said).toEqual([])
      await page.close()
    }

    const shown = (page: Page) => page.locator('article:visible h3').allTextContents()
    const focused = (page: Page) =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent')

    it('selects a request from the list, and goes back', async () => {
      await open('few', {}, async (page) => {
        expect(await shown(page)).toEqual([])
        await page.getByRole('link', { name: 'PBS (runner / 1)' }).last().click()
        expect(await shown(page)).toEqual(['PBS (runner / 1)'])
        const article = page.locator('article:visible')
        expect(await article.textContent()).toContain('-sla-1-computer_guid = COMP-2')
        expect(await page.locator('tr:has([aria-current]) th').textContent()).toContain('PBS')
        await article.getByRole('link', { name: 'PBS 1 pulling from runner0' }).click()
        expect(await shown(page)).toEqual(['PBS 1 pulling from runner0'])
        await page.goBack()
        expect(await shown(page)).toEqual(['PBS (runner / 1)'])
      })
    })

    it('selects from the picture, and shows the way that the data takes', async () => {
      await open('few', {}, async (page) => {
        await page.locator('.node', { hasText: 'runner2' }).click()
        expect(await shown(page)).toEqual(['runner2'])
        const way = await page.locator('.node.way .name').allTextContents()
        expect(way).toEqual(['runner0', 'PBS (runner / 2)', 'runner2'])
        await page.locator('.label', { hasText: 'pull 1' }).first().click()
        expect(await shown(page)).toEqual(['PBS 1 pulling from runner0'])
      })
    })

    it('masks secrets and runs nothing that a parameter holds', async () => {
      await open('few', { hash: '#request-runner' }, async (page) => {
        const text = (await page.locator('article:visible').textContent()) ?? ''
        expect(text).toContain(hostile)
        expect(text).not.toContain('hunter2')
        expect(await page.title()).toBe('Plan of runner, mariadb')
      })
    })

    it('works by keyboard alone', async () => {
      await open('few', {}, async (page) => {
        await page.locator('tr[data-row] a').first().focus()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        expect(await focused(page)).toBe('PBS 1 pulling from runner0')
        await page.keyboard.press('Enter')
        expect(await focused(page)).toBe('request-pull-backup-server-runner-1')
        await page.keyboard.press('Tab')
        expect(await focused(page)).toBe('PBS pushing on runner1')
        await page.keyboard.press('Escape')
        expect(await focused(page)).toBe('PBS 1 pulling from runner0')
        await page.keyboard.press('ArrowUp')
        expect(await focused(page)).toBe('PBS (runner / 1)')
      })
    })

    it('reaches the list first, past the picture', async () => {
      await open('few', {}, async (page) => {
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        expect(await focused(page)).toBe('requests')
        await page.keyboard.press('Tab')
        expect(await focused(page)).toBe('filter')
      })
    })

    it('filters 200 instances, and keeps the list where it is when one is selected', async () => {
      const viewport = { width: 1400, height: 900 }
      await open('many', { viewport }, async (page) => {
        const visible = page.locator('tr[data-row]:visible')
        expect(await page.locator('#count').textContent()).toBe('797 of 797 requests')
        const row = page.locator('[data-row="request-pbs-runner-150"]')
        await row.scrollIntoViewIfNeeded()
        const link = row.getByRole('link')
        await link.click()
        const box = await link.boundingBox()
        expect(box!.y).toBeGreaterThan(0)
        expect(box!.y).toBeLessThan(900)
        const panel = await page.locator('article:visible').boundingBox()
        expect(panel!.y).toBeGreaterThanOrEqual(0)
        expect(panel!.y).toBeLessThan(900)
        const canvas = (await page.locator('.canvas').boundingBox())!
        const node = (await page.locator('.node.selected').boundingBox())!
        expect(node.y).toBeGreaterThan(canvas.y)
        expect(node.y + node.height).toBeLessThan(canvas.y + canvas.height)

        await page.getByLabel('Filter').fill('runner150')
        expect(await visible.count()).toBe(2)
        expect(await page.locator('#count').textContent()).toBe('2 of 797 requests')
        await page.getByLabel('only with findings').check()
        expect(await visible.count()).toBe(0)
      })
    })

    it('zooms the picture', async () => {
      await open('many', {}, async (page) => {
        const width = async () => (await page.locator('.picture').boundingBox())!.width
        await page.getByRole('button', { name: 'Full size' }).click()
        const full = await width()
        await page.getByRole('button', { name: 'Larger' }).click()
        expect(await width()).toBeCloseTo(full * 1.25, 0)
        await page.getByRole('button', { name: 'Whole width' }).click()
        const canvas = (await page.locator('.canvas').boundingBox())!.width
        expect(Math.abs((await width()) - canvas)).toBeLessThan(4)
      })
    })

    it('needs no script', async () => {
      await open('few', { javaScriptEnabled: false }, async (page) => {
        expect(await shown(page)).toHaveLength(14)
        expect(await page.locator('#filter').isVisible()).toBe(false)
      })
    })

    it('prints the picture, the list and the selected request, and no controls', async () => {
      await open('few', { hash: '#request-pbs-runner-1' }, async (page) => {
        await page.emulateMedia({ media: 'print' })
        expect(await shown(page)).toEqual(['PBS (runner / 1)'])
        expect(await page.locator('.picture').isVisible()).toBe(true)
        expect(await page.locator('tr[data-row]:visible').count()).toBe(14)
        for (const control of ['#filter', '.zoom', '.back >> nth=0'])
          expect(await page.locator(control).isVisible()).toBe(false)
      })
    })

    it('is dark where the reader wants it dark', async () => {
      const ground = 'getComputedStyle(document.documentElement).backgroundColor'
      await open('few', { colorScheme: 'dark' }, async (page) => {
        expect(await page.evaluate(ground)).toBe('rgb(13, 17, 23)')
      })
      await open('few', { colorScheme: 'light' }, async (page) => {
        expect(await page.evaluate(ground)).toBe('rgb(255, 255, 255)')
      })
    })

    it.each([
      ['few', 'light', 1400],
      ['few', 'dark', 1400],
      ['few', 'light', 380],
      ['few', 'dark', 380],
      ['many', 'light', 1400],
    ] as const)('has no axe violation: %s, %s, %d wide', async (name, colorScheme, width) => {
      const viewport = { width, height: 900 }
      const hash = '#request-pbs-runner-1'
      await open(name, { colorScheme, viewport, hash }, async (page) => {
        const overflow = 'document.documentElement.scrollWidth - innerWidth'
        expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
        await page.evaluate(axe)
        const { violations, passes } = (await page.evaluate(
          "axe.run({ resultTypes: ['violations'] })",
        )) as AxeResults
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
        expect(passes.length).toBeGreaterThan(20)
      })
    })
  },
)

const graphviz = '/usr/bin/dot'

describeWith(existsSync(graphviz) ? undefined : 'graphviz is not installed', 'DOT', () => {
  it('is read by Graphviz as it was meant', () => {
    const value = 'a"b\\N&amp;<i>}'
    const input = dot([planOf(3, { ...placed, '-sla-runner2-computer_guid': value })])
    const drawn = execFileSync(graphviz, ['-Tjson'], { input, encoding: 'utf8' })
    const { objects, edges } = JSON.parse(drawn) as Record<'objects' | 'edges', { name?: string }[]>
    expect(edges).toHaveLength(4)
    expect(objects.filter(({ name }) => name?.startsWith('cluster_'))).toHaveLength(4)
    const svg = execFileSync(graphviz, ['-Tsvg'], { input, encoding: 'utf8' })
    expect(svg.replaceAll('&#45;', '-')).toContain('a&quot;b\\N&amp;amp;&lt;i&gt;}')
  })
})
