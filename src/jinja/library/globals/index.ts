// What a template sees without being given: the face of the folder.
export { importModule } from './modules.js'
export { globals } from './own.js'
export { recipeNames } from './recipe.js'
