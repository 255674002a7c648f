// What plan --diff compares with. Knows buildout, diagnostics, plan and release.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decodeUtf8 } from '../buildout/decode.js'
import { fail, type Diagnostic } from '../diagnostics/index.js'
import { isPlan, planAll, type Plan, type PlanDiff } from '../plan/index.js'
import { joined } from '../release/index.js'
import { moveOf } from './check-before.js'
import { readComponents, type ComponentFlags, type GivenComponents } from './components.js'
import { configurationName } from './configuration.js'
import { documentOf } from './documents.js'
import { displayName, readerOf, readInput, textOf } from './files.js'
import { isFolder } from './inputs.js'
import type { Io } from './io.js'
import type { FlagsOf, strictFlag } from './options.js'
import { componentsOfRelease } from './release-components.js'
import { withPlaces } from './plan-findings.js'
import { reportBeside } from './report.js'

/**
 * The plans that `--diff` compares with: those of `plan --format json`, what the components are with
 * the instance parameters of another file, or the components of another release's folder: of its
 * resilient.ini or, without one, of its root.
 */
export async function readPlans(
  path: string,
  given: GivenComponents,
  flags: ComponentFlags,
  io: Io,
): Promise<Plan[]> {
  if (isFolder(path, io)) return plansOfRelease(path, given, flags, io)
  const { components } = given
  const bytes = await readInput(path, io)
  const file = displayName(path)
  const saved = savedPlans(bytes)
  if (!saved) {
    const { values } = await documentOf(path, bytes, flags)
    return planAll(components.map((component) => ({ ...component, parameters: values })))
  }
  decodeUtf8(bytes, file)
  if (saved.every(isPlan)) return saved
  fail('bad-argument', `${file} is not a plan`, {
    file,
    expected: "what plan --format json prints, instance parameters, or a release's folder",
  })
}

/**
 * The plans of the components that another release's folder has. Parameters stay what they are: an
 * instance keeps its own when it gets another release, unless that one names some for itself.
 */
async function plansOfRelease(
  folder: string,
  { components: now, documents }: GivenComponents,
  flags: ComponentFlags,
  io: Io,
): Promise<Plan[]> {
  const config = join(folder, configurationName)
  const only = flags.name
  if (!existsSync(resolve(io.cwd, config))) {
    const [document] = documents
    const asked = componentsOfRelease({ folder, document, name: only }, io) ?? noRelease(folder)
    return withPlaces(asked, () => planAll(asked.components))
  }
  const given = await readComponents({ config, parameters: flags.parameters }, io)
  const components = given.components.filter(({ name }) => only === undefined || name === only)
  return withPlaces(given, () =>
    planAll(
      components.map((component) => {
        const same = now.find(({ name }) => name === component.name) ?? now[0]
        const { parameters = same?.parameters } = component
        return parameters === undefined ? component : { ...component, parameters }
      }),
    ),
  )
}

/** How two plans differ, and whether the newer one is what the root of this folder asks for. */
interface Told {
  diff: readonly PlanDiff[]
  isByRoot: boolean
}

/** What another release than this folder's changes besides what the plans say, where both are releases. */
export function reportMoved(
  folder: string,
  { diff, isByRoot }: Told,
  flags: ComponentFlags & Partial<FlagsOf<typeof strictFlag>>,
  io: Io,
): void {
  if (![folder, '.'].every((each) => existsSync(resolve(io.cwd, each, 'software.cfg')))) return
  const reader = readerOf(io)
  const { diagnostics, sources } = moveOf(folder, '.', { reader }, io)
  // What is lost by nobody says check --before. Plans of the two roots say all that is requested; what a
  // resilient.ini says of it may be another thing than the root asks for.
  const isWhole = isByRoot && !existsSync(resolve(io.cwd, folder, configurationName))
  const gone = diff.flatMap(({ differences }) =>
    differences.flatMap(({ kind, request }) => (kind === 'removed' ? [request] : [])),
  )
  const isReported = ({ code, expected = '' }: Diagnostic): boolean =>
    code === 'request-lost' && (isWhole || gone.some((request) => isNamed(request, expected)))
  const others = diagnostics.filter((each) => each.severity !== 'info' && !isReported(each))
  reportBeside(others, sources, flags, io)
}

/** Whether a name is the one that a finding shows, with … for what is not known of it. */
function isNamed(name: string, shown: string): boolean {
  return joined(shown.split('…')).test(name)
}

function noRelease(folder: string): never {
  fail(
    'unreadable-file',
    `${folder} has neither ${configurationName} nor a software.cfg, which say what is requested`,
    {
      file: folder,
      expected: `a file of parameters, a plan, or a folder with a ${configurationName} or a release`,
      hint: 'write one for it: [NAMEBASE], then count = 3, as its root has it',
    },
  )
}

/** The components of a plan's JSON, undefined for what is none. */
function savedPlans(bytes: Uint8Array): unknown[] | undefined {
  try {
    const content: unknown = JSON.parse(textOf(bytes))
    const { version, components } = content as { version?: unknown; components?: unknown }
    return typeof version === 'number' && Array.isArray(components) ? components : undefined
  } catch {
    return undefined // Parameters, then; reading them says what they are.
  }
}
