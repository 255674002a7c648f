// Findings that an author silences where they stand. Knows diagnostics and buildout.
import { spaceClass, strip } from '../buildout/index.js'
import type { Diagnostic } from '../diagnostics/index.js'

const comment = new RegExp(`slapos-resilient:[${spaceClass}]*ignore\\[([^\\]]*)\\]`, 'g')

/** The findings but for those of a code that a comment on their line, or on the line before, ignores. */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  source: (file: string) => string | undefined,
): Diagnostic[] {
  const ignored = new Map<string, ReadonlyMap<number, ReadonlySet<string>>>()
  const ofFile = (file: string): ReadonlyMap<number, ReadonlySet<string>> => {
    let lines = ignored.get(file)
    if (!lines) ignored.set(file, (lines = commentsOf(source(file) ?? '')))
    return lines
  }
  return diagnostics.filter(({ code, file, range }) => {
    if (file === undefined || !range) return true
    const lines = ofFile(file)
    const { line } = range.start
    return lines.get(line)?.has(code) !== true && lines.get(line - 1)?.has(code) !== true
  })
}

function commentsOf(text: string): Map<number, Set<string>> {
  const lines = new Map<number, Set<string>>()
  if (!text.includes('slapos-resilient:')) return lines
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    for (const [, codes = ''] of line.matchAll(comment)) {
      const known = lines.get(index + 1) ?? new Set<string>()
      for (const code of codes.split(',')) known.add(strip(code))
      lines.set(index + 1, known)
    }
  }
  return lines
}
