import { expect, describe, it } from 'vitest'
import { join } from 'node:path'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease } from '../support/releases.js'
import { mistakes, withMistake } from './mistakes.js'

describe('a mistake in a release is told where it is', () => {
  it.each(mistakes.map((mistake) => [`${mistake.release}: ${mistake.what}`, mistake] as const))(
    '%s',
    (_, mistake) => {
      const files = withMistake(mistake)
      const folder = placeRelease(folderOf(), mistake.release, files)
      const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
      const found = diagnostics.map(({ code, file = '', range, hint }) => ({
        at: `${file.slice(folder.length + 1)}:${range?.start.line} ${code}`,
        ...(mistake.hint === undefined ? {} : { hint }),
      }))
      const file = mistake.at ?? mistake.file
      const text = files.get(file)!
      const changed = mistake.to.split('\n').find((line) => line.trim() !== '') ?? ''
      const needle = mistake.line ?? (mistake.at === undefined ? changed : '')
      const line = text.slice(0, text.indexOf(needle)).split('\n').length
      const at =
        mistake.line === ''
          ? (expect.stringMatching(`^${file}:\\d+ ${mistake.code}$`) as string)
          : `${file}:${line} ${mistake.code}`
      expect(found).toContainEqual({
        at,
        ...(mistake.hint === undefined ? {} : { hint: mistake.hint }),
      })
    },
  )
})

describe('one mistake is one finding', () => {
  function found(file: string, from: string, to: string): string[] {
    const files = new Map(filesOfRelease('generated'))
    expect(files.get(file)).toContain(from)
    files.set(file, files.get(file)!.replace(from, to))
    const folder = placeRelease(folderOf(), 'generated', files)
    const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
    return diagnostics
      .filter(({ code }) => code !== 'wrong-md5sum')
      .map(({ code, severity, hint = '' }) => `${severity} ${code} ${hint}`.trim())
  }

  const root = 'instance-shop-root.cfg.jinja2'

  it('more parts than requests, for which there are no sections', () => {
    expect(found(root, 'parts.replicate("shop", "3")', 'parts.replicate("shop", "4")')).toEqual([
      'error count-differs',
    ])
  })

  it('fewer parts than requests, which nobody runs', () => {
    expect(found(root, 'parts.replicate("shop", "3")', 'parts.replicate("shop", "2")')).toEqual([
      'warning count-differs',
    ])
  })

  it('an exporter misspelt', () => {
    expect(found('instance-shop-export.cfg.in', '[exporter]', '[exportr]')).toEqual([
      'error component-missing did you mean exportr?',
    ])
  })
})
