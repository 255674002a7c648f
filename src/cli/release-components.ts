// The components that the root of a release asks for. Knows diagnostics, check, parameters,
// plan, profiles, python and release.
import { resolve } from 'node:path'
import { modulesOf } from '../check/before/index.js'
import { assumeOf } from '../check/before/assume.js'
import { fail, ResilientError } from '../diagnostics/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import type { Component } from '../plan/index.js'
import { renderWithPlaces } from '../profiles/template.js'
import { holdsUnknown, str } from '../python/index.js'
import type { Release, Unit } from '../release/index.js'
import type { GivenComponents } from './components.js'
import { readerOf } from './files.js'
import type { Io } from './io.js'
import { releaseIn } from './release-files.js'
import { parametersOf } from './templates.js'

/** What the components of a release are read with. */
export interface ReleaseQuestion {
  folder: string
  /** The instance parameters of the root. */
  document: ParameterDocument | undefined
  /** The one component that is asked for. */
  name: string | undefined
}

/**
 * The components that the calls of `replicate` in a release's root make, with the parameters that
 * are given; undefined for a folder that is not a release. Throws where the root does not say them.
 */
export function componentsOfRelease(
  { folder, document, name }: ReleaseQuestion,
  io: Io,
): GivenComponents | undefined {
  const path = resolve(io.cwd, folder)
  const release = releaseIn(path, readerOf(io), io)
  if (!release) return undefined
  const roots = release.units.filter((unit) => callsOf(unit).length > 0)
  const [root, ...others] = roots
  if (!root) {
    fail('unreadable-file', `no profile of the release in ${folder} is known to call replicate()`, {
      file: folder,
      expected: "a type in the switch whose profile imports the stack's macros",
      hint: 'say what it requests in a resilient.ini: [NAMEBASE], then count = 3',
    })
  }
  if (others.length > 0) {
    const types = roots.map((each) => [...each.types].join(', '))
    fail('bad-argument', `several software types of the release in ${folder} request components`, {
      received: types.join('; '),
      expected: 'one',
      hint: 'say which in a resilient.ini: [NAMEBASE], then count = 3',
    })
  }
  const components = (
    renderedComponents(root, release, document) ??
    callsOf(root).map((call) => knownComponent(call, folder, document))
  ).filter((each) => name === undefined || each.name === name)
  const [first] = components
  if (!first) fail('bad-flag', `the root of ${folder} has no component "${name}"`, {})
  const sources = new Map(document?.file === undefined ? [] : [[document.file, document.text]])
  return { components, documents: components.map(() => document), sources }
}

function callsOf({ variants }: Unit): Unit['variants'][number]['calls'] {
  const [variant] = variants
  return variant?.calls.filter(({ parameters }) => parameters.has('typeexport')) ?? []
}

/** As the root renders with the parameters; undefined where it needs more than is known here. */
function renderedComponents(
  { file }: Unit,
  release: Release,
  document: ParameterDocument | undefined,
): Component[] | undefined {
  const text = file === undefined ? undefined : release.maker.read(file)?.text
  if (text === undefined || file === undefined) return undefined
  const context = new Map([['slapparameter_dict', parametersOf(document)]])
  try {
    const { components } = renderWithPlaces(text, {
      context,
      modules: modulesOf(release),
      assume: assumeOf(context),
      file,
    })
    const known = components.map(({ component }) => component)
    return known.every((each) => each !== undefined) && known.length > 0 ? known : undefined
  } catch (error) {
    if (error instanceof ResilientError) return undefined
    throw error
  }
}

/** As the call stands there, whatever the parameters are. */
function knownComponent(
  { parameters }: Unit['variants'][number]['calls'][number],
  folder: string,
  document: ParameterDocument | undefined,
): Component {
  const text = (name: string): string => str(parameters.get(name) ?? null)
  const name = text('namebase')
  const count = text('nbbackup')
  const exportType = text('typeexport')
  const importType = text('typeimport')
  if ([name, count, exportType, importType].some(holdsUnknown)) {
    const what = holdsUnknown(count) ? 'how many instances' : 'which component'
    fail('bad-count', `only a node knows ${what} the root in ${folder} requests`, {
      file: folder,
      expected: 'a root that renders with the instance parameters',
      hint: 'say it in a resilient.ini beside software.cfg: [NAMEBASE], then count = 3',
    })
  }
  const values = document ? { parameters: document.values } : {}
  return { name, count, exportType, importType, ...values }
}
