// What could not be known of a release, in words. Knows python and release.
import { holdsUnknown } from '../../python/index.js'
import { causesIn, isMade, someTest, type Release, type Unit, waysOf } from '../../release/index.js'

/** Why not all of a release is known. */
export function unknownOf({ root, software, units, entries }: Release): string[] {
  const { unread, diagnostics } = software.resolved
  // What is not fetched, or lies in a tree that is not here, is a finding.
  const silent = unread.filter(
    (name) =>
      !diagnostics.some(({ code, received }) => code.startsWith('extends-') && received === name),
  )
  const causes = new Set(silent.map((name) => `what ${name} gives`))
  if (!root && !software.view.hasAnySection) causes.add('what an instance runs first, if anything')
  for (const unit of units) {
    const { variants, failures } = unit
    const name = nameOf(unit)
    const isEmpty =
      variants.length > 0 && variants.every(({ profile }) => profile.sections.size === 0)
    if (variants.length === 0 && failures.length > 0) causes.add(`what ${name} comes to`)
    else if (isEmpty) causes.add(`what is to be in ${name}, which comes to nothing`)
    else if (variants.some(({ resolved }) => !resolved.complete))
      causes.add(`all that ${name} extends or prints`)
    else if (failures.length > 0)
      causes.add(`what ${name} comes to, where it is given other things`)
  }
  for (const unit of units) {
    const names = unknownsIn(unit)
    const more = names.length - mostNamed
    const named = names.slice(0, mostNamed).join(', ')
    if (named !== '')
      causes.add(`in ${nameOf(unit)}: ${named}${more > 0 ? ` and ${more} more` : ''}`)
  }
  for (const { type, target, isLeftOut } of entries)
    if (!target && !isLeftOut) causes.add(`the profile of type ${type}`)
  return [...causes].filter((cause) => !holdsUnknown(cause))
}

/** The file of the tree that a profile is made from, as far as it is known; else the section that makes it. */
function nameOf({ file, artefact, scope }: Unit): string {
  let path = file ?? artefact.input
  for (let at = scope; path !== undefined && isMade(path);) {
    const maker = at.find(path, true)
    if (maker?.artefact.input === undefined) break
    path = maker.artefact.input
    at = maker.scope
  }
  return path === undefined ? `[${artefact.section}]` : path.slice(path.lastIndexOf('/') + 1)
}

/** How many of the unknowns of a template are named. */
const mostNamed = 8

/** The unknowns that a profile tests or prints, each as the option that it comes from; those that decide first. */
function unknownsIn(unit: Unit): string[] {
  const [decide, print] = [new Set<string>(), new Set<string>()]
  for (const { asked, texts, view } of waysOf(unit)) {
    for (const made of asked.values())
      for (const name of made?.tests?.values() ?? []) decide.add(optionOf(name))
    for (const { text } of texts.values())
      if (holdsUnknown(text)) for (const name of causesIn(text, view)) print.add(optionOf(name))
  }
  return [...new Set([...decide, ...print])].filter((name) => name !== '' && name !== someTest)
}

/** The option of which something is not known, without what the template takes of its value; empty for a folder of the software. */
function optionOf(name: string): string {
  if (/(?:^|[._])location$/.test(name)) return ''
  const option = name.split('.').slice(0, 2).join('.')
  return option === 'slap-configuration.configuration' ? 'the parameters' : option
}
