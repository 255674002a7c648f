import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { imports } from './imports.js'

/** Where every file says in its first line what it is for and whom it may know. */
const rooms = ['python/', 'jinja/', 'buildout/condition/']

describe('the first line of a file', () => {
  const files = [...new Set(imports.flatMap(({ from, to }) => [from, to]))].filter(
    (file) => file.endsWith('.ts') && rooms.some((room) => file.startsWith(room)),
  )

  it('says what it is for', () => {
    const silent = files.filter((file) => {
      const [line] = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').split('\n')
      return !/^\/\/ .{15,}\.$/.test(line!)
    })
    expect(files.length).toBeGreaterThan(60)
    expect(silent).toEqual([])
  })
})
