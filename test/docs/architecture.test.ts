import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const src = join(root, 'src')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** What each folder may import, by the page's table. */
const allowed = new Map(
  [...page.matchAll(/^\| `(\w+)\/` \|[^|]*\|[^|]*\| ([^|]*) \|$/gm)].map(([, folder, names]) => [
    folder!,
    names!.split(', '),
  ]),
)
const folders = readdirSync(src, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('docs/architecture.md', () => {
  it('tells every folder, and no other', () => {
    expect([...allowed.keys()].sort()).toEqual(folders.sort())
  })

  it('has no arrow that runs back', () => {
    const order = [...allowed.keys()]
    const reaches = (from: string, to: string): boolean =>
      from !== to &&
      (allowed.get(from) ?? []).some(
        (next) => next === to || (order.includes(next) && reaches(next, to)),
      )
    expect(order.filter((folder) => reaches(folder, folder))).toEqual([])
  })

  describe.each(folders)('%s', (folder) => {
    const names = allowed.get(folder) ?? []
    const imports = importsOf(folder)

    it('imports what the page says, and all of it', () => {
      const others = [...new Set(imports.map(({ target }) => target))].filter(
        (target) => target !== folder,
      )
      if (names[0] === 'all') return
      expect(others.sort()).toEqual(names.filter((name) => name !== 'nothing').sort())
    })

    it('imports nothing of Node where it runs in a browser', () => {
      const browser = !['cli', 'check'].includes(folder)
      const node = imports.filter(
        ({ file, specifier }) =>
          specifier.startsWith('node:') && !file.startsWith('buildout/files/'),
      )
      expect(browser ? node : []).toEqual([])
    })
  })
})

/** Every import of a folder's files, those of types too; `target` is the folder it leads to. */
function importsOf(folder: string): { file: string; specifier: string; target: string }[] {
  return readdirSync(join(src, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      const specifiers = [
        ...readFileSync(path, 'utf8').matchAll(/(?:from|import) ?\(?'([^']+)'/g),
      ].map(([, name]) => name!)
      return specifiers.map((specifier) => {
        const target = specifier.startsWith('.')
          ? join(entry.parentPath, specifier)
              .slice(src.length + 1)
              .split('/')[0]!
          : folder
        return { file: path.slice(src.length + 1), specifier, target }
      })
    })
}
