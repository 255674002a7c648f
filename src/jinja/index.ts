// Jinja2's templates, rendered as on a node: the face of the folder. Knows python.
export {
  placedAt,
  renderTemplate,
  renderWithPlaces,
  type Rendered,
  type RenderOptions,
  type Source,
  type TemplateOptions,
} from './render.js'
export type { Place } from './fault.js'
export { readContext } from './context.js'
export { importModule, isModule } from './library/globals/modules.js'
export { globals } from './library/globals/own.js'
export { recipeNames } from './library/globals/recipe.js'
export { Branches } from './runtime/branches.js'
export { usualModule } from './runtime/usual.js'
export { defaultLimits, type Limits } from '../python/index.js'
