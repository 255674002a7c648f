// What plan --diff compares with. Knows buildout, diagnostics, plan and release.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decodeUtf8 } from '../buildout/decode.js'
import { fail, type Diagnostic } from '../diagnostics/index.js'
import {
  isPlan,
  isTree,
  masked,
  planAll,
  type InstanceRequest,
  type Plan,
  type PlanDiff,
} from '../plan/index.js'
import { joined } from '../release/index.js'
import { moveOf } from './check-before.js'
import type { ExitCode } from './command.js'
import { readComponents, type ComponentFlags, type GivenComponents } from './components.js'
import { configurationName } from './configuration.js'
import { rootFlag } from './asked.js'
import { documentOf, readDocument } from './documents.js'
import { displayName, readerOf, readInput, textOf } from './files.js'
import { isFolder } from './inputs.js'
import type { Io } from './io.js'
import type { FlagsOf, strictFlag } from './options.js'
import { plansOfRoot, withPlaces } from './plan-findings.js'
import { rootOf, type Root } from './root.js'
import { reportBeside } from './report.js'

/** What was requested before. */
export interface Before {
  plans: Plan[]
  /** Everything that a root requests, where one said it. */
  requests: InstanceRequest[] | undefined
  /** Whether its secrets are masked, as a plan has them that was saved. */
  isMasked?: boolean
}

type Flags = ComponentFlags & Partial<FlagsOf<typeof rootFlag>>

/**
 * The plans that `--diff` compares with: those of `plan --format json`, what the components are with
 * the instance parameters of another file, or the components of another release's folder: of its
 * resilient.ini or, without one, of its root.
 */
export async function readBefore(
  path: string,
  given: GivenComponents & { root: Root | undefined },
  flags: Flags,
  io: Io,
): Promise<Before> {
  if (isFolder(path, io)) return plansOfRelease(path, given, flags, io)
  const { components, root } = given
  const bytes = await readInput(path, io)
  const file = displayName(path)
  const saved = savedPlans(bytes)
  if (!saved) {
    const document = await documentOf(path, bytes, flags)
    if (root) return planned(root.ask(document))
    const { values } = document
    const plans = planAll(components.map((component) => ({ ...component, parameters: values })))
    return { plans, requests: undefined }
  }
  decodeUtf8(bytes, file)
  const { components: plans, roots = [] } = saved
  const requests = Array.isArray(roots) ? (roots as { requests?: unknown }[])[0]?.requests : null
  if (plans.every(isPlan) && (requests === undefined || isTree(requests)))
    return { plans, requests, isMasked: textOf(bytes).includes(masked) }
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
  { components: now, documents, root }: GivenComponents & { root: Root | undefined },
  flags: Flags,
  io: Io,
): Promise<Before> {
  const config = join(folder, configurationName)
  const only = flags.name
  if (!existsSync(resolve(io.cwd, config))) {
    const path = flags.parameters
    const document =
      root?.document ??
      documents[0] ??
      (path === undefined ? undefined : await readDocument(path, flags, io))
    const softwareType = flags['software-type']
    const question = { folder, document, softwareType, name: only, like: root?.type }
    const old = rootOf(question, io) ?? noRelease(folder)
    if (root && root.type !== old.type)
      io.stderr(`compared: ${old.type} of ${folder}, which has no type ${root.type}, with that\n`)
    return planned(old)
  }
  const given = await readComponents({ config, parameters: flags.parameters }, io)
  const components = given.components.filter(({ name }) => only === undefined || name === only)
  const plans = withPlaces(given, () =>
    planAll(
      components.map((component) => {
        const same = now.find(({ name }) => name === component.name) ?? now[0]
        const { parameters = same?.parameters } = component
        return parameters === undefined ? component : { ...component, parameters }
      }),
    ),
  )
  return { plans, requests: undefined }
}

function planned(root: Root): Before {
  return { plans: plansOfRoot(root), requests: root.requests }
}

/** How two plans differ, and whether the newer one is what the root of this folder asks for. */
interface Compared {
  diff: readonly PlanDiff[]
  isByRoot: boolean
}

/** Reports what another release than this folder's changes besides what the plans say, where both are releases; gives the exit code. */
export function reportMoved(
  folder: string,
  { diff, isByRoot }: Compared,
  flags: ComponentFlags & Partial<FlagsOf<typeof strictFlag>>,
  io: Io,
): ExitCode {
  if (![folder, '.'].every((each) => existsSync(resolve(io.cwd, each, 'software.cfg')))) return 0
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
  return reportBeside(others, sources, flags, io)
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

/** A plan's JSON, undefined for what is none; one that is not a plan where this version prints no such. */
function savedPlans(bytes: Uint8Array): Saved | undefined {
  try {
    const content: unknown = JSON.parse(textOf(bytes))
    const { version, components, ...others } = content as Record<string, unknown>
    const isPrinted = components !== undefined || 'diff' in others
    const isWhole =
      Array.isArray(components) || Object.keys(others).every((name) => printed.includes(name))
    if (typeof version !== 'number' || !isPrinted || !isWhole) return undefined
    return version === 1 && Array.isArray(components) ? { ...others, components } : noPlan
  } catch {
    return undefined // Parameters, then; reading them says what they are.
  }
}

/** What `plan --format json` prints besides the version and the components. */
const printed = ['diff', 'roots', 'requests']

/** What is not a plan, though it says a version. */
const noPlan: Saved = { components: [undefined] }

/** What `plan --format json` prints, as far as it was looked at. */
interface Saved {
  components: unknown[]
  roots?: unknown
}
