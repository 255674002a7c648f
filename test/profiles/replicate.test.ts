import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseProfile, readParameters, replicate, replicateParts } from '../../src/index.js'
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

  it('takes a component as plan does', () => {
    const rest = { leaderArgs: 'one', backupArgs: ['two'], parameters: runner, monitor: {} }
    expect(replicate({ name: 'a', count: 3, exportType: 'e', importType: 'i', ...rest })).toBe(
      replicate('a', 3, 'e', 'i', 'one', ['two'], runner, {}),
    )
    expect(() => replicate(undefined as unknown as string, 3, 'e', 'i')).toThrow(
      'the name of a component is not text',
    )
    expect(() => replicate(null as unknown as string, 3, 'e', 'i')).toThrow(
      'the name of a component is not text',
    )
  })

  it('writes what an author gives in lines as lines, and data as data', () => {
    const text = replicate(
      'a',
      2,
      'e',
      'i',
      { 'config-script': 'one\n[two]', comment: 'a\n${b:c}\n[evil]', 'config-url': 'x\n${d:e}' },
      { 'config-script': 'one\n  two', 'config-odd': 'one \ntwo' },
      { data: 'one\ntwo', 'config-x': '${a:b}' },
    )
    const { 'request-a': leader, 'request-a-pseudo-replicating-1': backup } = parseProfile(
      text,
    ).toObject() as Record<string, Record<string, string>>
    expect(leader).toMatchObject({
      'config-script': 'one\n[two]',
      comment: 'a\n${b:c}\n[evil]',
      'config-url': 'x\n${d:e}',
      'config-data': String.raw`!py!'one\ntwo'`,
    })
    expect(backup).toMatchObject({
      'config-script': 'one\n  two',
      'config-odd': String.raw`!py!'one \ntwo'`,
    })
    expect(text).not.toMatch(/^\[evil\]/m)
  })

  it('never takes what an instance parameter holds for the author’s reference', () => {
    const given = { 'config-x': '${a:b}' }
    expect(replicate('a', 1, 'e', 'i', given, [], { x: '${a:b}' })).toContain(
      String.raw`config-x = !py!'\x24{a:b}'`,
    )
  })

  it('refuses a reference that no lines can hold', () => {
    expect(() => replicate('a', 1, 'e', 'i', { x: 'a \n${b:c}' })).toThrow(
      'the value of "x" cannot be written as request-a:x',
    )
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
      renderReplicated([component], { encoding: 'plain' })
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

  it('says what its reader must have, and extends what it is told to', () => {
    const given = { ...component('a'), leaderArgs: 'ArgLeader', backupArgs: 'ArgBackup' }
    const { text } = renderReplicated([given])
    expect(text.slice(0, text.indexOf('[buildout]'))).toMatchInlineSnapshot(`
      "## a (2 instances), wired to be resilient
      # Extend the monitor's template (--extends FILE): it has [monitor-promise-base].
      # Sections of yours: [ArgLeader], [ArgBackup].
      # [publish-connection-information] wants a recipe, and to be a part.

      "
    `)
    expect(text).not.toContain('extends =')
    const paths = ['monitor.cfg', 'own.cfg']
    expect(renderReplicated([given], { extends: paths }).text).toContain(
      '\n[buildout]\nextends =\n  monitor.cfg\n  own.cfg\nparts +=\n',
    )
    expect(() => renderReplicated([])).toThrow('no component is given')
    expect(() => renderReplicated([given], { extends: ['${a:b}'] })).toThrow('is not filled in')
    expect(() => renderReplicated([given], { extends: ['a\n[b]'] })).toThrow('cannot stand under')
  })

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
