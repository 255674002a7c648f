// A template's text to what runs. Knows the syntax, the statements and the expressions.
import { Fault } from '../fault.js'
import { Template } from '../runtime/template.js'
import { parse } from '../syntax/parser.js'
import { expression } from './expressions.js'
import { scoped } from './scoped.js'
import { statements } from './statements.js'
import type { Unit } from './unit.js'

/** A template ready to run. Throws a Fault of `template-syntax` with its place in `file`. */
export function compile(
  file: string,
  source: string,
  extensions: readonly string[] = [],
  foreign = false,
): Template {
  const unit: Unit = {
    file,
    foreign,
    blocks: new Map(),
    soft: 0,
    apart: 0,
    depth: 0,
    nodes: 0,
    around: new Set(),
    extends: 'never',
    blank: undefined,
    expression: (node) => expression(node, unit),
    statements: (body, top) => statements(body, unit, top),
  }
  try {
    const body = parse(source, extensions)
    const run = scoped(body, unit, [], true)
    if (unit.blank && unit.extends !== 'never') {
      const message = '{% print %} needs a value in a template that extends another'
      throw new Fault('template-syntax', message, undefined, unit.blank)
    }
    return new Template(file, run, unit.blocks)
  } catch (error) {
    if (error instanceof Fault && error.place?.file === '') error.place = { ...error.place, file }
    throw error
  }
}
