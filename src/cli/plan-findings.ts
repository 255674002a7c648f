// What plans and the values that they came from have against them. Knows diagnostics, parameters and
// plan.
import type { Diagnostic } from '../diagnostics/index.js'
import { withPlacesOf } from '../parameters/index.js'
import { checkPlacement, valueFindings, type Plan } from '../plan/index.js'
import type { GivenComponents } from './components.js'

/** Plans whose findings have places, and what is found besides. */
export interface FoundPlans {
  plans: Plan[]
  /** What fails together. */
  fates: Diagnostic[]
  /** What is wrong with values, and the findings of the plans. */
  diagnostics: Diagnostic[]
}

/** The plans of some components, and everything that is found of them. */
export function withFindings(given: GivenComponents, made: readonly Plan[]): FoundPlans {
  const plans = made.map((plan, index) => ({
    ...plan,
    diagnostics: withPlacesOf(plan.diagnostics, given.documents[index]),
  }))
  const fates = plans.flatMap((plan, index) =>
    checkPlacement(plan, given.documents[index] ?? { places: new Map() }),
  )
  const documents = new Set(given.documents.filter((each) => each !== undefined))
  const values = [...documents].flatMap((document) =>
    valueFindings(document, {
      components: given.components.filter((_, index) => given.documents[index] === document),
    }),
  )
  return { plans, fates, diagnostics: [...values, ...plans.flatMap((plan) => plan.diagnostics)] }
}
