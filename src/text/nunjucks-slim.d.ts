// The type of nunjucks' runtime, which has no compiler. Knows nothing else.

declare module 'nunjucks/browser/nunjucks-slim.js' {
  export { default } from 'nunjucks'
}
