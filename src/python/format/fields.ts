// `str.format`: its fields, filled in. Knows values.
import { fits, spend } from '../budget.js'
import { refuse, refuseHere } from '../errors.js'
import type { Named, Value } from '../object.js'
import { str } from '../text.js'

/** `'{} {name}'.format(…)` */
export function formatText(text: string, args: readonly Value[], named: Named): string {
  const fields = new Fields(args, named)
  let result = ''
  let at = 0
  const brace = /[{}]/g
  for (let found = brace.exec(text); found; found = brace.exec(text)) {
    const [{ index }, character] = [found, found[0]]
    spend()
    result += text.slice(at, index)
    if (text[index + 1] === character) {
      result += character
      at = index + 2
    } else {
      if (character === '}') refuse("Single '}' encountered in format string")
      const end = closing(text, index)
      result += field(text.slice(index + 1, end), fields)
      fits(result.length)
      at = end + 1
    }
    brace.lastIndex = at
  }
  return result + text.slice(at)
}

/** What a field becomes. */
function field(text: string, fields: Fields): string {
  const name = text.replace(/:$/, '')
  if (/[.[!:{]/.test(name)) refuseHere(`the field "{${text}}", which has more than a name,`)
  return str(fields.value(name))
}

/** The values that fields name; those without a number are counted, through all of a text. */
class Fields {
  #automatic = 0
  #manual = false

  constructor(
    readonly args: readonly Value[],
    readonly named: Named,
  ) {}

  /** The value of `0`, `name` or nothing. */
  value(name: string): Value {
    const isPlace = name === '' || /^\d+$/.test(name)
    const value = isPlace ? this.args[this.#place(name)] : this.named.get(name)
    return value === undefined ? refuse(`the format has no argument for {${name}}`) : value
  }

  #place(name: string): number {
    if (name === '' ? this.#manual : this.#automatic > 0)
      refuse('cannot switch between manual and automatic field numbering')
    if (name === '') return this.#automatic++
    this.#manual = true
    return Number(name)
  }
}

function closing(text: string, start: number): number {
  let open = 0
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') open++
    else if (text[i] === '}' && --open === 0) return i
  }
  return refuse("expected '}' before end of string")
}
