import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readParameters, replicate, replicateParts } from '../../src/index.js'
import { renderReplicated } from '../../src/profiles/index.js'
import { isResilientError } from '../support/ours.js'

const runner = readParameters(
  readFileSync(new URL('../../examples/runner/runner.xml', import.meta.url)),
)

describe('replicate', () => {
  it('makes the runner example', async () => {
    const text = replicate(
      'runner',
      3,
      'runner-export',
      'runner-import',
      'ArgLeader',
      ['one', 'two'],
      runner,
    )
    await expect(text).toMatchFileSnapshot('golden/runner.cfg')
  })

  it('takes the count as text, and makes a leader alone', () => {
    expect(replicate('a', '2', 'e', 'i')).toBe(replicate('a', 2, 'e', 'i'))
    const alone = replicate('a', 1, 'e', 'i')
    expect(alone).toContain('[request-a]')
    expect(alone).not.toContain('[request-pbs-a')
    expect(alone).not.toContain('[slap-parameter]')
    expect(replicateParts('a', 1)).toEqual(['request-a', 'resilient-request-a-public-key-promise'])
  })

  it('keeps a leader alone’s monitor URL, and leaves an empty section out', () => {
    const monitored = replicate('a', 1, 'e', 'i', [], [], {}, { return: ['monitor-base-url'] })
    expect(monitored).toContain(
      '[monitor-conf-parameters]\nmonitor-url-list = ${request-a:connection-monitor-base-url}',
    )
    expect(replicate('a', 3, 'e', 'i')).not.toContain('[monitor-conf-parameters]')
  })

  it('writes no value that could be read as anything else', () => {
    const text = replicate('a', 1, 'e', 'i', [], [], {
      evil: 'x\n[evil]\nrecipe = evil',
      ref: '${a:b}',
      n: null,
    })
    expect(text).toContain(String.raw`config-evil = !py!'x\n[evil]\nrecipe = evil'`)
    expect(text).toContain(String.raw`config-ref = !py!'\x24{a:b}'`)
    expect(text).toContain('config-n = !py!None')
  })

  it('names the parameter that a plain profile cannot hold', () => {
    const component = {
      name: 'a',
      count: 1,
      exportType: 'e',
      importType: 'i',
      parameters: { amount: 7 },
    }
    try {
      renderReplicated([component], 'plain')
      expect.unreachable()
    } catch (error) {
      if (!isResilientError(error)) throw error
      expect(error.diagnostics[0]).toMatchObject({
        code: 'bad-value',
        path: 'amount',
      })
      expect(error.message).toContain('"amount" cannot be written as request-a:config-amount')
    }
  })
})

describe('renderReplicated', () => {
  const component = (name: string) => ({ name, count: 2, exportType: 'e', importType: 'i' })

  it('prints what several components share once', async () => {
    const monitor = { return: ['monitor-base-url'] }
    const { text } = renderReplicated([
      { ...component('a'), monitor },
      { ...component('b'), monitor },
    ])
    for (const section of [
      'resilient',
      'resilient-directory',
      'request-pbs-common',
      'monitor-conf-parameters',
      'buildout',
    ]) {
      expect(text.split(`[${section}]\n`)).toHaveLength(2)
    }
    await expect(text).toMatchFileSnapshot('golden/two-components.cfg')
  })
})
