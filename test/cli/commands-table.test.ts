import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

describe('the table of commands', () => {
  it('loads every file that has a command', () => {
    const files = readdirSync(new URL('src/cli/', root)).filter((file) =>
      /^export (?:const|function) \w+Command\b/m.test(read(`src/cli/${file}`)),
    )
    const loaded = [...read('src/cli/commands.ts').matchAll(/import\('\.\/([\w-]+)\.js'\)/g)]
    expect(new Set(loaded.map(([, name]) => `${name}.ts`))).toEqual(new Set(files))
  })
})
