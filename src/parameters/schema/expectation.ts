// What a schema asks for, in words. Knows diagnostics.
import type { ErrorObject } from 'ajv'
import { anyOf, shortened } from '../../diagnostics/index.js'

/** What a schema asks for where a value is something else, in words. */
export function expectation({ keyword, params, schema }: ErrorObject): string {
  const limit = (params as { limit?: number }).limit
  switch (keyword) {
    case 'type':
      return [(params as { type: string | string[] }).type].flat().map(typed).join(' or ')
    case 'enum':
      return list((params as { allowedValues: unknown[] }).allowedValues)
    case 'const':
      return shown((params as { allowedValue: unknown }).allowedValue)
    case 'minimum':
      return `${limit} or more`
    case 'maximum':
      return `${limit} or less`
    case 'exclusiveMinimum':
      return `more than ${limit}`
    case 'exclusiveMaximum':
      return `less than ${limit}`
    case 'multipleOf':
      return `a multiple of ${String(schema)}`
    case 'minLength':
      return `${characters(limit)} or more`
    case 'maxLength':
      return `${characters(limit)} or fewer`
    case 'minItems':
      return `${items(limit)} or more`
    case 'maxItems':
      return `${items(limit)} or fewer`
    case 'uniqueItems':
      return 'items that all differ'
    case 'minProperties':
      return `${limit} or more names`
    case 'maxProperties':
      return `${limit} or fewer names`
    case 'format':
      return `text in the format "${String(schema)}"`
    case 'pattern':
      return `text that fits ${(params as { pattern: string }).pattern}`
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return `"${(params as { missingProperty: string }).missingProperty}"`
    case 'not':
      return 'anything but what the schema excludes'
    case 'oneOf':
      return 'one of the alternatives, and only one'
    case 'anyOf':
      return 'one of the alternatives'
    case 'false schema':
      return 'nothing'
    default:
      return `what the schema's "${keyword}" asks for: ${shown(schema)}`
  }
}

function typed(type: string): string {
  const words: Record<string, string> = {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    null: 'null',
  }
  return words[type] ?? type
}

function list(values: readonly unknown[]): string {
  return anyOf(values.slice(0, 13).map(shown), 12)
}

function shown(value: unknown): string {
  return shortened(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'), 80)
}

function characters(limit = 0): string {
  return limit === 1 ? '1 character' : `${limit} characters`
}

function items(limit = 0): string {
  return limit === 1 ? '1 item' : `${limit} items`
}
