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
    expression: (node) => expression(node, unit),
    statements: (body, top) => statements(body, unit, top),
  }
  try {
    const body = parse(source, extensions)
    return new Template(file, scoped(body, unit.statements(body, true)), unit.blocks)
  } catch (error) {
    if (error instanceof Fault && error.place?.file === '') error.place = { ...error.place, file }
    throw error
  }
}
