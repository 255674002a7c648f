// Text that spells a value of another type. Knows python.
import type { ErrorObject } from 'ajv'
import { strip } from '../../python/index.js'
import type { Json } from '../types.js'

/**
 * The JSON value that a text spells, where it is what a schema's finding asked for: `3` for an
 * integer, `true` for a boolean. Undefined where the text does not spell one; text never spells text.
 */
export function spelledFor({ keyword, params }: ErrorObject, text: string): Json | undefined {
  const value = parsed(text)
  if (value === undefined || typeof value === 'string') return undefined
  const { type, allowedValues, allowedValue } = params as {
    type?: string | string[]
    allowedValues?: Json[]
    allowedValue?: Json
  }
  if (keyword === 'type')
    return [type].flat().some((each) => isOf(value, each!)) ? value : undefined
  if (keyword === 'enum') return allowedValues!.includes(value) ? value : undefined
  return keyword === 'const' && allowedValue === value ? value : undefined
}

function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json
    const isScalar = typeof value !== 'object'
    return isScalar && text !== strip(text) ? undefined : value
  } catch {
    return undefined
  }
}

function isOf(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
