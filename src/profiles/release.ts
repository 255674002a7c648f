// The files of a release that init writes. Knows diagnostics, buildout, parameters
// and plan.
import { code, strip } from '../buildout/index.js'
import { fail } from '../diagnostics/index.js'
import { writeParameters } from '../parameters/index.js'
import { checkCount, checkName } from '../plan/index.js'
import { checkWord } from './extends.js'
import { hashes, type BuiltFile } from './hashes.js'
import { LevelText, type Level } from './level.js'
import { renderProfile } from './profile.js'
import { inputSchema, softwareSchema } from './release-schema.js'
import { renderTemplateFile } from './render.js'

/** The types that every resilient software release has besides those named after the software. */
const taken = ['default', 'resilient', 'pull-backup', 'frozen']

export interface ReleaseOptions {
  name: string
  /** Every instance, the leader too; 3 unless said. */
  count?: number | string
  /** The stack folder, from the release; `../../stack/resilient` unless said. */
  stack?: string
  /** The MD5 of a text in UTF-8, in hexadecimal: what a profile's checksum is. */
  md5: (text: string) => string
}

/**
 * A whole resilient software release to start from, on the stack folder: file name → text, the same
 * every time. All of it is its author's. Throws `bad-name`, `bad-count`, `bad-argument`.
 */
export function renderRelease({
  name: given,
  count: total = 3,
  stack: folder = '../../stack/resilient',
  md5,
}: ReleaseOptions): Map<string, string> {
  const name = checkReleaseName(given)
  const count = checkCount(total)
  const stack = code(checkWord('extends', folder))
  const profiles = profilesOf(name, count)
  const files = new Map<string, string>()
  files.set('software.cfg', file('software.cfg', { name: code(name), stack }))
  files.set(
    'buildout.hash.cfg',
    hashes(
      'The profiles of this release and their checksums, kept by `slapos-resilient hash`.',
      profiles,
      md5,
    ),
  )
  for (const { file, text } of profiles) files.set(file, text)
  files.set('software.cfg.json', json(softwareSchema(name)))
  files.set(`instance-${name}-root-input-schema.json`, json(inputSchema(name)))
  files.set('instance-output-schema.json', json(outputSchema))
  files.set('parameters.xml', writeParameters(exampleParameters))
  files.set('README.md', file('README.md', { name: code(name), stack }))
  return files
}

function profilesOf(name: string, count: number): BuiltFile[] {
  const context = { name: code(name), backups: code(String(count - 1)) }
  const own = (section: string, template: string): BuiltFile => ({
    section,
    file: `${section}.cfg.in`,
    text: file(template, context, 'software', name),
  })
  const program = (kind: 'export' | 'import', template: string): BuiltFile => ({
    section: `instance-${name}-${kind}`,
    file: `instance-${name}-${kind}.cfg.in`,
    text:
      renderProfile(kind, { level: 'software', name, recipe: 'slapos.recipe.template' }) +
      file(template, context, 'software', name),
  })
  return [
    own('instance', 'instance.cfg'),
    own(`instance-${name}`, 'instance-software.cfg'),
    program('export', 'exporter.sh'),
    program('import', 'importer.sh'),
    {
      section: `instance-${name}-root`,
      file: `instance-${name}-root.cfg.jinja2`,
      text: file('root.cfg', context),
    },
  ]
}

/** A file of the release; at software level with what the release's own parts put where. */
function file(template: string, context: object, level: Level = 'instance', name = ''): string {
  const text = new LevelText(level)
  const output = (section: string) => text.keep(`\${${section}:output}`)
  const target = (section: string) => text.keep(`\${${section}:target}`)
  const made = renderTemplateFile(`release/${template}`, {
    ...context,
    software: {
      'eggs-directory': text.keep('${buildout:eggs-directory}'),
      'develop-eggs-directory': text.keep('${buildout:develop-eggs-directory}'),
    },
    output: {
      monitor: output('monitor2-template'),
      instance: output(`instance-${name}`),
      export: output(`instance-${name}-export`),
      import: output(`instance-${name}-import`),
      root: target(`instance-${name}-root`),
      parts: target('template-parts'),
      replicated: target('template-replicated'),
      stack: output('template-resilient-templates'),
    },
  })
  return strip(text.finish(made)) + '\n'
}

/** A dump every night, and two weeks of them. */
const exampleParameters = {
  'resiliency-backup-periodicity': '0 3 * * *',
  'remove-backup-older-than': '2W',
}

const outputSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a resilient instance publishes',
  type: 'object',
  properties: {
    'monitor-base-url': { title: 'Monitor', type: 'string', format: 'uri' },
    'monitor-setup-url': {
      title: 'Monitor set-up',
      description: 'Adds this instance to a monitoring interface',
      type: 'string',
      format: 'uri',
    },
  },
  patternProperties: {
    '^feed-url-.*-(?:pull|push)$': {
      title: 'Feed of the pulls or pushes of one archive',
      type: 'string',
    },
    '^takeover-.*-url$': { title: 'Page where one backup takes over', type: 'string' },
    '^takeover-.*-password$': { title: 'Password of that page', type: 'string' },
  },
}

function json(value: object): string {
  return JSON.stringify(value, null, 2) + '\n'
}

/** A release's name is a type of its own, and part of file names; throws `bad-name`. */
function checkReleaseName(given: unknown): string {
  const name = checkName(given)
  if (!taken.includes(name) && !/^[.-]/.test(name)) return name
  fail('bad-name', `a software release cannot be named "${name}"`, {
    expected: `a name that begins with a letter or digit, and none of ${taken.join(', ')}`,
    hint: 'name it after the software',
  })
}
