import { readLiterals, type Sections } from './buildout.js'

/** Each option by what it means to the engine: a literal by its value. */
export function meanings(sections: Sections): Record<string, Record<string, unknown>> {
  const literals = Object.values(sections).flatMap((options) =>
    Object.values(options).filter((value) => value.startsWith('!py!')),
  )
  const read = literals.length > 0 ? readLiterals(literals) : []
  const meaning = (value: string): unknown =>
    value.startsWith('!py!') ? { literal: read[literals.indexOf(value)] } : value
  // The macros leave an empty one for who inherits it.
  const isLeft = (section: string, options: object): boolean =>
    section === 'publish-connection-information' && Object.keys(options).length === 0
  const written = Object.entries(sections).filter((each) => !isLeft(...each))
  return Object.fromEntries(
    written.map(([section, options]) => [
      section,
      Object.fromEntries(
        Object.entries(options).map(([option, value]) => {
          const meant = meaning(value)
          // Text is the same text, written as a literal or not.
          const literal = (meant as { literal?: unknown }).literal
          return [option, typeof literal === 'string' ? literal : meant]
        }),
      ),
    ]),
  )
}
