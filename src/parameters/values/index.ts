// The table of the rules over the stack's own parameters. Knows diagnostics.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { ParameterDocument } from '../types.js'
import { cloneNumber } from './clone-number.js'
import { lookalike } from './lookalike.js'
import { periodicity } from './periodicity.js'
import { retention } from './retention.js'
import type { Rule, ValueOptions } from './rule.js'

export type { Schedule } from './cron.js'
export type { ValueOptions } from './rule.js'

const rules: readonly Rule[] = [cloneNumber, periodicity, retention, lookalike]

/** What is wrong with the values and the names of the stack's own parameters, in the rules' order. Never throws. */
export function checkValues(document: ParameterDocument, options: ValueOptions = {}): Diagnostic[] {
  return rules.flatMap((rule) => rule(document, options))
}
