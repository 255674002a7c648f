// The files of the stack folder, which releases extend. Knows diagnostics and buildout.
import { code, strip } from '../buildout/index.js'
import { didYouMean, fail } from '../diagnostics/index.js'
import { checkWord } from './extends.js'
import { hashes, type BuiltFile } from './hashes.js'
import type { ProfileKind } from './kinds.js'
import { macros } from './macros.js'
import { renderProfile } from './profile.js'
import { programNames, programText } from './programs.js'
import { renderTemplateFile } from './render.js'
import { written } from './written.js'

/** The file of the folder that says which version wrote the others, and what each of them was. */
export const stackRecord = 'MD5SUMS'

/** Where SlapOS has its components, as seen from a stack. */
const usual = '../..'

/** The profile in whose text the place of the components stands. */
const extending = 'buildout.cfg'

export interface StackOptions {
  /** Which version writes the folder. */
  version: string
  /** Where `component/` and `stack/monitor/` are, from the folder; `../..` unless said, as SlapOS has them. */
  components?: string
  /** The MD5 of a text in UTF-8, in hexadecimal. */
  md5: (text: string) => string
}

/**
 * The stack folder: file name → text, the same every time, {@link stackRecord} last.
 * Throws `bad-argument` for components that no profile can extend.
 */
export function renderStack({
  version,
  components: given = usual,
  md5,
}: StackOptions): Map<string, string> {
  const components = checkComponents(given.replace(/(?<=.)\/$/, ''))
  const sections = profilesOf()
  const files = new Map<string, string>()
  files.set(
    extending,
    whole('stack/buildout.cfg', {
      components: code(components),
      programs: programNames.map((name) => code(name)),
    }),
  )
  files.set(
    'buildout.hash.cfg',
    hashes('The profiles of the stack and their checksums.', sections, md5),
  )
  for (const { file, text } of sections) files.set(file, text)
  const sums = [...files].map(([file, text]) => `${md5(text)}  ${file}\n`)
  const head = `# slapos-resilient ${version}, components at ${components}\n`
  return files.set(stackRecord, head + sums.join(''))
}

/** Throws `bad-argument` for what no profile can extend, and for one of the folders that are meant to lie in it. */
function checkComponents(components: string): string {
  const [, above, inside] = /^(.*?)\/?(component|stack|stack\/monitor)$/.exec(components) ?? []
  if (inside !== undefined || components.includes('${')) {
    fail('bad-argument', `${components} does not contain the components`, {
      expected: 'the folder that contains component/ and stack/monitor/, or its URL',
      received: components,
      hint:
        inside === undefined
          ? 'buildout does not fill in references in "extends"'
          : didYouMean(above || '.'),
    })
  }
  return checkWord('extends', components)
}

/** The files that sections of buildout.cfg build. */
function profilesOf(): BuiltFile[] {
  const profile = (kind: ProfileKind, section: string, file = section): BuiltFile => ({
    section,
    file: `${file}.cfg.in`,
    text: renderProfile(kind, { level: 'software' }),
  })
  const own = (section: string, file: string, template: string): BuiltFile => ({
    section,
    file,
    text: whole(template),
  })
  const { parts, replicated } = macros()
  return [
    own(
      'template-resilient-templates',
      'template-resilient-templates.cfg.in',
      'stack/templates.cfg',
    ),
    profile('pbsready', 'pbsready'),
    profile('pbsready-export', 'pbsready-export'),
    profile('pbsready-import', 'pbsready-import'),
    ...programNames.map((name) => ({
      section: `resilient-${name}`,
      file: `${name}.py`,
      text: programText(name),
    })),
    profile('pull-backup', 'template-pull-backup', 'instance-pull-backup'),
    profile('frozen', 'instance-frozen'),
    { section: 'template-parts', file: 'parts.cfg.jinja2', text: parts! },
    { section: 'template-replicated', file: 'replicated.cfg.jinja2', text: replicated! },
    own(
      'template-monitor-check-resilient-feed',
      'check-resilient-feed.py.jinja2',
      'stack/check-resilient-feed.jinja2',
    ),
  ]
}

function whole(template: string, context: object = {}): string {
  return strip(renderTemplateFile(template, context)) + '\n'
}

/** What the folder says of itself. */
export interface StackRecord {
  version: string
  components: string
  /** File name → MD5, as that version wrote it. */
  sums: ReadonlyMap<string, string>
}

/** Reads {@link stackRecord}; undefined for a text that no version of ours wrote. */
export function readStackRecord(text: string): StackRecord | undefined {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const [, version, components] =
    /^# slapos-resilient (\d[^ ]*|development), components at ([^ ]+)$/.exec(head) ?? []
  if (version === undefined || components === undefined) return undefined
  const sums = lines.flatMap((line): [string, string][] => {
    // Files of the folder itself, and no others: what is recorded may be removed.
    const [, sum, file] = /^([0-9a-f]{32}) [ *]([\w-][\w.-]*)$/.exec(line) ?? []
    return sum === undefined || file === undefined ? [] : [[file, sum]]
  })
  return { version, components, sums: new Map(sums) }
}

/** The files that versions of ours ever wrote into the folder, besides {@link stackRecord}. */
export const filesEver: readonly string[] = Object.keys(written)

/**
 * Whether some version of ours wrote this text, wherever the components were. It is asked of what we
 * know, and not of the folder: whoever can edit a file there can edit its record as well.
 */
export function isWritten(file: string, text: string, md5: (text: string) => string): boolean {
  if (!Object.hasOwn(written, file)) return false
  const place = file === extending ? componentsIn(text) : undefined
  if (place === undefined || place === usual) return written[file]!.includes(md5(text))
  // All of them lie in one place, or somebody moved one of them.
  if (text.includes(`\n  ${usual}/component/`) || text.includes(`\n  ${usual}/stack/`)) return false
  return written[file]!.includes(md5(text.replaceAll(`\n  ${place}/`, `\n  ${usual}/`)))
}

/** Where the components are, by the text of a `buildout.cfg` of the stack. */
export function componentsIn(text: string): string | undefined {
  return /\n {2}([^ \n]+)\/stack\/monitor\/buildout\.cfg\n/.exec(text)?.[1]
}
