import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderRelease } from '../../src/profiles/index.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const node = join(root, 'test/conformance/node')

/**
 * The releases that are held here: what `init` makes, the same as a generator has it (a number in its root, and a
 * resilient.ini), the examples, and two in shapes of their own.
 */
export const releases = ['shop', 'generated', 'mariadb', 'postgres', 'notes', 'queue'] as const
export type ReleaseName = (typeof releases)[number]

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** The files of a release, by their names. */
export function filesOfRelease(name: ReleaseName): Map<string, string> {
  if (name === 'shop') return renderRelease({ name, md5 })
  if (name === 'generated') return generated()
  const folder = ['notes', 'queue'].includes(name)
    ? join(root, 'test/fixtures/releases', name)
    : join(root, 'examples', name)
  const names = readdirSync(folder).filter((file) => statSync(join(folder, file)).isFile())
  return summed(new Map(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')])))
}

const ini = `; The component as the root has it.
[shop]
count = 3
export-type = shop-export
import-type = shop-import
monitor-return = monitor-base-url
`

function generated(): Map<string, string> {
  const root = 'instance-shop-root.cfg.jinja2'
  const files = renderRelease({ name: 'shop', md5 })
  const text = files.get(root)!.replace(/^\{[#%][^\n]*count[^\n]*\n|^\{#[^\n]*\n/gm, '')
  files.set(root, text.replaceAll('"shop", count', '"shop", "3"'))
  return summed(files.set('resilient.ini', ini))
}

/** The files with the sums that they have. */
export function summed(files: Map<string, string>): Map<string, string> {
  const hashes = files.get('buildout.hash.cfg')
  if (hashes === undefined) return files
  const sum = /^filename = (.*)\nmd5sum = [\da-f]+$/gm
  const fresh = hashes.replace(sum, (entry, file: string) => {
    const text = files.get(file)
    return text === undefined ? entry : `filename = ${file}\nmd5sum = ${md5(text)}`
  })
  return new Map(files).set('buildout.hash.cfg', fresh)
}

/** Puts a release into a tree with as much of SlapOS's stack as it extends; gives its folder. */
export function placeRelease(
  tree: string,
  name: ReleaseName,
  files: ReadonlyMap<string, string>,
): string {
  cpSync(node, tree, { recursive: true })
  cpSync(join(root, 'stack/resilient'), join(tree, 'stack/resilient'), { recursive: true })
  const folder = join(tree, 'software', name)
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return folder
}
