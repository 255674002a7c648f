import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderStack } from '../../src/profiles/index.js'
import { ask } from './engines.js'
import { linkEggs, tail, type Instance } from './node.js'
import { md5, writeFiles } from './stack.js'

const node = fileURLToPath(new URL('../conformance/node', import.meta.url))

/** A release to build, and the instances of it to deploy one after another. */
export interface Job {
  name: string
  files: ReadonlyMap<string, string>
  instances: readonly Instance[]
}

/** Where a job failed, and what the engine said. */
export interface Failed {
  at: 'software' | 'instance'
  output: string
}

/** Builds and deploys many releases in the real buildout, in one process; null for what works. */
export function buildAll(jobs: readonly Job[]): (Failed | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-farm-'))
  const stack = renderStack({ version: 'tested', md5 })
  const folders = jobs.map(({ name, files, instances }, number) => {
    const tree = join(folder, String(number))
    cpSync(node, tree, { recursive: true })
    writeFiles(join(tree, 'stack/resilient'), stack)
    const release = join(tree, 'software', name)
    writeFiles(release, files)
    const software = join(tree, 'soft')
    place(software, `[buildout]\nextends = ${join(release, 'software.cfg')}\n`)
    const partitions = instances.map((instance, index) => {
      const partition = join(tree, `slappart${index}`)
      place(partition, '')
      symlinkSync(software, join(partition, 'software_release'))
      const told = { parameters: {}, shared: [], ...instance }
      writeFileSync(join(partition, 'instance.json'), JSON.stringify(told))
      writeFileSync(join(partition, 'head.cfg'), join(software, 'instance.cfg'))
      writeFileSync(join(partition, 'tail.cfg'), tail(`slappart${index}`))
      return partition
    })
    return [software, ...partitions]
  })
  const results = ask('buildouts', JSON.stringify(folders)) as ({
    at: number
    output: string
  } | null)[]
  return results.map((result) =>
    result ? { at: result.at === 0 ? 'software' : 'instance', output: result.output } : null,
  )
}

function place(folder: string, profile: string): void {
  mkdirSync(folder, { recursive: true })
  linkEggs(folder)
  writeFileSync(join(folder, 'recorded.jsonl'), '')
  writeFileSync(join(folder, 'buildout.cfg'), profile)
}
