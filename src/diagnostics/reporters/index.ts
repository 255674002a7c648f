// The table of the reporters. Knows this folder alone.
import { anyOf } from '../shorten.js'
import { fail, findingShape, type Diagnostic } from '../diagnostic.js'
import { checkGiven, checkText } from '../given.js'
import { didYouMean, nearest } from '../nearest.js'
import { listOf, map, optionsOf, truth } from '../shape.js'
import { github } from './github.js'
import { json } from './json.js'
import type { Drawing, Reporter, ReportOptions } from './reporter.js'
import { sarif } from './sarif.js'
import { text } from './text.js'

const findings = listOf(findingShape)
const reportOptions = optionsOf<ReportOptions>({ sources: map, colors: truth })

/** A way to print findings as everybody may call it: it says what it takes, and throws `bad-argument`. */
function checked(draw: Drawing): Reporter {
  return (diagnostics, options = {}) => {
    checkGiven('the findings', diagnostics, findings)
    checkGiven('the options', options, reportOptions)
    const { sources = new Map<string, string>(), colors = false } = options
    return draw(diagnostics, { sources, colors })
  }
}

/** One file a reporter; the names are the values of `--format`. */
export const reporters = {
  text: checked(text),
  json: checked(json),
  github: checked(github),
  sarif: checked(sarif),
} as const satisfies Record<string, Reporter>

/** The name of one of {@link reporters}. */
export type ReporterName = keyof typeof reporters

/** Draws findings with the reporter of that name; throws `bad-argument` where there is none. */
export function report(
  name: ReporterName,
  diagnostics: readonly Diagnostic[],
  options: Partial<ReportOptions> = {},
): string {
  checkText('the name of a reporter', name)
  if (!Object.hasOwn(reporters, name)) {
    const names = Object.keys(reporters)
    fail('bad-argument', `there is no reporter "${name}"`, {
      expected: anyOf(names),
      hint: didYouMean(nearest(name, names)),
    })
  }
  return reporters[name](diagnostics, options)
}
