// A rule: what looks like a section that somebody else has. Knows diagnostics.
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { givenSections } from '../given.js'
import { nameMeant } from '../slips.js'

/** A profile adds to the sections of others by their names: what is nearly one of them is read by nobody. */
export const sectionLookalike: Rule = function* (context) {
  const { profile } = context
  const reported = new Set<string>()
  const others = new Set(othersOf(context))
  for (const { name, nameStart, holds } of profile.blocks) {
    if (!holds || reported.has(name) || context.isGiven(name)) continue
    if (context.inherited.has(name) || context.reached.has(name)) continue
    const near = nameMeant(name, givenSections) ?? otherMeant(name, others, context)
    // Who writes that one too has both.
    if (near === undefined || profile.sections.has(near) || context.mentions(`{${name}:`)) continue
    reported.add(name)
    yield found('section-lookalike', `nothing reads [${name}]: no part leads to it`, {
      severity: 'warning',
      at: { profile, start: nameStart, end: nameStart + name.length },
      path: name,
      hint: didYouMean(near),
    })
  }
}

/** The sections that a profile has of those which it extends, and that of the versions. */
function* othersOf({
  profile,
  sections,
  isOfRelease,
  complete,
  knowsParts,
}: Context): Generator<string> {
  if (!isOfRelease || !complete || !knowsParts) return
  for (const name of sections.keys()) if (!profile.sections.has(name)) yield name
  yield sections.get('buildout')?.get('versions')?.value ?? 'versions'
}

/** What a section that only adds to others adds nothing to. */
function otherMeant(
  name: string,
  others: ReadonlySet<string>,
  { resolved }: Context,
): string | undefined {
  const section = resolved.annotated.get(name)
  if (others.has(name) || !section || section.has('recipe') || section.has('<')) return undefined
  return name.length < 5 ? undefined : nearest(name, others, name.length < 8 ? 1 : 2)
}
