export {
  renderTemplate,
  renderWithPlaces,
  type Limits,
  type Place,
  type Rendered,
  type Source,
  type TemplateOptions,
} from './render.js'
