// The macros and modules of a release that its templates import. Knows buildout, jinja and
// release.
import { references, spaceClass, words, type Profile } from '../../buildout/index.js'
import { isModule } from '../../jinja/index.js'
import { contextLines, type Release } from '../../release/index.js'

const list = new RegExp(`^import-list[${spaceClass}]*\\+?=`)

/** Alias → the template that it names. */
export type Imports = Record<string, { file: string; text: string }>

/**
 * What the sections of a release import: `rawfile parts ${template-parts:target}`, or
 * `file parts :template` beside `template = ${template-parts:target}`. Whatever is not found so is
 * what the renderer has by that name.
 */
export function importsOf(
  files: ReadonlyMap<string, string>,
  texts: readonly { level: string; profile: Profile }[],
): Imports {
  const found: Imports = {}
  for (const text of files.values()) {
    const lines = text.split('\n')
    for (const line of lines) {
      const [kind = '', alias, source = ''] = words(line.replace(list, ''))
      if (alias === undefined || !/^(?:raw)?file$/.test(kind)) continue
      const section = sectionOf(source, lines)
      const name = section === undefined ? undefined : fileOf(section, texts)
      const path = [...files.keys()].find((each) => each.endsWith(`/${name}`))
      if (path !== undefined) found[alias] = { file: path, text: files.get(path)! }
    }
  }
  return found
}

/** Alias → the module that sections of a release give their templates by it. */
export function modulesOf({ makings }: Release): Record<string, string> {
  const modules: Record<string, string> = {}
  for (const { artefact } of makings) {
    for (const { kind, name, expression } of contextLines(
      artefact.options.get('context')?.value ?? '',
    ))
      if (kind === 'import' && isModule(expression)) modules[name] = expression
  }
  return modules
}

/** The section of the software that a file comes from. */
function sectionOf(source: string, lines: readonly string[]): string | undefined {
  const [reference] = references(source)
  if (reference) return reference.section
  const option = source.slice(source.indexOf(':') + 1)
  const line = lines.find((each) => words(each)[0] === option && each.includes('='))
  return line === undefined ? undefined : references(line)[0]?.section
}

/** The file that a section of the software takes. */
function fileOf(
  section: string,
  texts: readonly { level: string; profile: Profile }[],
): string | undefined {
  for (const { profile, level } of texts) {
    const own = level === 'software' ? profile.sections.get(section) : undefined
    const name = own?.get('filename')?.value ?? own?.get('url')?.value
    if (name !== undefined) return name.slice(name.lastIndexOf('/') + 1)
  }
  return undefined
}
