// MarkupSafe's Markup: text that is safe in HTML. Knows Python's str.
import {
  arithmetic,
  bound,
  fits,
  isText,
  type Methods,
  type Named,
  PyStr,
  quote,
  refuseHere,
  spend,
  str,
  textMethods,
  type Value,
  writeKnown,
} from '../../python/index.js'
import { TemplateModule } from './module.js'

/** Text that `|escape` leaves alone. */
export class Markup extends PyStr {
  readonly type = 'Markup'
  override like(text: string): Markup {
    return new Markup(text)
  }
  override attribute(name: string): Value | undefined {
    return bound<Markup>(this, name, markupMethods)
  }
  override represent(): string {
    return `Markup(${quote(this.content)})`
  }
  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '%' && !reflected) {
      refuseHere('% of safe text')
    }
    if (operator === '+' && (isText(other) || isSafe(other))) {
      fits(this.content.length + str(other).length)
      const [left, right] = reflected ? [other, this] : [this, other]
      return new Markup(escaped(left) + escaped(right))
    }
    if (operator === '*' && (typeof other === 'bigint' || typeof other === 'boolean')) {
      return new Markup(arithmetic('*', this.content, other) as string)
    }
    return undefined
  }
}

/** Whether a value is safe in HTML: safe text, and what a template that was imported printed. */
export function isSafe(value: Value): boolean {
  return value instanceof Markup || value instanceof TemplateModule
}

/** Text with the five characters of HTML written as entities; what is safe stays. */
export function escaped(value: Value): string {
  if (isSafe(value)) return str(value)
  const text = str(value)
  if (!/[&<>"']/.test(text)) return text
  spend(text.length >> 3)
  return writeKnown(text, (known) => known.replace(/[&<>"']/g, (sign) => entities[sign]!))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

/** What the filters of text take of Markup's methods; the others are refused by their names. */
export const markupMethods: Methods<Markup> = Object.fromEntries(
  ['lower', 'strip', 'upper'].map((name) => [
    name,
    (self: Markup, args: readonly Value[], named: Named) =>
      new Markup(str(textMethods[name]!(self.content, args, named))),
  ]),
)
