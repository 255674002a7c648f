// The profile of one kind of instance. Knows diagnostics, python, buildout and plan.
import { code, encodeAuthored, strip, type Encoding } from '../buildout/index.js'
import {
  anyOf,
  checkGiven,
  checkText,
  didYouMean,
  fail,
  nearest,
  shape,
} from '../diagnostics/index.js'
import { encodingShape } from '../buildout/encode.js'
import { checkName, checkOptionName } from '../plan/index.js'
import { NoLiteral } from '../python/index.js'
import { checkExtends, checkWord } from './extends.js'
import { profileKinds, type ProfileKind } from './kinds.js'
import { LevelText, type Level } from './level.js'
import { portRanges } from './ports.js'
import { programsOf } from './programs.js'
import { renderTemplateFile } from './render.js'

/** How {@link renderProfile} writes a profile. */
export interface ProfileOptions {
  /** Unless said `software` for `export` and `import`, whose layout extends what it makes, else `instance`. */
  level?: Level
  /** What the profile extends, replacing the default, as it stands; at instance level `export` and `import` need it. */
  extends?: readonly string[]
  encoding?: Encoding
  /** `export` and `import`: the namebase. */
  name?: string
  /** `export` and `import`: the recipe of `[exporter]` or `[importer]`. */
  recipe?: string
  /**
   * `export` and `import`: further options of that section. A value with a reference is code, as it
   * stands: at software level the instance's is `$${…}`.
   */
  options?: Readonly<Record<string, unknown>>
  /** `export` and `import`: further parts. `notify-callback`, the public stack's name, takes the place of `import-on-notification`. */
  parts?: readonly string[]
}

const profileOptions = shape.optionsOf<ProfileOptions>({
  level: shape.oneOf('software', 'instance'),
  extends: shape.listOf(shape.text),
  encoding: encodingShape,
  name: shape.text,
  recipe: shape.text,
  options: shape.object,
  parts: shape.listOf(shape.text),
})

/**
 * The text of one kind of instance's profile. At software level it refers to the parts of the
 * software release (`${openssh:location}`) and extends `${monitor2-template:output}`; at instance
 * level it stands by itself, and who extends it extends the monitor's template too.
 * Throws `bad-argument`, `bad-name`, `bad-option-name`, `bad-value`.
 */
export function renderProfile(kind: ProfileKind, options: ProfileOptions = {}): string {
  checkKind(kind)
  checkGiven('the options', options, profileOptions)
  const isLayout = kind === 'export' || kind === 'import'
  const text = new LevelText(options.level ?? (isLayout ? 'software' : 'instance'))
  checkExtends(kind, text.level, options.extends)
  const made = isLayout
    ? renderLayout(kind, options, text)
    : renderTemplateFile(`instance/${kind}.cfg`, {
        kind,
        level: text.level,
        extends: (options.extends ?? defaultExtends(kind, text.level)).map((reference) =>
          text.keep(checkWord('extends', reference)),
        ),
        software: softwarePaths(text),
        programs: programsOf(kind, text),
        ports: portRanges(kind),
        feed: code(kind === 'pull-backup' ? 'pbs-status-rss' : 'notifier-status-rss'),
        monitorTitle: code(
          kind === 'pull-backup' ? 'PBS Instance' : '${slap-configuration:instance-title}',
        ),
        stalled: code(kind === 'pull-backup' ? 'stalled-pull-push' : 'stalled-notifier-callbacks'),
        slaves: code('{{ dumps(slave_instance_list) }}'),
      })
  // The author's own lines are kept as they are.
  return text.finish(tidy(made))
}

function renderLayout(
  kind: 'export' | 'import',
  {
    name: given,
    recipe,
    options = {},
    parts = [],
    extends: references,
    encoding = 'py',
  }: ProfileOptions,
  text: LevelText,
): string {
  const name = checkName(given)
  const role = kind === 'export' ? 'exporter' : 'importer'
  for (const [option, value] of Object.entries(options)) checkOption(option, role, value)
  const keep = (option: string, value: unknown) => {
    const written = optionText(option, value, encoding)
    const isCode = typeof value === 'string' && value.includes('${')
    return isCode ? text.keep(written) : text.keepData(written)
  }
  const own =
    kind === 'export'
      ? [name, 'cron-entry-backup', 'resilient-publish-connection-parameter']
      : [name, ...(parts.includes('notify-callback') ? [] : ['import-on-notification'])]
  const further = parts.map((part) => checkWord('part', part)).filter((part) => !own.includes(part))
  return renderTemplateFile('instance/layout.cfg', {
    title: code(
      kind === 'export'
        ? `${name}-export: the leader, and how it dumps its data.`
        : `${name}-import: a backup, and how it loads what was dumped.`,
    ),
    role: code(role),
    isOurs: references === undefined,
    duty: kind === 'export' && code(dutyOf(references)),
    name: code(name),
    extends: (references ?? [`\${instance-${name}:output}`, `\${pbsready-${kind}:output}`]).map(
      (reference) => text.keep(checkWord('extends', reference)),
    ),
    parts: [...own, ...further].map(code),
    recipe: recipe === undefined ? '' : keep('recipe', recipe),
    options: Object.entries(options).map(([option, value]) => [code(option), keep(option, value)]),
  })
}

/** What an exporter owes, where its author stands; on another stack the program has another name. */
function dutyOf(references: readonly string[] | undefined): string {
  return references === undefined
    ? '# Sign the dump last, or no backup loads it: ${backup-signature:output} FOLDER > FOLDER/backup.signature'
    : '# Sign the dump last with a backup.signature, or no backup loads it.'
}

function defaultExtends(kind: ProfileKind, level: Level): string[] {
  if (level === 'instance' || kind === 'frozen') return []
  return [kind.startsWith('pbsready-') ? '${pbsready:output}' : '${monitor2-template:output}']
}

/** Where a profile finds the programs that it runs. */
function softwarePaths(text: LevelText): Record<string, unknown> {
  const release = '${buildout:directory}/software_release'
  const paths: Record<string, Record<Level, string>> = {
    'bin-directory': { software: '${buildout:bin-directory}', instance: `${release}/bin` },
    python: { software: '${buildout:executable}', instance: '${buildout:executable}' },
    openssh: { software: '${openssh:location}', instance: `${release}/parts/openssh` },
    'rdiff-backup': {
      software: '${rdiff-backup-1.3.4:location}',
      instance: `${release}/parts/rdiff-backup-1.3.4`,
    },
    'eggs-directory': { software: '${buildout:eggs-directory}', instance: '' },
    'develop-eggs-directory': { software: '${buildout:develop-eggs-directory}', instance: '' },
  }
  return Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [name, text.keep(path[text.level])]),
  )
}

/** One blank line at most between two lines, none around all. */
function tidy(text: string): string {
  return strip(text.replace(/\n{3,}/g, '\n\n')) + '\n'
}

function checkKind(kind: string): void {
  if ((profileKinds as readonly string[]).includes(kind)) return
  checkText('the kind of a profile', kind)
  const near = nearest(kind, profileKinds)
  fail('bad-argument', `there is no profile "${kind}"`, {
    expected: anyOf(profileKinds),
    hint: didYouMean(near) ?? "replicate() makes the root's sections",
  })
}

/** Throws `bad-value`. */
function optionText(option: string, value: unknown, encoding: Encoding): string {
  try {
    return encodeAuthored(value, encoding)
  } catch (error) {
    if (!(error instanceof NoLiteral)) throw error
    fail(
      'bad-value',
      `the value of "${option}" cannot be written into a profile: ${error.message}`,
      {
        path: option,
        expected: 'lines that are read back unchanged, or a JSON value',
        ...(typeof value === 'string' && value.includes('${')
          ? { hint: 'remove the references: only plain lines can contain them' }
          : {}),
      },
    )
  }
}

/** The options that the layout itself writes, and what sets them. */
const ownOptions: Readonly<Record<string, string>> = {
  recipe: 'recipe (--recipe) sets it',
  wrapper: 'what runs the program looks for it there: leave the option out',
  'backup-directory': 'what travels is taken from there: leave the option out',
}

/** Throws `bad-option-name`, and `bad-argument` for an option that the section sets itself. */
function checkOption(option: string, role: string, value: unknown): void {
  checkOptionName(option, option)
  if (!Object.hasOwn(ownOptions, option)) return
  fail('bad-argument', `the option "${option}" of [${role}] cannot be used`, {
    path: option,
    expected: 'an option that the section does not set itself',
    received: String(value),
    hint: ownOptions[option],
  })
}
