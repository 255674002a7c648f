import type { Diagnostic, ResilientError } from '../../src/diagnostics/index.js'
import type { TemplateOptions } from '../../src/jinja/index.js'
import { renderTemplate } from '../../src/profiles/template.js'
import { isResilientError } from './ours.js'

/** What a template throws that cannot be rendered. */
export function failure(source: string, options: TemplateOptions = {}): ResilientError {
  try {
    renderTemplate(source, { file: 'root.cfg.jinja2', ...options })
  } catch (error) {
    if (isResilientError(error)) return error
    throw error
  }
  throw new Error('it rendered')
}

/** Its first finding. */
export function found(source: string, options: TemplateOptions = {}): Diagnostic {
  return failure(source, options).diagnostics[0]
}

/** Where a finding is, as `file:line:column`. */
export function place({ file, range }: Diagnostic): string {
  return `${file}:${range?.start.line}:${range?.start.column}`
}
