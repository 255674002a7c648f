// What [buildout] has before any profile is read. Knows this folder alone.
import { Setting, type Section } from './merge.js'

/** The options that `[buildout]` has of itself (zc.buildout 2.13.2). */
const options: Readonly<Record<string, string>> = {
  'allow-hosts': '*',
  'allow-picked-versions': 'true',
  'allow-unknown-extras': 'false',
  'bin-directory': 'bin',
  'develop-eggs-directory': 'develop-eggs',
  'eggs-directory': 'eggs',
  executable: 'python3',
  'find-links': '',
  'install-from-cache': 'false',
  installed: '.installed.cfg',
  'log-format': '',
  'log-level': 'INFO',
  newest: 'true',
  offline: 'false',
  'parts-directory': 'parts',
  'prefer-final': 'true',
  python: 'buildout',
  'show-picked-versions': 'false',
  'socket-timeout': '',
  'update-versions-file': '',
  'use-dependency-links': 'true',
}

/** The versions that buildout holds itself to. */
export const defaultVersions: Readonly<Record<string, string>> = {
  'zc.buildout': '>=2.13.2',
  'zc.recipe.egg': '>=2.0.6',
}

/** `[buildout]` before any profile is read; `directory` is the profile's folder. */
export function defaultSection(directory: string): Section {
  const section: Section = new Map()
  for (const [name, value] of Object.entries(options))
    section.set(name, Setting.of(value, 'DEFAULT_VALUE'))
  return section.set('directory', Setting.of(directory, 'COMPUTED_VALUE'))
}
