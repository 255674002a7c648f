// An import that leads past a folder's face (its index.ts) to the files that declare what it asks
// for: a piece of the program then holds what its command uses, not what stands beside it.
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const named = /^(import|export) \{([^}]*)\} from '(\.[^']*)'$/gm

/** Esbuild's plugin for it. The faces only hand on: none has code of its own to leave out. */
export const faces = {
  name: 'faces',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: past(path, readFileSync(path, 'utf8')),
    }))
  },
}

/** The text of a file, each import from a face an import from the file behind it. */
function past(path, text) {
  return text.replaceAll(named, (line, word, names, from) => {
    if (!from.endsWith('/index.js')) return line
    const face = join(dirname(path), from.replace(/js$/, 'ts'))
    return listOf(names)
      .map(({ name, as }) => {
        const found = declared(face, name)
        const to = relative(dirname(path), found.file).replace(/ts$/, 'js')
        return `${word} { ${found.name} as ${as} } from './${to}'`
      })
      .join('; ')
  })
}

/** The file that declares what a face hands on, and its name there. */
function declared(face, name) {
  const given = face.endsWith('/index.ts') ? handedOn(face).get(name) : undefined
  return given ? declared(given.file, given.name) : { file: face, name }
}

const read = new Map()

/** What a face hands on: by its name there, the file that it is from and its name in it. */
function handedOn(face) {
  if (!read.has(face))
    read.set(
      face,
      new Map(
        [...readFileSync(face, 'utf8').matchAll(named)]
          .filter(([, word]) => word === 'export')
          .flatMap(([, , names, from]) => {
            const file = join(dirname(face), from.replace(/js$/, 'ts'))
            return listOf(names).map(({ name, as }) => [as, { file, name }])
          }),
      ),
    )
  return read.get(face)
}

/** The values among `a, b as c, type D`: what is only a type leads nowhere at run time. */
function listOf(names) {
  return names
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name, as = name] = part.split(' as ')
      return { name, as }
    })
}
