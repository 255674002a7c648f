// What other folders may use of plans. Knows this folder alone.
export { diffPlans, type Change, type Difference, type PlanDiff } from './diff.js'
export { checkComponent, checkCount, checkName, checkOptionName } from './component.js'
export { defaultsOf, plan, planAll } from './plan.js'
export {
  hiddenFinding,
  hiding,
  masked,
  maskFinding,
  maskPlan,
  maskSecrets,
  secretsOf,
} from './mask.js'
export { monitorUrls } from './requests.js'
export { checkPlacement } from './placement.js'
export { checkPlans, isPlan, isTree } from './shape.js'
export { promiseOf } from './wiring.js'
export { resiliencySchema, type SchemaScope } from './schema.js'
export {
  inOrder,
  validateDocument,
  validateParameters,
  valueFindings,
  type ValidateOptions,
} from './validate.js'
export { asRendered } from './rendered.js'
export type { InstanceRequest } from './tree.js'
export { maskTree, treeSecrets } from './tree-mask.js'
export { namesTwice } from './tree-names.js'
export { diffTrees, type TreeDifference } from './tree-diff.js'
export type * from './types.js'
