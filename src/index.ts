export { ResilientError, type Diagnostic } from './diagnostics/index.js'
export type { Component, Monitor, Plan, Request } from './plan/index.js'
