import { expect, describe, it } from 'vitest'
import { join } from 'node:path'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'
import { placeRelease } from '../support/releases.js'
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
