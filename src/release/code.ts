// What the Python that stands in a section does besides: nobody runs it here. Knows buildout and python.
import { spaceClass, strip, words, type Section } from '../buildout/index.js'
import { holdsUnknown, withoutUnknowns } from '../python/index.js'
import { joined } from './headers.js'
import type { LevelView } from './level.js'
import { codeOptions, runsCode } from './sets.js'

/** What the code of a section does, as far as its text says. */
export interface Doing {
  /** The sections that it opens, or may open. */
  opens: string[]
  /** Whether it opens sections of which nothing is known. */
  opensOthers: boolean
  /** Whether it asks the master for instances. */
  requests: boolean
}

/** An opened section: all of its name, its beginning, the option that has it, or none of these. */
const space = `[${spaceClass}]*`
const opened = new RegExp(
  `\\bbuildout${space}(?:\\[|\\.get\\()${space}` +
    `(?:f?(["'])([^"'\\\\\n{%]*)(?:\\1${space}([\\],)])|[^\n\\]]*)` +
    `|options${space}(?:\\[|\\.get\\()${space}["']([^"'\n]+)["'])?`,
  'g',
)

/** What the code of a section does; undefined where it has none. */
export function doingOf(name: string, section: Section, view: LevelView): Doing | undefined {
  const value = (option: string): string => view.values.get(name, option) ?? ''
  if (!runsCode(value('recipe'))) return undefined
  const code = codeOptions.filter((option) => section.has(option)).map(value)
  if (code.length === 0) return undefined
  const text = code.join('\n')
  const found = new Set<string>()
  let opensOthers = false
  for (const [, quote, part = '', end, option] of text.matchAll(opened)) {
    if (option !== undefined) found.add(strip(value(option)))
    else if (end !== undefined) found.add(part)
    else if (quote !== undefined && part !== '')
      for (const each of begun(part, view)) found.add(each)
    else opensOthers = true
  }
  // A name that the code does not spell out is most likely handed to it.
  const handed = opensOthers ? namedIn(section, text, value, view) : []
  for (const each of handed) found.add(each)
  return {
    opens: [...found].filter((each) => view.sections.has(each)),
    opensOthers: opensOthers && handed.length === 0,
    requests:
      /\bregisterComputerPartition\b/.test(text) && new RegExp(`\\.request${space}\\(`).test(text),
  }
}

function begun(part: string, { sections }: LevelView): string[] {
  const pattern = joined([part, ''])
  return [...sections.keys()].filter((each) => pattern.test(each))
}

/** The sections whose names stand in the other options of a section, or as texts in its code. */
function namedIn(
  section: Section,
  code: string,
  value: (option: string) => string,
  view: LevelView,
): string[] {
  const handed = [...section.keys()]
    .filter((option) => !codeOptions.includes(option) && !holdsUnknown(option))
    .flatMap((option) => words(value(option).replace(/[!"'(),:[\]{}]/g, ' ')))
  const written = [...code.matchAll(/(["'])([^"'\n]+)\1/g)].map(([, , text]) => text!)
  return [...handed, ...written].filter((word) => view.sections.has(word))
}

/** Recipes of slapos.cookbook that ask the master for as many instances as something else says. */
const asking: Readonly<Record<string, { by: string; of: readonly string[] }>> = {
  'slapos.cookbook:instancenode': { by: 'for each in its database', of: ['instance-db-path'] },
  'slapos.cookbook:cdninstancenode': { by: 'for each in its database', of: ['instance-db-path'] },
  'slapos.cookbook:request.edge': { by: 'for each of its countries', of: ['country-list'] },
}

/** The countries that request.edge requests an instance for; undefined where they are not known, or it is another recipe. */
export function countriesOf(name: string, { values }: LevelView): string[] | undefined {
  if (strip(values.get(name, 'recipe') ?? '') !== 'slapos.cookbook:request.edge') return undefined
  const countries = values.get(name, 'country-list')
  if (countries === undefined || holdsUnknown(countries)) return undefined
  return [...new Set(countries.split(','))]
}

/** What a section requests by code of which only its name is known, in words. */
export function askedBesides(name: string, view: LevelView): string | undefined {
  const { values } = view
  const recipe = strip(values.get(name, 'recipe') ?? '')
  if (!Object.hasOwn(asking, recipe) || countriesOf(name, view)) return undefined
  const { by, of } = asking[recipe]!
  const text = (option: string): string => withoutUnknowns(values.get(name, option) ?? '')
  const [type, ...others] = [text('software-type'), ...of.map(text)].map(strip)
  const what = type === '' ? 'an instance' : `an instance of ${type}`
  return `[${name}] requests ${what} ${by} (${[recipe, ...others].filter((each) => each !== '').join(', ')})`
}
