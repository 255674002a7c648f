// How parameters are written, by software.cfg.json, and how an instance reads them. Knows diagnostics,
// parameters, python and release.
import { finding, type Diagnostic } from '../../diagnostics/index.js'
import { jsonIn } from '../../parameters/json-error.js'
import { isObject } from '../../parameters/schema/walk.js'
import { strip } from '../../python/index.js'
import type { Release, Unit } from '../../release/index.js'
import type { Files } from './places.js'

const plain = 'slapos.cookbook:slapconfiguration'

/**
 * Parameters in JSON are one parameter, named `_`, for a recipe that knows no JSON: of those by their own
 * names it reads none. What reads `_` itself, as a template may, is left alone.
 */
export function* serialisationFindings(
  { path, root, units, entries }: Release,
  files: Files,
  read: (path: string) => string | undefined,
): Generator<Diagnostic> {
  const parsed = jsonIn(read(`${path}.json`) ?? 'null')
  const content = 'json' in parsed ? parsed.json : undefined
  if (!root || !isObject(content)) return
  const types = isObject(content['software-type']) ? content['software-type'] : {}
  for (const unit of units) {
    const names = entries.filter(({ target }) => target === unit).map(({ type }) => type)
    const described = (unit === root ? Object.keys(types) : names).map((name) => {
      const type = Object.hasOwn(types, name) ? types[name] : undefined
      return (isObject(type) ? type['serialisation'] : undefined) ?? content['serialisation']
    })
    const isJson = described.length > 0 && described.every((each) => each === 'json-in-xml')
    const at = isJson && !units.some((each) => readsItself(each, read)) ? recipeIn(unit) : undefined
    if (!at) continue
    const { profile, valueStart, end } = at.assignment
    const message = `[${at.section}] reads the parameters as XML, and software.cfg.json has them in JSON`
    yield finding('serialisation-differs', message, {
      severity: 'warning',
      ...files.origin(at.texts, profile.file ?? '', Math.max(valueStart, end - plain.length), end),
      path: `${at.section}:recipe`,
      expected: `${plain}.serialised, or serialisation xml in software.cfg.json`,
      received: plain,
      hint: `write recipe = ${plain}.serialised`,
    })
  }
}

/** The section of a profile that reads the parameters, where that recipe is the plain one. */
function recipeIn({ variants, failures }: Unit) {
  const [variant] = variants
  if (!variant || failures.length > 0 || !variant.resolved.complete) return undefined
  const all = [...variant.view.sections].flatMap(([section, options]) => {
    const setting = options.get('recipe')
    const recipe = strip(setting?.value ?? '')
    return recipe.startsWith(plain) ? [{ section, recipe, assignment: setting?.assignment }] : []
  })
  const [first] = all
  if (!first?.assignment || all.some(({ recipe }) => recipe !== plain)) return undefined
  return { section: first.section, assignment: first.assignment, texts: variant.texts }
}

/** Whether something of a profile names the one parameter in which the JSON is. */
function readsItself(
  { variants, file }: Unit,
  read: (path: string) => string | undefined,
): boolean {
  const texts = variants.flatMap((each) => [...each.texts.values()].map(({ text }) => text))
  const source = file === undefined ? undefined : read(file)
  return [...texts, source ?? ''].some((text) => /['"]_['"]|configuration\._(?![\w-])/.test(text))
}
