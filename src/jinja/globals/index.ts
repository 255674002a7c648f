export { globals } from './jinja.js'
export { importModule } from './modules.js'
export { recipeNames } from './recipe.js'
export { usualModule } from './usual.js'
