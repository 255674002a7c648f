// What runs what in the profiles of our stack, as far as something is lost where it does not. Knows
// buildout and python.
import { macrosOf, strip, words, type Setting } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'
import type { Context } from './context.js'
import { links, type Link } from './links.js'
import {
  comesTo,
  isProgram,
  isProgramAt,
  isSame,
  recipeOf,
  runningOptions,
  runs,
} from './programs.js'

/** A link that is no longer as the stack has it, and the option that cuts it. */
export interface Cut {
  link: Link
  section: string
  option: string
  setting: Setting
  lost: string
  expected: string
}

/** Sections that only a stack of ours has; another's profiles are its own. */
export function isOurs({ sections }: Context): boolean {
  return sections.has('import-run') || sections.has('exporter-run')
}

/** The links of a profile that are cut: one for each option that cuts some, those of the load first. */
export function* cut(context: Context, kind: Link['kind']): Iterable<Cut> {
  const reported = new Set<unknown>()
  for (const each of allCuts(context)) {
    const key = each.setting.assignment ?? `${each.section}:${each.option}`
    if (reported.has(key)) continue
    reported.add(key)
    if (each.link.kind === kind) yield each
  }
}

function* allCuts(context: Context): Iterable<Cut> {
  const kinds = ['load', 'safety'] as const
  const bypassed = new Set<string>()
  for (const kind of kinds) {
    for (const link of links) {
      if (link.kind !== kind || (link.isOurs === true && !isOurs(context))) continue
      if (link.isOurs === false && isOurs(context)) continue
      for (const section of sectionsOf(context, link)) {
        // What does not load at all is reported by that.
        if (kind === 'safety' && bypassed.has(section)) continue
        const found = cutOf(context, section, link)
        if (!found) continue
        if (kind === 'load') bypassed.add(section)
        yield { ...found, link, section, lost: link.lost.replaceAll('SECTION', section) }
      }
    }
  }
}

/** The sections that are a link: that of its name, and of the callbacks each that a notification finds. */
function sectionsOf(context: Context, { section }: Link): string[] {
  const { sections } = context
  if (section !== 'notify-callback') return sections.has(section) ? [section] : []
  const named = ['notify-callback', 'import-on-notification'].filter((name) => sections.has(name))
  const [first] = named
  if (first === undefined) return []
  const others = [...sections.keys()].filter(
    (name) =>
      !named.includes(name) &&
      context.reached.has(name) &&
      recipeOf(sections.get(name)) === callback &&
      isSame(context, name, 'on-notification-id', first, 'on-notification-id'),
  )
  return [...named, ...others]
}

const callback = 'slapos.cookbook:notifier.callback'

type Where = Pick<Cut, 'option' | 'setting' | 'expected'>

/** Where a link is cut in one section, undefined where it holds or nobody can tell. */
function cutOf(context: Context, name: string, { must }: Link): Where | undefined {
  const section = context.sections.get(name)!
  const at = (option: string, expected: string): Where | undefined => {
    const setting = section.get(option)
    return setting && { option, setting, expected }
  }
  if ('recipe' in must) {
    const recipe = recipeOf(section)
    const holds = recipe === '' || recipe === must.recipe || holdsUnknown(recipe)
    return holds ? undefined : at('recipe', must.recipe)
  }
  if ('value' in must) {
    const value = strip(section.get(must.option)?.value ?? must.value)
    return value === must.value || holdsUnknown(value) ? undefined : at(must.option, must.value)
  }
  if ('same' in must) {
    const [other = '', option = ''] = must.same.split(':')
    if (!section.has(must.option) || isSame(context, name, must.option, other, option))
      return undefined
    return at(must.option, `\${${must.same}}`)
  }
  if ('called' in must) {
    if (isProgramAt(context, name, must.called)) return undefined
    return at(writerOf(context, name, must.called), `a program at \${${name}:${must.called}}`)
  }
  const targets = withTheirs(context, must.to)
  const expected = must.to
    .map((to) => (to.includes(':') ? `\${${to}}` : `\${${to}:…}`))
    .join(' or ')
  if ('option' in must) {
    const setting = section.get(must.option)
    if (!setting || comesTo(context, name, [setting.value], targets)) return undefined
    const isText = strip(setting.value) !== '' && context.references(setting.value).length === 0
    if (must.orText === true && isText) return undefined
    return at(must.option, expected)
  }
  if (runs(context, name, targets)) return undefined
  return at(latest(context, name, runningOptions(section)[0] ?? 'recipe'), expected)
}

/** An importer that says where another section writes its program is that section too. */
function withTheirs({ sections }: Context, targets: readonly string[]): string[] {
  return targets.flatMap((name) => {
    if (!/^(?:ex|im)porter$/.test(name)) return [name]
    const wrapper = strip(sections.get(name)?.get('wrapper')?.value ?? '')
    const whole = /^\$\$?\{([\w.-]+):[\w.-]+\}$/.exec(wrapper)?.[1]
    return whole !== undefined && isProgram(sections.get(whole)) ? [name, whole] : [name]
  })
}

/** Of what a section runs and its recipe the option that a profile set last: the one that changed it. */
function latest({ profile, sections }: Context, name: string, option: string): string {
  const section = sections.get(name)!
  const isOwn = (each: string): boolean => section.get(each)?.assignment?.profile === profile
  return !isOwn(option) && isOwn('recipe') ? 'recipe' : option
}

/** The option that moved a program, or the recipe that writes none. */
function writerOf(context: Context, name: string, called: string): string {
  const section = context.sections.get(name)!
  const { profile } = context
  const own = ['recipe', 'wrapper-path', 'output', 'location', called].find(
    (option) => section.get(option)?.assignment?.profile === profile,
  )
  return own ?? 'recipe'
}

/** Parts of the stack to which none of a profile leads any more. */
export function unwatched(context: Context, watched: readonly string[]): string[] {
  const { sections, reached } = context
  const setting = sections.get('buildout')?.get('parts')
  if (!setting) return []
  const value = context.resolved.value('buildout', 'parts') ?? setting.value
  if (/[{}]/.test(value.replaceAll(/\$\{[^}]*\}/g, '')) || holdsUnknown(value)) return []
  const named = new Set(setting.history.flatMap(({ value: step }) => words(step)))
  const heirs = new Set<string>()
  for (const name of reached)
    for (const macro of macrosOf(context.resolved.annotated.get(name) ?? new Map()))
      heirs.add(macro)
  return watched.filter(
    (name) =>
      sections.has(name) &&
      !reached.has(name) &&
      !heirs.has(name) &&
      (context.knowsParts || named.has(name)),
  )
}
