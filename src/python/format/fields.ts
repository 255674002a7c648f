// `str.format`: its fields, filled in. Knows values and lookups.
import { fits } from '../budget.js'
import { refuse, refuseHere } from '../errors.js'
import type { Value } from '../object.js'
import { ascii, repr, str } from '../text.js'

/** How a field's `.name` and `[key]` are read. */
export interface Reach {
  attribute(value: Value, name: string): Value
  item(value: Value, key: Value): Value
}

/** `'{} {name!r}'.format(…)`; `given` reads a field's first name. */
export function formatText(
  text: string,
  args: readonly Value[],
  given: (name: string) => Value | undefined,
  reach: Reach,
): string {
  const fields = new Fields(args, given, reach)
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (character !== '{' && character !== '}') {
      result += character
    } else if (text[i + 1] === character) {
      result += character
      i++
    } else {
      if (character === '}') refuse("Single '}' encountered in format string")
      const end = closing(text, i)
      const shown = field(text.slice(i + 1, end), fields)
      fits(result.length)
      result += shown
      i = end
    }
  }
  return result
}

/** What a field, `name!conversion`, becomes. */
function field(text: string, fields: Fields): string {
  const [, name = '', conversion, spec] =
    /^([^!:]*)(?:!([\s\S]))?(?::([\s\S]*))?$/.exec(text) ?? refuse('a format field is malformed')
  if (spec) refuseHere(`the width and type of a field, "${spec}",`)
  return str(converted(fields.value(name), conversion))
}

function converted(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return value
  const convert = conversions[conversion]
  return convert ? convert(value) : refuse(`Unknown conversion specifier '${conversion}'`)
}

/** The values that fields name; those without a number are counted, through all of a text. */
class Fields {
  #automatic = 0
  #manual = false

  constructor(
    readonly args: readonly Value[],
    readonly given: (name: string) => Value | undefined,
    readonly reach: Reach,
  ) {}

  /** The value of `0`, `name`, `name.attribute`, `[key]` or nothing. */
  value(name: string): Value {
    const end = name.search(/[.[]|$/)
    let value = this.#first(name.slice(0, end))
    for (const [all, attr, index] of name
      .slice(end)
      .matchAll(/\.([^.[]+)|\[([^[\]]+)\](?![^.[])|./gs)) {
      if (attr !== undefined) value = this.reach.attribute(value, attr)
      else if (index !== undefined)
        value = this.reach.item(value, /^\d+$/.test(index) ? BigInt(index) : index)
      else refuse(`unexpected "${all}" in a format field`)
    }
    return value
  }

  #first(name: string): Value {
    const value =
      name === '' || /^\d+$/.test(name) ? this.args[this.#place(name)] : this.given(name)
    if (value === undefined) refuse(`the format has no argument for {${name}}`)
    return value
  }

  #place(name: string): number {
    if (name === '' ? this.#manual : this.#automatic > 0)
      refuse('cannot switch between manual and automatic field numbering')
    if (name === '') return this.#automatic++
    this.#manual = true
    return Number(name)
  }
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
