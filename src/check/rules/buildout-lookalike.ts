// A rule: what looks like [buildout] or like one of its options. Knows diagnostics.
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

/** What zc.buildout, the SlapOS one too, its extensions and slapos.core read of `[buildout]`. */
const known = new Set([
  ...['abi-tag-eggs', 'accept-buildout-test-releases', 'allow-hosts', 'allow-picked-versions'],
  ...['allow-unknown-extras', 'allowed-eggs-from-site-packages', 'always-checkout'],
  ...['always-accept-server-certificate', 'auto-checkout', 'bin-directory', 'develop'],
  ...['develop-eggs-directory', 'directory', 'do-not-strip-path', 'download-cache'],
  ...['dump-picked-versions-file', 'eggs-directory', 'exec-sitecustomize', 'executable'],
  ...['extends', 'extends-cache', 'extensions', 'find-links', 'ignore-existing'],
  ...['include-site-packages', 'index', 'install-from-cache', 'installed', 'log-format'],
  ...['log-level', 'mr.developer-threads', 'networkcache-section', 'newest', 'offline'],
  ...['optional-extends', 'overwrite-picked-versions-file', 'parts', 'parts-directory'],
  ...['prefer-final', 'python', 'rebootstrap-prepend-paths', 'relative-paths', 'rootdir'],
  ...['shared-part-list', 'shared-parts', 'show-picked-versions', 'socket-timeout', 'sources'],
  ...['sources-dir', 'unzip', 'update-versions-file', 'use-dependency-links', 'verbosity'],
  ...['versions'],
])

/** Options that tell what a section is meant to be: others have none of these names. */
const telling = /^(?:parts|extends|extensions|versions|allow-picked-versions)(?: *[+-])?$/

/** Buildout reads `[buildout]` alone, and takes any option there without a word. */
export const buildoutLookalike: Rule = function* (context) {
  const lookalikes = [...sectionsLikeIt(context), ...optionsLikeOurs(context)]
  if (lookalikes.length === 0) return
  const asked = askedOf(context)
  for (const finding of lookalikes) if (!asked.has(finding.path!)) yield finding
}

function* sectionsLikeIt(context: Context): Generator<Finding> {
  const { profile, resolved } = context
  const reported = new Set<string>()
  for (const { name, nameStart, holds } of profile.blocks) {
    if (!holds || reported.has(name) || nearest(name, ['buildout']) === undefined) continue
    reported.add(name)
    const section = resolved.annotated.get(name)
    if (!section || section.has('recipe') || section.has('<') || context.isGiven(name)) continue
    const isTelling = [...section.keys()].some((option) => telling.test(option))
    if (!isTelling && (profile.sections.has('buildout') || !context.complete)) continue
    if (context.inherited.has(name) || context.reached.has(name)) continue
    yield found(
      'buildout-lookalike',
      `nothing reads [${name}]: it has no recipe and is not a part`,
      {
        severity: 'warning',
        at: { profile, start: nameStart, end: nameStart + name.length },
        path: name,
        hint: didYouMean('buildout'),
      },
    )
  }
}

function* optionsLikeOurs({ profile }: Context): Generator<Finding> {
  for (const { option, start, nameEnd } of profile.sections.get('buildout')?.values() ?? []) {
    if (option === 'extended-by') {
      yield found('buildout-lookalike', 'buildout refuses the option extended-by of [buildout]', {
        at: { profile, start, end: nameEnd },
        path: `buildout:${option}`,
        hint: 'write extends in the other profile',
      })
      continue
    }
    // An author's own name may be two letters from a known one: lib-directory, bin-directory.
    const near = known.has(option) ? undefined : nearest(option, known, option.length < 14 ? 1 : 2)
    if (near === undefined) continue
    yield found('buildout-lookalike', `buildout does not read an option ${option} of [buildout]`, {
      severity: 'warning',
      at: { profile, start, end: nameEnd },
      path: `buildout:${option}`,
      hint: didYouMean(near),
    })
  }
}

/** Every section and `section:option` that a reference, for whichever level, asks for. */
function askedOf(context: Context): Set<string> {
  const asked = new Set<string>()
  for (const [name, section] of context.resolved.annotated) {
    for (const { value } of section.values()) {
      for (const reference of context.allReferences(value)) {
        const of = reference.section || name
        // What a section asks of itself tells nobody else's use of it.
        if (of !== name) asked.add(of)
        asked.add(`${of}:${reference.option}`)
      }
    }
  }
  return asked
}
