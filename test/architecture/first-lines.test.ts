import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folders, imports, top } from './imports.js'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()

describe('the first lines of a file', () => {
  it('say what it is for', () => {
    expect(files.filter((file) => headOf(file) === '')).toEqual([])
  })

  it('name every folder that it imports from, for types too, and no other', () => {
    const wrong = files.flatMap((file) => {
      const own = top(file)
      const named = folders.filter((folder) => folder !== own && names(headOf(file), folder))
      const imported = [...foldersOf(file)].filter((folder) => folders.includes(folder))
      return [
        ...imported.filter((folder) => !named.includes(folder)).map((each) => `${file}: ${each}`),
        ...named
          .filter((folder) => !imported.includes(folder))
          .map((each) => `${file}: ${each} is named, and not imported`),
      ]
    })
    expect(wrong).toEqual([])
  })
})

function headOf(file: string): string {
  return /^(?:\/\/ .*\n)*/.exec(readFileSync(join(src, file), 'utf8'))![0]
}

/** Whether the sentence of a head that says whom a file knows names a folder. */
function names(head: string, folder: string): boolean {
  const knows = /\bKnows .*/.exec(head.replace(/\n\/\/ /g, ' '))?.[0] ?? ''
  return new RegExp(`\\b${folder}\\b`, 'i').test(knows)
}

/** The other folders that a file imports from. */
function foldersOf(file: string): Set<string> {
  const all = imports.filter(({ from, to }) => from === file && to.includes('/'))
  return new Set(all.map(({ to }) => top(to)).filter((folder) => folder !== top(file)))
}
