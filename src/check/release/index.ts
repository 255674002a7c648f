// A whole release checked: its software level, every profile of its instances, every file that they
// make. Knows diagnostics, buildout, release, profiles and python.
import { nodeReader } from '../../buildout/files/reader.js'
import type { Platform, ProfileReader } from '../../buildout/index.js'
import { ResilientError, type Diagnostic } from '../../diagnostics/index.js'
import { macros } from '../../profiles/macros.js'
import { readRelease, type Making, type Release, type Unit } from '../../release/index.js'
import { Context } from '../context.js'
import { md5sumOf } from '../md5.js'
import { findingsOf, inOrder } from '../run.js'
import { fillFindings } from './makings.js'
import { Files, isUntold } from './places.js'
import { contextOf, unitFindings } from './unit.js'

/** What {@link checkRelease} is told besides the path of software.cfg. */
export interface ReleaseCheckOptions {
  reader?: ProfileReader
  platform?: Platform
  /** One type alone. */
  softwareType?: string
}

/** What a check of a release found, and what it looked at. */
export interface CheckedRelease {
  diagnostics: Diagnostic[]
  release: Release | undefined
  /** The text of a file that findings point into. */
  source: (file: string) => string | undefined
}

/** What is wrong with a release. Never throws for what its files hold. */
export function checkRelease(path: string, options: ReleaseCheckOptions = {}): CheckedRelease {
  const { reader = nodeReader, platform, softwareType } = options
  let release: Release
  try {
    release = readRelease(path, {
      reader,
      atHand: macros(),
      ...(platform ? { platform } : {}),
      ...(softwareType === undefined ? {} : { softwareType }),
    })
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return {
      diagnostics: error.diagnostics,
      release: undefined,
      source: (file) => error.sources.get(file),
    }
  }
  const { maker, software } = release
  const source = (file: string): string | undefined =>
    file === path ? software.profile.text : maker.read(file)?.text
  const files = new Files(source)
  const all = [...softwareFindings(release, files)]
  for (const unit of release.units) all.push(...unitFindings(unit, files))
  for (const making of release.makings) all.push(...makingFindings(making, release, files))
  const found = new Map<string, Diagnostic>()
  for (const diagnostic of all) {
    const { code, file, range, message } = diagnostic
    const key = JSON.stringify([code, file, range?.start.offset, message])
    if (!found.has(key)) found.set(key, diagnostic)
  }
  return { diagnostics: inOrder([...found.values()]), release, source }
}

function softwareContext({ software }: Release): Context {
  return new Context(software.profile, software.resolved, 'plain', () => false, md5sumOf)
}

function softwareFindings(release: Release, files: Files): Diagnostic[] {
  return findingsOf(softwareContext(release), files.place(new Map()))
}

const contexts = new WeakMap<object, Context>()

/** The sections of the level that a file is made at. */
function contextAt(unit: Unit | undefined, release: Release): Context | undefined {
  const key = unit ?? release
  let context = contexts.get(key)
  if (context) return context
  const variant = unit?.variants[0]
  context = unit ? variant && contextOf(variant) : softwareContext(release)
  if (context) contexts.set(key, context)
  return context
}

function* makingFindings(making: Making, release: Release, files: Files): Generator<Diagnostic> {
  const context = contextAt(making.unit, release)
  if (!context?.reached.has(making.artefact.section)) return
  for (const diagnostic of fillFindings(making, context, release, files))
    if (!isUntold(diagnostic)) yield diagnostic
}
