// A rule: the file that a url leads to. Knows diagnostics, release and types of buildout.
import { readdirSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Section } from '../../buildout/index.js'
import { fileRecipeOf } from '../../release/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Stretch } from '../finding.js'

/** Recipes whose `url` is a file's, with a sum beside it or not. */
const ofFile =
  /^(?:slapos\.recipe\.template|slapos\.recipe\.build:download|hexagonit\.recipe\.download)/

/** What the profile's own folder is in a path; where other paths lead only the node knows. */
const base = '${:_profile_base_location_}'

/** The options that name the file. */
const inputs = ['url', 'template', 'input']

/** A path beside the profile leads to a file, where an `md5sum` stands with it or a recipe reads it. */
export const urlFile: Rule = function* (context) {
  const reported = new Set<Stretch | undefined>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const option of inputs) {
      const setting = section.get(option)
      if (!setting?.assignment?.value.startsWith(base)) continue
      const recipe = section.get('recipe')?.value ?? ''
      const isRead =
        option === 'url' ? ofFile.test(recipe) : fileRecipeOf(section)?.inputs.includes(option)
      if (option !== 'url' && isRead !== true) continue
      const wrong = problem(context, name, option, isRead === true)
      if (!wrong) continue
      const { assignment } = setting
      const at = wrong.isFolder ? assignment : (namedIn(section, option) ?? assignment)
      // What inherits a path has its mistake, and is not another one.
      if (reported.has(at)) continue
      reported.add(at)
      const { profile, start, end } = at
      yield found('url-file', wrong.message, {
        at: { profile, start, end },
        path: `${name}:${option}`,
        expected: 'a file',
        hint: wrong.hint,
      })
    }
  }
}

function problem(
  context: Context,
  name: string,
  option: string,
  isRead: boolean,
): { message: string; hint: string | undefined; isFolder?: boolean } | undefined {
  const path = context.resolved.value(name, option)
  if (!path?.startsWith('/')) return undefined
  const hasSum = Boolean(context.resolved.value(name, 'md5sum'))
  const kind = kindOf(path)
  const what = `the ${option} of [${name}]`
  if (kind === 'folder' && (hasSum || isRead))
    return { message: `${what} is a folder: ${basename(path)}`, hint: undefined }
  if (kind !== 'missing' || !(hasSum || (isRead && context.reached.has(name)))) return undefined
  if (kindOf(dirname(path)) === 'folder') {
    const message = `${what} leads to no file: ${basename(path)} is not there`
    return { message, hint: hintOf(path) }
  }
  // What stands beside the profile's folder may be that of a tree which is somewhere else.
  const { assignment } = context.sections.get(name)!.get(option)!
  if (!isBelow(path, assignment!.profile.file)) return undefined
  const folder = missingFolder(path)
  return {
    message: `${what} leads to no file: there is no folder ${basename(folder)}`,
    hint: hintOf(folder),
    isFolder: true,
  }
}

function isBelow(path: string, profile: string | undefined): boolean {
  return profile !== undefined && path.startsWith(`${dirname(profile)}/`) && !path.includes('/../')
}

/** The outermost folder on the way to a file that is not there. */
function missingFolder(path: string): string {
  let folder = dirname(path)
  while (kindOf(dirname(folder)) === 'missing') folder = dirname(folder)
  return folder
}

type Kind = 'file' | 'folder' | 'missing' | undefined

function kindOf(path: string): Kind {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : undefined
  }
}

/** Where the file's name stands, if the url takes it from the section. */
function namedIn(section: Section, input: string): Stretch | undefined {
  const url = section.get(input)!.assignment!.value
  const option = ['filename', '_update_hash_filename_'].find((each) => url.includes(`\${:${each}}`))
  return option === undefined ? undefined : section.get(option)?.assignment
}

function hintOf(path: string): string | undefined {
  return didYouMean(nearest(basename(path), readdirSync(dirname(path))))
}
