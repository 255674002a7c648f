// The section that goes on with an instance's type, in the profiles of a release. Knows buildout's
// white space.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { spaceClass } from '../buildout/index.js'
import { readInput, textOf } from './files.js'
import type { Io } from './io.js'

const space = `[${spaceClass}]*`
const header = new RegExp(`^\\[${space}([^\\]:${spaceClass}]+)${space}[\\]:]`)
const recipe = new RegExp(
  `^recipe${space}=${space}slapos\\.cookbook:(?:switch-)?softwaretype${space}$`,
)

/** Where a switch section stands. */
export interface SwitchSection {
  file: string
  section: string
}

/**
 * The switch sections of the `instance.cfg` of a release, which may be a template of any kind: so its
 * lines are read, and it is not parsed. A file that cannot be read has none.
 */
export async function switchesOf(release: string, io: Io): Promise<SwitchSection[]> {
  const found: SwitchSection[] = []
  for (const name of profilesIn(resolve(io.cwd, release))) {
    const file = join(release, name)
    const text = await readInput(file, io).then(textOf, () => '')
    let section: string | undefined
    for (const line of text.split(/\r?\n/)) {
      section = header.exec(line)?.[1] ?? section
      const isSwitch = recipe.test(line)
      if (isSwitch && section !== undefined) found.push({ file, section })
    }
  }
  return found
}

function profilesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => /^instance\.cfg(?:\.(?:in|jinja2?|j2))*$/.test(name))
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}
