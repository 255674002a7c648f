import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** What these know are parts of their own folders, which their first lines tell in words. */
const inWords = /^(?:jinja|python|buildout\/condition)\//

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .sort()

describe('the first lines of a file', () => {
  it('say what it is for', () => {
    expect(files.filter((file) => headOf(file) === '')).toEqual([])
  })

  it('name every folder that it imports from, types apart', () => {
    const unnamed = files.flatMap((file) => {
      const head = headOf(file)
      if (!file.includes('/') || inWords.test(file) || head.includes('every folder')) return []
      return foldersOf(file)
        .filter((folder) => !new RegExp(`\\b${folder}\\b`, 'i').test(head))
        .map((folder) => `${file}: ${folder}`)
    })
    expect(unnamed).toEqual([])
  })
})

function headOf(file: string): string {
  return /^(?:\/\/ .*\n)*/.exec(readFileSync(join(src, file), 'utf8'))![0]
}

/** The other folders that a file imports values from. */
function foldersOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  const names = [...text.matchAll(/^(?:import|export) (?!type)[^']*'(\.[^']+)'/gm)].map(
    ([, specifier]) => join(dirname(file), specifier!).split('/')[0]!,
  )
  return [...new Set(names)].filter((folder) => folder !== file.split('/')[0])
}
