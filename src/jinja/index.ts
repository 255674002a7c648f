export {
  renderTemplate,
  renderWithPlaces,
  type Limits,
  type Place,
  type Rendered,
  type RenderOptions,
  type Source,
  type TemplateOptions,
} from './render.js'
export { readContext } from './context.js'
export { globals, recipeNames, usualModule } from './globals/index.js'
export { defaultLimits } from './budget.js'
export { str } from './text.js'
export type { Value } from './values.js'
