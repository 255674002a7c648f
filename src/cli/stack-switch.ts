// The section that goes on with an instance's type, in the profiles of a release. Knows diagnostics and
// buildout.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decodeProfile, parseProfile, spaceClass, words } from '../buildout/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { readFound, textOf } from './files.js'
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
    const text = await readFound(file, io).then(textOf, () => '')
    let section: string | undefined
    for (const line of text.split(/\r?\n/)) {
      section = header.exec(line)?.[1] ?? section
      const isSwitch = recipe.test(line)
      if (isSwitch && section !== undefined) found.push({ file, section })
    }
  }
  return found
}

/** The releases beside a stack, as SlapOS has them in software/, that extend it. */
export async function releasesThatExtend(stack: string, io: Io): Promise<string[]> {
  const folder = join(stack, '..', '..', 'software')
  const wanted = resolve(io.cwd, stack, 'buildout.cfg')
  const found: string[] = []
  for (const name of namesIn(resolve(io.cwd, folder))) {
    const release = join(folder, name)
    const extended = await readableExtends(join(release, 'software.cfg'), io)
    if (extended.some((each) => resolve(io.cwd, release, each) === wanted)) found.push(release)
  }
  return found
}

/** What a profile extends, as it is written. */
export async function extendsOf(file: string, io: Io): Promise<string[]> {
  const { sections } = parseProfile(decodeProfile(await readFound(file, io), file), { file })
  return words(sections.get('buildout')?.get('extends')?.value ?? '')
}

/** The same; nothing of a profile that cannot be read. */
async function readableExtends(file: string, io: Io): Promise<string[]> {
  try {
    return await extendsOf(file, io)
  } catch (error) {
    if (error instanceof ResilientError) return []
    throw error
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
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
