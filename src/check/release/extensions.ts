// Jinja2's extensions that a rendered file asks for. Knows buildout, python and release.
import { words } from '../../buildout/index.js'
import { holdsUnknown, spaceClass } from '../../python/index.js'
import type { Making, MappedText, Release } from '../../release/index.js'
import type { Context } from '../context.js'
import { found, type Finding } from '../finding.js'
import { atSection } from '../options.js'

const space = `[${spaceClass}]*`
const [open, close] = [`\\{%[-+]?${space}`, `${space}[-+]?%\\}`]

/** The tags that Jinja2 knows by an extension alone. */
const tags: readonly { tag: string; pattern: RegExp; extension: string }[] = [
  { tag: 'do', pattern: new RegExp(`${open}do[${spaceClass}]`), extension: 'jinja2.ext.do' },
  ...['break', 'continue'].map((tag) => ({
    tag,
    pattern: new RegExp(`${open}${tag}${close}`),
    extension: 'jinja2.ext.loopcontrols',
  })),
]

/** What Jinja2 does not read. */
const unread = new RegExp(`\\{#.*?#\\}|${open}raw${close}.*?${open}endraw${close}`, 'gs')

/** Each tag that a section's template has, or one that it imports, is one of an extension which the section names. */
export function* extensionFindings(
  { artefact, scope }: Making,
  context: Context,
  { maker }: Release,
): Generator<Finding> {
  const { section, making, options } = artefact
  if (making !== 'jinja2') return
  // One way alone may come to what it makes.
  const way = [...scope.view(true).artefacts.values()].includes(artefact)
  const view = scope.view(way)
  const setting = options.get('extensions')
  const value = setting ? (view.values.get(section, 'extensions') ?? setting.value) : ''
  if (holdsUnknown(value) || /[{}]/.test(value)) return
  const named = words(value)
  const source = maker.source(artefact, scope, view, way)
  if (!source) return
  const imported = maker.make(artefact, scope, view, way)?.imported ?? new Map<string, MappedText>()
  const texts = [
    ['', source] as const,
    ...[...imported].filter(([alias]) => isImported(alias, source)),
  ]
  const reported = new Set<string>()
  for (const [alias, { text }] of texts) {
    const read = text.replace(unread, '')
    for (const { tag, pattern, extension } of tags) {
      if (named.includes(extension) || reported.has(extension) || !pattern.test(read)) continue
      reported.add(extension)
      const whose = alias === '' ? 'its template' : `"${alias}", which its template imports,`
      yield found(
        'template-extension',
        `[${section}] lacks ${extension}: ${whose} has {% ${tag} %}`,
        {
          ...atSection(context, section, 'extensions', setting ?? options.get('recipe')!),
          expected: `extensions = ${[...named, extension].join(' ')}`,
        },
      )
    }
  }
}

function isImported(alias: string, { text }: MappedText): boolean {
  return text.includes(`'${alias}'`) || text.includes(`"${alias}"`)
}
