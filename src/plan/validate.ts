// Everything that is wrong with instance parameters. Knows diagnostics, parameters and sla.
import { checkGiven, ResilientError, shape, type Diagnostic } from '../diagnostics/index.js'
import {
  checkValues,
  parseParameters,
  withPlacesOf,
  type ParameterDocument,
  type ReadOptions,
  type ValueOptions,
} from '../parameters/index.js'
import { readOptions } from '../parameters/read.js'
import { checkMagicKeys } from '../sla/index.js'
import { checkPlacement } from './placement.js'
import { planAll } from './plan.js'
import { checkCount, unfitParameters, componentShape } from './component.js'
import type { Component } from './types.js'

/** What validation may know besides the parameters. */
export interface ValidateOptions extends Omit<ValueOptions, 'count'> {
  /** The components that the parameters are for; without them, what needs none is checked. */
  components?: readonly Component[]
}

const validateOptions = shape.optionsOf<ValidateOptions & ReadOptions>({
  ...readOptions,
  components: shape.listOf(componentShape),
  nextRuns: shape.callback,
})

/**
 * Everything that is wrong with instance parameters, in their order: how they read, the values of
 * the stack's own parameters, magic keys, and what fails together. Throws only for what is wrong
 * with a component itself (`bad-name`, `bad-count`, …).
 */
export function validateParameters(
  input: string | Uint8Array,
  given: ValidateOptions & ReadOptions = {},
): Diagnostic[] {
  checkGiven('the options', given, validateOptions)
  const { file, format, nextRuns, ...options } = given
  let document: ParameterDocument
  try {
    document = parseParameters(input, {
      ...(file === undefined ? {} : { file }),
      ...(format === undefined ? {} : { format }),
    })
  } catch (error) {
    if (error instanceof ResilientError) return error.diagnostics
    throw error
  }
  return validateDocument(document, {
    ...options,
    ...(nextRuns ? { nextRuns: checkedRuns(nextRuns) } : {}),
  })
}

const dates = shape.listOf({
  expected: 'a Date',
  is: (value) => value instanceof Date && Number.isFinite(value.getTime()),
})

type NextRuns = NonNullable<ValidateOptions['nextRuns']>

/** The caller's `nextRuns`, held to what it must give. */
function checkedRuns(nextRuns: NextRuns): NextRuns {
  return (schedule) => {
    const found: unknown = nextRuns(schedule)
    checkGiven('what nextRuns() gives', found, dates)
    return found as Date[]
  }
}

/** {@link validateParameters} for parameters that are read already. */
export function validateDocument(
  document: ParameterDocument,
  { components = [], ...options }: ValidateOptions = {},
): Diagnostic[] {
  return inOrder([
    ...valueFindings(document, { components, ...options }),
    ...withPlacesOf(
      components.length > 0 ? planned(document, components) : unfitParameters(document.values),
      document,
    ),
  ])
}

/** Those of {@link validateDocument} that a plan does not have: of values, and of magic keys by themselves. */
export function valueFindings(
  document: ParameterDocument,
  { components = [], ...options }: ValidateOptions = {},
): Diagnostic[] {
  const counts = new Set(components.map(({ count }) => checkCount(count)))
  const [count] = counts.size === 1 ? counts : []
  return inOrder([
    ...checkValues(document, { ...options, ...(count === undefined ? {} : { count }) }),
    ...checkMagicKeys(document),
  ])
}

function planned(document: ParameterDocument, components: readonly Component[]): Diagnostic[] {
  const { values } = document
  try {
    return planAll(components.map((each) => ({ ...each, parameters: values }))).flatMap((plan) => [
      ...plan.diagnostics,
      ...checkPlacement(plan, document),
    ])
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    const isOwn = error.diagnostics.every(
      ({ path }) => path !== undefined && Object.hasOwn(values, path),
    )
    if (!isOwn) throw error
    // Without those that no profile can hold, the others are looked at too.
    const wrong = new Set(error.diagnostics.map(({ path }) => path))
    const others = Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(name)))
    return [...error.diagnostics, ...planned({ ...document, values: others }, components)]
  }
}

/** What else may be wrong with a name that no profile can hold: of the same slip. */
const ofNames: ReadonlySet<string> = new Set([
  'parameter-lookalike',
  'sla-lookalike',
  'sla-malformed',
  'sla-unknown',
  'sla-unmatched',
] satisfies Diagnostic['code'][])

/** Findings by place; what has none comes last. Of a name that stops the plan that finding alone, with what was meant. */
export function inOrder(given: readonly Diagnostic[]): Diagnostic[] {
  const refused = new Set(
    given.flatMap(({ code, path }) => (code === 'bad-option-name' ? path : [])),
  )
  const isSame = ({ code, path }: Diagnostic): boolean =>
    path !== undefined && refused.has(path) && ofNames.has(code)
  const meant = new Map(
    given
      .filter((each) => isSame(each) && each.hint?.startsWith('did you mean') === true)
      .map(({ path, hint }) => [path, hint!]),
  )
  const diagnostics = given
    .filter((each) => !isSame(each))
    .map((each) => {
      const hint = each.code === 'bad-option-name' ? meant.get(each.path) : undefined
      return hint === undefined ? each : { ...each, hint }
    })
  const offset = ({ range }: Diagnostic) => range?.start.offset ?? Infinity
  return diagnostics.toSorted((a, b) =>
    offset(a) < offset(b) ? -1 : Number(offset(a) > offset(b)),
  )
}
