// The options that a recipe or code sets, whatever the profile has there. Knows buildout and python.
import { spaceClass, strip, words, type Section } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'

const inline = /^slapos\.recipe\.build(?::default)?$/

/** The options of a section that hold Python; its recipe runs that. */
export const codeOptions: readonly string[] = ['init', 'install', 'update']

/** Whether a recipe runs the Python that stands in its section. */
export function runsCode(recipe: string): boolean {
  return inline.test(strip(recipe))
}

/** What recipes of slapos.cookbook overwrite; `random.integer` and others leave what is there. */
const overwritten: Readonly<Record<string, RegExp>> = {
  free_port: /^port$/,
  'generate.mac': /^mac-address$/,
  'neoppod.cluster': /^(?:masters|admins)$/,
  'notifier.notify': /^log-file$/,
  pbs: /^rdiff-backup-data-folder$/,
  postgres: /^url$/,
  readline: /^readline$/,
  simplehttpserver: /^address$/,
  'sshkeys_authority.request': /^public-key-value$/,
  urlparse: /^(?:scheme|username|password|host|port|path|params|query|fragment)$/,
  userinfo: /^(?:pw-(?:name|uid|gid|dir|shell)|gr-(?:name|gid))$/,
  uuid: /^uuid$/,
  'zero-knowledge.read': /^(?!recipe$|filename$|file-path$)/,
}

const request = /^slapos\.cookbook:request(?:optional)?(?:\.serialised)?$/
const ofRequests = /^(?:instance[-_]guid|instance-state|instance-status|requested-state)$/

export function isRequest(section: Section | undefined): boolean {
  return request.test(strip(section?.get('recipe')?.value ?? ''))
}

/** The connection parameters that a request returns; undefined where only rendering can tell. */
export function returnedBy(section: Section): string[] | undefined {
  const value = section.get('return')?.value ?? ''
  const isKnown = !/[{}$]/.test(value) && !value.startsWith('!py!') && !holdsUnknown(value)
  return isKnown ? words(value) : undefined
}

/** Whether the recipe of a request sets an option: it is one of a request's own, or what it returns. */
export function isSetByRequest(section: Section, option: string): boolean {
  if (!option.startsWith('connection-')) return ofRequests.test(option)
  const returned = returnedBy(section)
  return !returned || returned.includes(option.slice('connection-'.length))
}

/** Whether the recipe of a section sets an option that the profile may set too. */
export function isOverwritten(section: Section, option: string): boolean {
  if (isRequest(section)) return isSetByRequest(section, option)
  const recipe = strip(section.get('recipe')?.value ?? '')
  if (!recipe.startsWith('slapos.cookbook:')) return false
  const name = recipe.slice('slapos.cookbook:'.length)
  return Object.hasOwn(overwritten, name) && overwritten[name]!.test(option)
}

/** The options of a section that code sets: their names, or all but the code where one is not spelt out. */
export type Assigned = Set<string> | 'all'

/** What the code of each section sets: by section, the options and the section whose code it is. */
export type AssignedBy = ReadonlyMap<string, { options: Assigned; by: string }>

/** What all code of a profile assigns. */
export function assignedIn(sections: ReadonlyMap<string, Section>): AssignedBy {
  const found = new Map<string, { options: Assigned; by: string }>()
  for (const [name, section] of sections) {
    if (!runsCode(section.get('recipe')?.value ?? '')) continue
    const code = codeOptions.map((option) => section.get(option)?.value ?? '').join('\n')
    for (const [to, options] of assignedBy(code, name)) {
      const others = found.get(to)
      const isAll = options === 'all' || others?.options === 'all'
      const both = isAll ? 'all' : new Set([...options, ...(others?.options ?? [])])
      found.set(to, { options: both, by: others?.by ?? name })
    }
  }
  return found
}

const space = `[${spaceClass}]*`
const text = `(["'])([^"'\\\\\n{%$]*)`
const dict = `(?:self\\.)?buildout${space}\\[${space}${text}\\N${space}\\]`
const textOf = (group: number): string => dict.replace('\\N', `\\${group}`)

const alias = new RegExp(
  `^${space}(\\w+)${space}=${space}(?:(?:self\\.)?options|${textOf(2)})${space}$`,
  'gm',
)
const sets = `(?=${space}(?:(?:[-+*/%|&]|//|\\*\\*)?=(?!=)|,[^=\n]*\\]${space}=(?!=)))`

/** What code assigns, by section: `options[…] = …`, `options.update(…)`, and the same of `buildout[…]`. */
function assignedBy(code: string, name: string): Map<string, Assigned> {
  const found = new Map<string, Assigned>()
  const aliases = new Map<string, string>([['options', name]])
  for (const [, other, , section] of code.matchAll(alias)) aliases.set(other!, section ?? name)
  const note = (to: string, options: Assigned): void => {
    const others = found.get(to) ?? new Set()
    found.set(to, options === 'all' || others === 'all' ? 'all' : new Set([...others, ...options]))
  }
  const target = `(?:\\b(?:self\\.)?(${[...aliases.keys()].join('|')})|${textOf(2)})${space}`
  const item = new RegExp(`${target}(?:\\[([^\\]\n]+)\\]${sets}|\\.__setitem__\\(([^,\n]+),)`, 'g')
  const toOf = (of: string | undefined, section = ''): string =>
    of === undefined ? section : aliases.get(of)!
  for (const [, of, , section, key, other] of code.matchAll(item))
    note(toOf(of, section), keysOf(strip(key ?? other ?? ''), code))
  for (const match of code.matchAll(new RegExp(`${target}\\.update\\(`, 'g')))
    note(toOf(match[1], match[3]), updated(code.slice(match.index + match[0].length)))
  return found
}

/** What a key may be: a text, or each of those that a loop goes through. */
function keysOf(key: string, code: string): Assigned {
  const literal = /^(["'])([^"'\\{%$]*)\1$/.exec(key)
  if (literal) return new Set([literal[2]!])
  if (!/^\w+$/.test(key)) return 'all'
  const loops = [
    ...code.matchAll(new RegExp(`\\bfor${space}${key}${space}in${space}([^:\n]*)`, 'g')),
  ]
  const isGiven = new RegExp(`\\b${key}${space}=(?!=)`).test(code)
  if (loops.length === 0 || isGiven) return 'all'
  const names = new Set<string>()
  for (const [, through = ''] of loops) {
    if (!listed.test(strip(through))) return 'all'
    for (const [, , each] of through.matchAll(/(["'])([^"']*)\1/g)) names.add(each!)
  }
  return names
}

/** What `update` sets, from behind its bracket: names with `=`, or the keys of a dict that stands there. */
function updated(rest: string): Assigned {
  const given = strip(rest.slice(0, endOf(rest)))
  const isDict = given.startsWith('{')
  if (given.includes('**') || /\bfor\b/.test(given) || (!isDict && !startsNamed.test(given)))
    return 'all'
  const names = [...given.matchAll(isDict ? keyed : namedArgument)].map(([, a, b]) => b ?? a!)
  return names.length === 0 || (isDict && unspelt.test(given)) ? 'all' : new Set(names)
}

const literals = `(["'])[^"'\\\\{%$]*\\1`
/** A list or a tuple of texts. */
const listed = new RegExp(
  `^[[(]${space}${literals}(?:${space},${space}${literals.replace('1', '2')})*,?${space}[\\])]$`,
)
const startsNamed = new RegExp(`^\\w+${space}=(?!=)`)
const namedArgument = new RegExp(`\\b(\\w+)${space}=(?!=)`, 'g')
const keyed = new RegExp(`(["'])([^"'\\\\{%$]*)\\1${space}:`, 'g')
/** An item of a dict whose key is no text. */
const unspelt = new RegExp(`[{,]${space}[^"'}${spaceClass}]`)

/** Where the bracket that is open closes. */
function endOf(rest: string): number {
  let depth = 1
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '(') depth++
    else if (rest[at] === ')' && --depth === 0) return at
  }
  return rest.length
}
