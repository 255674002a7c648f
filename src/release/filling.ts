// What a release's own schemas put into the parameters of an instance. Knows diagnostics, buildout,
// parameters and python.
import { strip } from '../buildout/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { filled } from '../parameters/schema/defaults.js'
import type { Json } from '../parameters/index.js'
import { holdsUnknown } from '../python/index.js'
import type { Given } from './given.js'
import type { Release } from './release.js'
import { schemaFinder, schemasByType } from './schemas.js'

/** The recipes that hold parameters to a schema, and fill them in. */
const byschema = /^slapos\.cookbook:slapconfiguration\.(?:jsonschema|instancenode)\b/

/** The parameters as slapconfiguration.jsonschema hands them on, where the release has its node do so. */
export function withDefaults(release: Release, given: Given): Given {
  const view = release.root?.variants[0]?.view
  const section = 'slap-configuration'
  const recipe = strip(view?.values.get(section, 'recipe') ?? '')
  if (!view || !byschema.test(recipe)) return given
  const isOn = (option: string): boolean =>
    /^(?:main|all)$/.test(strip(view.values.get(section, option) ?? ''))
  const filling = { setsDefaults: isOn('set-default'), unstringifies: isOn('unstringify') }
  if (!filling.setsDefaults && !filling.unstringifies) return given
  const open = { ...given, isOpen: given.isOpen || filling.setsDefaults }
  const find = schemaFinder(readerOf(release))
  const wanted = given.softwareType ?? 'default'
  const file = schemasByType(release.path, find).find(({ type }) => type === wanted)?.file
  if (file === undefined) return open
  const values: Record<string, Json> = {}
  for (const [name, json] of given.parameters)
    if (json !== undefined) values[name] = JSON.parse(json) as Json
  const found = filled(values, file, find, filling)
  if (!found) return open
  const parameters = new Map(given.parameters)
  for (const [name, value] of Object.entries(found.values)) {
    const old = given.parameters.get(name)
    // What is as it was keeps its text: a float that is whole is one to Python.
    if (old === undefined || JSON.stringify(JSON.parse(old)) !== JSON.stringify(value))
      if (!given.parameters.has(name) || old !== undefined)
        parameters.set(name, JSON.stringify(value))
  }
  for (const name of found.unsure) parameters.set(name, undefined)
  return { ...given, parameters }
}

/** Reads a file of the release; nothing where it is not there, or not known. */
function readerOf({ options }: Release): (path: string) => string | undefined {
  return (path) => {
    try {
      return holdsUnknown(path) ? undefined : options.reader(path)
    } catch (error) {
      if (error instanceof ResilientError) return undefined
      throw error
    }
  }
}
