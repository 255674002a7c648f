// Findings that are about what is not known. Knows diagnostics and python.
import type { Code, Diagnostic } from '../diagnostics/index.js'
import { withoutAbout } from './about.js'
import { holdsUnknown, withoutUnknowns } from '../python/index.js'

/**
 * What is certain of a section whatever the rest of its name is: of these, who finds them asks whether what
 * is missing may be there under a name of which a part is not known.
 */
const ofNames: ReadonlySet<Code> = new Set([
  ...(['reference-section', 'reference-option', 'reference-open', 'reference-syntax'] as const),
  ...(['reference-dollar', 'level-jinja', 'macro-missing', 'part-missing'] as const),
  ...(['recipe-unknown', 'recipe-option', 'option-slip', 'context-line'] as const),
  ...(['comment-value', 'option-indented'] as const),
])

/** Whether a finding is about what is not known, so that nothing is certain of it. */
export function isUnresolved({ code, message, path = '', ...rest }: Diagnostic): boolean {
  const { expected = '', received = '' } = rest
  return [message, path, expected, received].some(holdsUnknown) && !ofNames.has(code)
}

/** What templates are refused for here alone: a node renders them. */
const ofHere = / is not supported here$/

/** A finding with an ellipsis for what is not known of names. */
export function inWords(given: Diagnostic): Diagnostic {
  const isOfHere = given.code === 'template-value' && ofHere.test(given.message)
  const diagnostic = withoutAbout(isOfHere ? { ...given, severity: 'info' } : given)
  const { message, path, expected, received, hint, related } = diagnostic
  const texts = Object.entries({ message, path, expected, received, hint })
  const changed = texts.filter(([, text]) => text !== undefined && holdsUnknown(text))
  const others = related?.some((each) => holdsUnknown(each.message)) === true ? related : []
  if (changed.length === 0 && others.length === 0) return diagnostic
  const words = changed.map(([key, text]) => [key, withoutUnknowns(text!)])
  return {
    ...diagnostic,
    ...(Object.fromEntries(words) as Partial<Diagnostic>),
    ...(others.length > 0
      ? { related: others.map((each) => ({ ...each, message: withoutUnknowns(each.message) })) }
      : {}),
  }
}
