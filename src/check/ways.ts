// What two ways of what is not known show together. Knows diagnostics, python and release.
import { keyOf, type Code, type Diagnostic } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import { headerOf, namePattern } from '../release/index.js'

/** Findings by what tells them from each other. */
export type Found = ReadonlyMap<string, Diagnostic>

/** A finding with what tells it from others. */
export function keyed(diagnostic: Diagnostic): [string, Diagnostic] {
  return [keyOf(diagnostic), diagnostic]
}

/** The section that a finding says to be missing. */
export function missingOf({ code, message, received }: Diagnostic): string | undefined {
  if (code === 'reference-section') return / refers to \[([^\]]*)\]/.exec(message)?.[1]
  if (code === 'macro-missing') return received
  return code === 'part-missing' ? /^the part (.*) has no section$/.exec(message)?.[1] : undefined
}

/** What is found of the sections of the stack by the values that profiles give them. */
const ofStack: ReadonlySet<string> = new Set<Code>([
  'importer-bypassed',
  'override-idle',
  'safety-bypassed',
])

/** The findings of both ways: what only one shows is information, as it depends on what is not known. */
export function ofBothWays(
  first: Found,
  second: Found,
  isDeclared: (section: string) => boolean,
  isFailed = false,
): Diagnostic[] {
  return [...new Map([...first, ...second])].flatMap(([key, diagnostic]): Diagnostic[] => {
    const name = missingOf(diagnostic)
    if (name !== undefined) return isDeclared(name) ? [] : [diagnostic]
    const isKept = isFailed && ofStack.has(diagnostic.code)
    const isInBoth = first.has(key) && second.has(key)
    return [isInBoth || isKept ? diagnostic : { ...diagnostic, severity: 'info' }]
  })
}

/** Whether a header in one of the texts may declare a section, in a branch that no way took. */
export function declarationsIn(texts: Iterable<string>): (name: string) => boolean {
  const patterns = new Set<string>()
  for (const text of texts) {
    for (const line of text.split('\n')) {
      const name = headerOf(line)
      if (name !== undefined) patterns.add(name)
    }
  }
  const tests = [...patterns].map(namePattern)
  return (name) => holdsUnknown(name) || tests.some((test) => test.test(name))
}

/** Whether a finding is about what is not known, so that nothing is certain of it. */
export function isUntold(diagnostic: Diagnostic): boolean {
  const { message, path = '', expected = '', received = '' } = diagnostic
  return [message, path, expected, received].some(holdsUnknown)
}
