// What a template sees without being given: the face of the folder. Knows this folder alone.
export { importModule } from './modules.js'
export { globals } from './own.js'
export { recipeNames } from './recipe.js'
