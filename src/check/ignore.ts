// Findings that an author silences where they stand, and comments that silence nothing. Knows diagnostics
// and buildout.
import { spaceClass, strip } from '../buildout/index.js'
import {
  codes,
  didYouMean,
  finding,
  Lines,
  nearest,
  type Code,
  type Diagnostic,
} from '../diagnostics/index.js'

const space = `[${spaceClass}]*`
const marker = 'slapos-resilient:'
const comment = new RegExp(`${marker}${space}ignore\\[([^\\]\\n]*)\\]`, 'g')

/** What is written nearly so: another word, or no brackets. */
const attempt = new RegExp(`#.*?(${marker}${space}([A-Za-z-]+)(?!\\w)(${space}\\[)?)`, 'g')

/** A code that a comment names, and where it stands. */
interface Named {
  code: string
  line: number
  start: number
}

/** What comments come to: the findings that they leave, and which of them name what. */
export interface Ignoring {
  diagnostics: Diagnostic[]
  /** What is wrong with the comments themselves. */
  comments: Diagnostic[]
}

/**
 * The findings but for those of a code that a comment on their line, or on the line before, ignores.
 * `mayBeUnused` says of which files the comments were all put to use that could be.
 */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  isReported: (file: string, code: Code) => boolean = () => true,
): Ignoring {
  const named = new Map<string, Named[]>()
  const comments: Diagnostic[] = []
  for (const [file, text] of sources) {
    if (!text.includes(marker)) continue
    named.set(file, namedIn(text))
    for (const each of misspelt(file, text)) comments.push(each)
  }
  const used = new Set<Named>()
  const left = diagnostics.filter(({ code, file, range }) => {
    const known = file === undefined || !range ? undefined : named.get(file)
    if (!known) return true
    const { line } = range!.start
    const ignoring = known.filter(
      (each) => each.code === code && (each.line === line || each.line === line - 1),
    )
    for (const each of ignoring) used.add(each)
    return ignoring.length === 0
  })
  for (const [file, all] of named) {
    const lines = Lines.of(sources.get(file)!)
    for (const each of all) {
      const wrong = wrongWith(each, used, (code) => isReported(file, code))
      const { code, start } = each
      if (wrong) comments.push({ ...wrong, file, range: lines.range(start, start + code.length) })
    }
  }
  return { diagnostics: left, comments }
}

function wrongWith(
  named: Named,
  used: ReadonlySet<Named>,
  isReported: (code: Code) => boolean,
): Diagnostic | undefined {
  const { code } = named
  if (!Object.hasOwn(codes, code)) {
    return finding('ignore-unknown', `there is no finding "${code}" to ignore`, {
      severity: 'warning',
      received: code,
      expected: 'a code, as shown in brackets after a finding',
      hint: didYouMean(nearest(code, Object.keys(codes))),
    })
  }
  if (used.has(named) || !isReported(code as Code)) return undefined
  return finding('ignore-unused', `there is no ${code} here for the comment to ignore`, {
    severity: 'info',
    hint: 'remove the comment, or put it on the line of the finding or the line before',
  })
}

function namedIn(text: string): Named[] {
  const lines = Lines.of(text)
  return [...text.matchAll(comment)].flatMap(({ 0: whole, 1: listed = '', index }) => {
    let start = index + whole.length - 1 - listed.length
    return listed.split(',').map((each): Named => {
      const code = strip(each)
      const at = start + each.indexOf(code)
      start += each.length + 1
      return { code, line: lines.position(index).line, start: at }
    })
  })
}

/** Comments that are meant to ignore, and do not. */
function misspelt(file: string, text: string): Diagnostic[] {
  const lines = Lines.of(text)
  return [...text.matchAll(attempt)].flatMap(
    ({ 0: whole, 1: written = '', 2: word = '', 3: open, index }) => {
      if (word === 'ignore' ? open?.startsWith('[') : nearest(word, ['ignore'], 2) === undefined)
        return []
      const start = index + whole.length - written.length
      return [
        finding('ignore-unknown', `"${strip(written)}" ignores nothing`, {
          severity: 'warning',
          file,
          range: lines.range(start, start + written.length),
          expected: `# ${marker} ignore[CODE]`,
        }),
      ]
    },
  )
}
