declare module 'nunjucks/browser/nunjucks-slim.js' {
  export { default } from 'nunjucks'
}
