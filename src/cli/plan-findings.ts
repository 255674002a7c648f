// What plans and the values that they came from have against them. Knows diagnostics, parameters,
// plan and views.
import { keyOf, ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { withPlacesOf, type ParameterDocument } from '../parameters/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import {
  asRendered,
  checkPlacement,
  inOrder,
  planAll,
  validateDocument,
  valueFindings,
  type Plan,
  type ValidateOptions,
} from '../plan/index.js'
import { findingsOf } from '../views/findings.js'
import type { GivenComponents } from './components.js'
import type { Root } from './root.js'

/** Plans whose findings have places, and what is found besides. */
export interface FoundPlans {
  plans: Plan[]
  /** What fails together. */
  fates: Diagnostic[]
  /** What is wrong with values, and the findings of the plans. */
  diagnostics: Diagnostic[]
}

/** The plans of some components, and everything that is found of them. */
export function withFindings(
  given: GivenComponents,
  made: readonly Plan[],
  options: Pick<ValidateOptions, 'nextRuns'> = {},
): FoundPlans {
  const plans = made.map((plan, index) => ({
    ...plan,
    diagnostics: withPlacesOf(plan.diagnostics, given.documents[index]),
  }))
  const fates = plans.flatMap((plan, index) =>
    checkPlacement(plan, given.documents[index] ?? { places: new Map() }),
  )
  const documents = new Set(given.documents)
  const diagnostics = [...documents].flatMap((document) => {
    const isOf = (_: unknown, index: number): boolean => given.documents[index] === document
    const own = plans.filter(isOf).flatMap((plan) => plan.diagnostics)
    if (!document) return own
    const components = given.components.filter(isOf)
    const values = valueFindings(document, { ...options, components })
    const all = [...(documents.size > 1 ? ofPlans(values, plans.filter(isOf)) : values), ...own]
    return inOrder(given.schema ? withSchema(all, document, given.schema) : all)
  })
  return { plans, fates, diagnostics }
}

/** Findings of values that are for some plans alone: others may have a parameter of the same name. */
function ofPlans(found: readonly Diagnostic[], plans: readonly Plan[]): Diagnostic[] {
  const requests = new Map(found.map((each) => [each, [] as string[]]))
  for (const plan of plans)
    for (const [section, all] of findingsOf({ ...plan, diagnostics: [] }, found).at)
      for (const each of all) requests.get(each)!.push(section)
  return found.map((each) => ({ ...each, requests: requests.get(each)! }))
}

/** The plans of what a root requests, as its own macros made it. */
export function plansOfRoot(root: Root): Plan[] {
  const { components, requests, first } = root
  return withPlaces(root, () => planAll(components)).map((plan) =>
    asRendered(plan, requests, first),
  )
}

/** Runs what throws findings about parameters: they get their places, and what else is found of the parameters stands beside them. */
export function withPlaces<T>(
  { components, documents, sources }: GivenComponents,
  run: () => T,
): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    const document = documents.find((each) =>
      error.diagnostics.every(({ path }) => path !== undefined && each?.places.has(path)),
    )
    const own = withPlacesOf(error.diagnostics, document)
    const others = document
      ? validateDocument(document, {
          components: components.filter((_, index) => documents[index] === document),
        })
      : []
    const all = new Map([...others, ...own].map((each) => [keyOf(each), each]))
    const [first, ...rest] = inOrder([...all.values()])
    throw new ResilientError([first!, ...rest], new Map([...sources, ...error.sources]))
  }
}

/** What the stack finds and what the software's schema does, without what one of them knows better. */
export function withSchema(
  own: readonly Diagnostic[],
  document: ParameterDocument,
  schema: SoftwareSchema,
): Diagnostic[] {
  const found = schema.check(document)
  const unfit = new Set(found.filter(({ code }) => code === 'schema-value').map(({ path }) => path))
  // How many there may be is the software's to say.
  const stacks = own.filter(({ code, path }) => code !== 'bad-clone-number' || !unfit.has(path))
  const wrong = new Set(
    stacks.filter(({ severity }) => severity === 'error').map(({ path }) => path),
  )
  // What the stack finds wrong with a value is not reported again as the schema's pattern.
  const others = found.filter(({ code, path }) => code !== 'schema-value' || !wrong.has(path))
  const unknown = new Set(
    others.filter(({ code }) => code === 'schema-unknown').map(({ path }) => path),
  )
  const isKnown = (name = ''): boolean => schema.choices.has(name) || unknown.has(name)
  return [
    ...stacks.filter(({ code, path }) => code !== 'parameter-lookalike' || !isKnown(path)),
    ...others,
  ]
}
