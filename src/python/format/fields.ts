// `str.format`: its fields, filled in. Knows values, lookups and format specifications.
import { fits } from '../budget.js'
import { refuse } from '../errors.js'
import type { Value } from '../object.js'
import { ascii, repr, str } from '../text.js'
import { formatValue } from './value.js'

/** How a field's `.name` and `[key]` are read. */
export interface Reach {
  attribute(value: Value, name: string): Value
  item(value: Value, key: Value): Value
}

/** `'{} {name!r:>10}'.format(…)`; `given` reads a field's first name. */
export function formatText(
  text: string,
  args: readonly Value[],
  given: (name: string) => Value | undefined,
  reach: Reach,
): string {
  let automatic = 0
  let manual = false
  const field = (name: string): Value => {
    const end = name.search(/[.[]|$/)
    const [first, rest] = [name.slice(0, end), name.slice(end)]
    let value: Value | undefined
    if (first === '' || /^\d+$/.test(first)) {
      if (first === '' ? manual : automatic > 0) {
        refuse('cannot switch between manual and automatic field numbering')
      }
      if (first !== '') manual = true
      value = args[first === '' ? automatic++ : Number(first)]
    } else value = given(first)
    if (value === undefined) refuse(`the format has no argument for {${first}}`)
    for (const [all, attr, index] of rest.matchAll(/\.([^.[]+)|\[([^[\]]+)\](?![^.[])|./gs)) {
      if (attr !== undefined) value = reach.attribute(value, attr)
      else if (index !== undefined) {
        value = reach.item(value, /^\d+$/.test(index) ? BigInt(index) : index)
      } else refuse(`unexpected "${all}" in a format field`)
    }
    return value
  }
  const expand = (template: string, depth: number): string => {
    if (depth > 2) refuse('Max string recursion exceeded')
    let result = ''
    for (let i = 0; i < template.length; i++) {
      const character = template[i]!
      if (character !== '{' && character !== '}') {
        result += character
        continue
      }
      if (template[i + 1] === character && depth === 1) {
        result += character
        i++
        continue
      }
      if (character === '}') refuse("Single '}' encountered in format string")
      const end = closing(template, i)
      const [, name = '', conversion, spec = ''] =
        /^([^!:]*)(?:!([\s\S]))?(?::([\s\S]*))?$/.exec(template.slice(i + 1, end)) ??
        refuse('a format field is malformed')
      const convert = conversion === undefined ? undefined : conversions[conversion]
      if (conversion !== undefined && !convert)
        refuse(`Unknown conversion specifier '${conversion}'`)
      const value = convert ? convert(field(name)) : field(name)
      fits(result.length)
      result += formatValue(value, spec.includes('{') ? expand(spec, depth + 1) : spec)
      i = end
    }
    return result
  }
  return expand(text, 1)
}

const conversions: Record<string, (value: Value) => string> = { s: str, r: repr, a: ascii }

function closing(text: string, start: number): number {
  let open = 0
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') open++
    else if (text[i] === '}' && --open === 0) return i
  }
  return refuse("expected '}' before end of string")
}
