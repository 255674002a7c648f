// A rule: the file that a url leads to. Knows diagnostics and types of buildout.
import { readdirSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Section } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found, type Stretch } from '../finding.js'

/** Recipes whose `url` is a file's, with a sum beside it or not. */
const ofFile =
  /^(?:slapos\.recipe\.template|slapos\.recipe\.build:download|hexagonit\.recipe\.download)/

/** What the profile's own folder is in a `url`; where other paths lead only the node knows. */
const base = '${:_profile_base_location_}'

/** A `url` beside the profile leads to a file, where an `md5sum` stands with it or a recipe reads it. */
export const urlFile: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    const setting = section.get('url')
    if (!setting?.assignment?.value.startsWith(base) || !context.isUsed(name)) continue
    const url = context.resolved.value(name, 'url')
    if (!url?.startsWith('/')) continue
    const hasSum = Boolean(context.resolved.value(name, 'md5sum'))
    const kind = kindOf(url)
    const isFolder =
      kind === 'folder' && (hasSum || ofFile.test(section.get('recipe')?.value ?? ''))
    // A folder that is not there either is that of a tree which is somewhere else.
    const isMissing = kind === 'missing' && hasSum && kindOf(dirname(url)) === 'folder'
    if (!isFolder && !isMissing) continue
    const { profile, start, end } = namedIn(section) ?? setting.assignment
    const message = isFolder
      ? `the url of [${name}] is a folder: ${basename(url)}`
      : `the url of [${name}] leads to no file: ${basename(url)} is not there`
    yield found('url-file', message, {
      at: { profile, start, end },
      path: `${name}:url`,
      expected: 'a file',
      hint: isMissing ? hintOf(url) : undefined,
    })
  }
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
function namedIn(section: Section): Stretch | undefined {
  const url = section.get('url')!.assignment!.value
  const option = ['filename', '_update_hash_filename_'].find((each) => url.includes(`\${:${each}}`))
  return option === undefined ? undefined : section.get(option)?.assignment
}

function hintOf(path: string): string | undefined {
  return didYouMean(nearest(basename(path), readdirSync(dirname(path))))
}
