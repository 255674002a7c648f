import { checkProfile, parseProfile } from '../dist/index.js'
import { measureHere } from './measure.js'
import { alone, row } from './row.js'

/** How reading and checking grow with their input: twice of it should take twice as long. */
export function growth() {
  return [
    doubled('parse 5 MB, then 10', (size) => {
      const text = sections(size * 25_000)
      return () => parseProfile(text).toObject()
    }),
    doubled('extends 1,000 deep, then 2,000', (size) => chain(size * 1000)),
    doubled('50,000 nested references, then 100,000', (size) => nested(size * 50_000)),
    tenThousand(),
  ]
}

function doubled(what, make) {
  const [once, twice] = measureHere([make(1), make(2)], 5)
  return row(what, twice, 'half of it', once, '~ 2×')
}

function tenThousand() {
  const text = sections(10_000)
  const [time] = measureHere([() => checkProfile(text, { path: '/a.cfg' })], 5)
  return alone('check of 10,000 sections', time, '< 1,000 ms')
}

/** About 200 bytes a section, each referring to another. */
function sections(count) {
  const names = Array.from({ length: count }, (_, i) => `  s${i}\n`)
  const pieces = Array.from(
    { length: count },
    (_, i) => `
[s${i}]
recipe = slapos.cookbook:mkdirectory
home = \${s${(i * 7) % count}:base}/home/of/some/length/to/fill/a/line
base = /srv/a/path/of/some/length/to/fill/a/line
lines =
  one of several lines
  another of them
`,
  )
  return `[buildout]\nparts =\n${names.join('')}${pieces.join('')}`
}

function chain(depth) {
  const files = new Map([[`/${depth}.cfg`, '[buildout]\nparts =\n']])
  for (let i = 0; i < depth; i++) {
    const body = `parts += p${i}\n[p${i}]\nrecipe = r\n`
    files.set(`/${i}.cfg`, `[buildout]\nextends = ${i + 1}.cfg\n${body}`)
  }
  const options = { path: '/0.cfg', reader: (path) => files.get(path) }
  return () => checkProfile(files.get('/0.cfg'), options)
}

function nested(count) {
  const lines = Array.from({ length: count }, (_, i) => `x${i} = \${a:x${i + 1}}`)
  const text = `[a]\n${lines.join('\n')}\nx${count} = end\n`
  return () => checkProfile(text, { path: '/a.cfg' })
}
