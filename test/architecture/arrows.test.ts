import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folders, imports, top } from './imports.js'

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')

/** What each folder may import, by the page's table. */
const allowed = new Map(
  [...page.matchAll(/^\| `(\w+)\/` \|[^|]*\|[^|]*\| ([^|]*) \|$/gm)].map(([, folder, names]) => [
    folder!,
    names!.split(', '),
  ]),
)

/** The floor that each name of a picture stands on, counted from the top. */
function floorsOf(file: string): Map<string, number> {
  const [, picture = ''] = new RegExp(`\`\`\`text file=${file}\\n([^]*?)\`\`\``).exec(page) ?? []
  return new Map(
    picture.split('\n').flatMap((line, floor) =>
      line
        .split(/\s+/)
        .filter((word) => /(?:\/|\.ts)$/.test(word))
        .map((name): [string, number] => [name, floor]),
    ),
  )
}

describe('docs/architecture.md', () => {
  it('has every folder in its table and in its picture, and no other', () => {
    expect([...allowed.keys()].sort()).toEqual([...folders].sort())
    expect([...floorsOf('house.txt').keys()].sort()).toEqual(folders.map((f) => `${f}/`).sort())
  })

  it.each([
    ['house.txt', ''],
    ['jinja.txt', 'jinja/'],
  ])('has no arrow up the floors of %s', (file, folder) => {
    const floors = floorsOf(file)
    const nameOf = (path: string): string => {
      const name = top(path.slice(folder.length))
      return path.slice(folder.length) === name ? name : `${name}/`
    }
    const wrong = imports.filter(({ from, to }) => {
      if (!from.startsWith(folder) || !to.startsWith(folder)) return false
      const [name, other] = [nameOf(from), nameOf(to)]
      const [floor, below] = [floors.get(name), floors.get(other)]
      return name !== other && floor !== undefined && below !== undefined && floor >= below
    })
    expect(floors.size).toBeGreaterThan(3)
    expect(wrong).toEqual([])
  })

  it('has no folder that imports the public names: they are made of the folders', () => {
    const faces = ['index.ts', 'plan.ts']
    expect(imports.filter(({ from, to }) => from.includes('/') && faces.includes(to))).toEqual([])
  })

  it('has every file of jinja/ on a floor, but its face', () => {
    const names = imports
      .filter(({ from }) => from.startsWith('jinja/'))
      .map(({ from }) => from.slice('jinja/'.length))
      .map((path) => (path.includes('/') ? `${top(path)}/` : path))
    const floors = floorsOf('jinja.txt')
    expect([...new Set(names)].filter((name) => !floors.has(name))).toEqual(['index.ts'])
  })

  it('has python/ know itself alone, no package either', () => {
    const own = imports.filter(({ from }) => from.startsWith('python/'))
    expect(own.length).toBeGreaterThan(100)
    expect(own.filter(({ to }) => !to.startsWith('python/'))).toEqual([])
  })

  describe.each(folders)('%s', (folder) => {
    const names = allowed.get(folder) ?? []
    const own = imports.filter(({ from }) => top(from) === folder)

    it('imports what the page says, and all of it', () => {
      const others = [...new Set(own.map(({ to }) => top(to)))].filter(
        (name) => name !== folder && folders.includes(name),
      )
      if (names[0] === 'all') return
      expect(others.sort()).toEqual(names.filter((name) => name !== 'nothing').sort())
    })

    it('imports nothing of Node where it runs in a browser', () => {
      const browser = !['cli', 'check'].includes(folder)
      const node = own.filter(
        ({ from, to }) => to.startsWith('node:') && !from.startsWith('buildout/files/'),
      )
      expect(browser ? node : []).toEqual([])
    })
  })
})
