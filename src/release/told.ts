// What options of a profile come to, as far as it is known, and what decides the rest. Knows diagnostics, buildout,
// jinja, plan and python.
import { references } from '../buildout/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { renderTemplate } from '../jinja/index.js'
import type { InstanceRequest } from '../plan/index.js'
import {
  closing,
  Func,
  holdsUnknown,
  namesPrinted,
  opening,
  PyError,
  withoutUnknowns,
  writeJson,
  type Value,
} from '../python/index.js'
import { instanceFolder, softwareFolder } from './folders.js'
import type { LevelView } from './level.js'
import { named } from './values.js'

/** A value, and what is not known of it. */
export interface Told {
  value: InstanceRequest['parameters'][string]
  /** What decides what is not known of it. */
  causes: string[]
}

/** An option's value as far as it is known; what is not known of it reads as the reference that stands there. */
export function told(
  view: LevelView,
  section: string,
  option: string,
  text = view.values.get(section, option) ?? '',
): Told {
  const { values, sections } = view
  const honest = withoutFolders(text)
  if (!holdsUnknown(honest)) return { value: readLiteral(honest), causes: [] }
  const causes = causesIn(honest, view)
  const written = withoutFolders(sections.get(section)?.get(option)?.value ?? '')
  if (written.startsWith('!py!')) return { value: shownOf(readLiteral(honest)), causes }
  let shown = ''
  let at = 0
  for (const reference of references(written)) {
    if (reference.escaped || reference.problem !== undefined) continue
    const value = withoutFolders(values.of(reference, section))
    const known = isAlone(value)
      ? written.slice(reference.start, reference.end)
      : told(view, reference.section || section, reference.option, value).value
    shown += written.slice(at, reference.start) + String(known)
    at = reference.end
  }
  shown += written.slice(at)
  return { value: withoutUnknowns(shown), causes }
}

/** What decides what is not known of a text. */
export function causesIn(text: string, { values }: LevelView): string[] {
  const known = namesPrinted(text)
    .filter((name) => name !== '')
    .map((name) => values.causeOf(name))
  return known.length > 0 ? [...new Set(known)] : [someTest]
}

/** What decides where no name is known of it. */
export const someTest = 'a test of what is not known'

/** A text in which the folders that only a node has are not known. */
function withoutFolders(text: string): string {
  return text
    .replaceAll(softwareFolder, named('folder-of-the-software'))
    .replaceAll(instanceFolder, named('folder-of-the-instance'))
}

function shownOf(value: Told['value']): Told['value'] {
  return JSON.parse(withoutUnknowns(JSON.stringify(value))) as Told['value']
}

const inLiteral = new RegExp(
  `'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|${opening}[^${closing}]*${closing}`,
  'gs',
)

/** What `dumps` wrote, as data; what is not such a text, as it stands. */
function readLiteral(text: string): Told['value'] {
  if (!text.startsWith('!py!')) return text
  // What is not known stands there without quotes.
  const quoted = text
    .slice('!py!'.length)
    .replace(inLiteral, (part) => (part.startsWith(opening) ? `'${part}'` : part))
  let found: Value | undefined
  const take = new Func('take', ([value]) => {
    found = value
    return ''
  })
  try {
    renderTemplate(`{{ take(${quoted}) }}`, { context: { take } })
    return found === undefined ? text : (JSON.parse(writeJson(found)) as Told['value'])
  } catch (error) {
    if (error instanceof ResilientError || error instanceof PyError) return text
    throw error
  }
}

const alone = new RegExp(`^${opening}[^${closing}]*${closing}$`)

/** Whether nothing is known of a text. */
export function isAlone(text: string): boolean {
  return alone.test(text)
}
