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
export { bind } from './args.js'
export { fits } from './budget.js'
export { toJavaScript } from './convert.js'
export { refuse } from './fault.js'
export { str } from './text.js'
export { Dict, Func, Module, typeName, Undefined, type Named, type Value } from './values.js'
