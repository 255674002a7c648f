// Who reads a profile: the software level, the instance level, Jinja2. Knows buildout, python and release.
import { references as referencesOf, type Profile, type Reference } from '../buildout/index.js'
import { spaceClass, strip } from '../python/index.js'
import { headerOf } from '../release/index.js'
import { givenSections } from './given.js'

/**
 * Who reads a profile: buildout as it stands, buildout once Jinja2 has rendered it, or (a template
 * of the software level) a first pass for `${…}` and buildout for `$${…}`.
 */
export type Level = 'plain' | 'jinja' | 'software-template'

/** What Jinja2 takes for its own: an expression, a tag. */
const space = `[${spaceClass}]*`
const expression = new RegExp(String.raw`\{\{[-+]?${space}[\w('"[].*?\}\}`)
const tag = new RegExp(String.raw`\{%[-+]?${space}[a-z]+\b[^%]*%\}`)

const optionOnLine = new RegExp(`^([^${spaceClass}=[{#;][^={]*)=(.*)`)

/** Options whose text a recipe renders by itself. */
const ownTemplate = /^(?:inline|template|content|init|install|update|initialization)$/

/**
 * Whether Jinja2 renders a profile before buildout reads it: braces in what buildout itself needs. A
 * template inside a value is its recipe's.
 */
export function isRendered({ text, sections }: Profile): boolean {
  if (!text.includes('{{') && !text.includes('{%')) return false
  for (const [name, section] of sections) {
    if (expression.test(name) || tag.test(name)) return true
    const isRecipes = section.get('recipe')?.value.includes(':jinja2') === true
    for (const [option, { value }] of section) {
      if (option.includes('{{') || option.includes('{%')) return true
      if (ownTemplate.test(option) && name !== 'buildout') continue
      const isLong = value.includes('\n') && name !== 'buildout'
      if ((!isLong && expression.test(value)) || (!isRecipes && tag.test(value))) return true
    }
  }
  return false
}

/** What the text tells of its level; `references` reads those of a value. */
export function levelOf(
  profile: Profile,
  references: (value: string) => readonly Reference[],
): Level {
  const evidence = new Evidence((name) => profile.sections.has(name))
  for (const [name, section] of profile.sections)
    for (const [option, { value }] of section) evidence.add(name, option, value, references(value))
  if (isRendered(profile)) return evidence.isFilledFirst(true) ? 'software-template' : 'jinja'
  return evidence.isFilledFirst(false) ? 'software-template' : 'plain'
}

/** Whether the software level fills a template in before Jinja2 renders it, as far as its text tells. */
export function isFilledFirst(template: string): boolean {
  if (!template.includes('${')) return false
  const lines = template.split('\n')
  const headers = new Set(lines.map(headerOf))
  const evidence = new Evidence((name) => headers.has(name))
  let section = ''
  for (const line of lines) {
    section = headerOf(line) ?? section
    const [, option = '', value = ''] = optionOnLine.exec(line) ?? []
    evidence.add(section, strip(option), value, referencesOf(value))
  }
  return evidence.isFilledFirst(true)
}

/** What references tell: whether those with one dollar or those with two lead to the profile's own sections. */
class Evidence {
  #plain = 0
  #escaped = 0
  #isLoop = false

  constructor(readonly isOwn: (section: string) => boolean) {}

  add(name: string, option: string, value: string, references: readonly Reference[]): void {
    // A script inside a value may hold `$${…}` for its shell.
    const isLine = !value.includes('\n')
    for (const { problem, section, option: wanted, escaped } of references) {
      if (problem !== undefined) continue
      const asked = section || name
      const own = asked !== 'buildout' && (this.isOwn(asked) || givenSections.has(asked))
      if (escaped) {
        if (isLine && (own || asked === 'buildout')) this.#escaped++
      } else if (asked === 'buildout' && name === 'buildout' && wanted === option)
        // The outer buildout's folder becomes the instance's: at one level it would be a loop.
        this.#isLoop = true
      else if (isLine && own) this.#plain++
    }
  }

  /** Of a profile for Jinja2 two dollars that are as many as others may be a slip. */
  isFilledFirst(isRendered: boolean): boolean {
    if (this.#isLoop) return true
    return this.#escaped > 0 && this.#escaped >= this.#plain + (isRendered ? 1 : 0)
  }
}
