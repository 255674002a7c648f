import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderStack, stackRecord } from '../../src/profiles/index.js'

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** The stack folder as some other version would write it: what `change` makes of ours, recorded. */
export function otherStack(
  version: string,
  components: string,
  change: (files: Map<string, string>) => void,
): Map<string, string> {
  const files = renderStack({ version, components, md5 })
  const [head] = files.get(stackRecord)!.split('\n')
  files.delete(stackRecord)
  change(files)
  const sums = [...files].map(([file, text]) => `${md5(text)}  ${file}\n`)
  return files.set(stackRecord, `${head}\n${sums.join('')}`)
}

/** The stack folder as an earlier version of ours wrote it, which had `dump.py` and no `once.py`. */
export function earlierStack(version: string, components: string): Map<string, string> {
  const kept = fileURLToPath(new URL('../fixtures/stack/earlier', import.meta.url))
  const files = new Map(Object.entries(readFiles(kept)))
  files.set('buildout.cfg', files.get('buildout.cfg')!.replaceAll('  ../../', `  ${components}/`))
  files.delete(stackRecord)
  const sums = [...files].map(([file, text]) => `${md5(text)}  ${file}\n`)
  const head = `# slapos-resilient ${version}, components at ${components}\n`
  return files.set(stackRecord, head + sums.join(''))
}

/** Writes files into a folder, which is made. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of files) writeFileSync(join(folder, file), text)
}

/** Every file that lies directly in a folder, by its name. */
export function readFiles(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
}
