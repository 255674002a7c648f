import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout, type Instance } from '../support/node.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const example = (name: string): Map<string, string> => {
  const folder = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url))
  return new Map(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  )
}

/** What others publish, or the request says, that is to be seen by nobody else. */
const secret = 'told-to-nobody'
const given = { parameters: { 'monitor-password': secret } }
const kinds = (name: string): Record<string, Instance> => ({
  resilient: { type: 'resilient', published: { 'takeover-password': secret } },
  export: { type: `${name}-export`, ...given },
  import: { type: `${name}-import`, ...given },
  'pull-backup': { type: 'pull-backup', ...given },
})

describeWith(noBuildout(), 'the files of an instance', () => {
  describe.each(['shop', 'mariadb', 'postgres'])('of %s', (name) => {
    const node = new Node()
    afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
    node.build(name, name === 'shop' ? renderRelease({ name, md5 }) : example(name))

    it.each(Object.keys(kinds(name)))(
      'show no password to others: %s',
      (kind) => {
        // As the node runs it: a file is its owner's to write, its group's to read, and no one else's.
        const umask = process.umask(0o027)
        try {
          // Twice: what a first run wrote is found by a second.
          for (let pass = 0; pass < 2; pass++) node.deploy(kind, kinds(name)[kind]!)
        } finally {
          process.umask(umask)
        }
        const folder = join(node.folder, kind)
        const stored = kind === 'import' ? readFileSync(join(folder, 'srv/passwd'), 'utf8') : '{}'
        const passwords = [secret, ...Object.values(JSON.parse(stored) as Record<string, string>)]
        const shown: string[] = []
        let found = 0
        for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          const path = join(folder, file)
          // What the test itself told or wrote down, and the software, which is everybody's.
          if (/^(?:software_release|develop-eggs|instance\.json|recorded\.jsonl)/.test(file))
            continue
          const stat = statSync(path, { throwIfNoEntry: false })
          // Nobody else writes anything; what anyone may read says no password.
          if (stat !== undefined && stat.mode & 0o022) shown.push(`${file} is written by others`)
          if (!stat?.isFile()) continue
          const text = readFileSync(path, 'latin1')
          if (!passwords.some((each) => text.includes(each))) continue
          found++
          // buildout's own list of what is installed: docs/security.md names it.
          const allowed = /^\.installed[^/]*\.cfg$/.test(file) ? 0o640 : 0o600
          if (stat.mode & 0o777 & ~allowed & ~0o100)
            shown.push(`${file} ${(stat.mode & 0o777).toString(8)}`)
        }
        expect(shown).toEqual([])
        if (kind === 'import') expect(found).toBeGreaterThan(0)
      },
      240_000,
    )
  })
})
