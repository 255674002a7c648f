// What a check looked at, in the line that ends it. Knows types of check and diagnostics.
import type { Move } from '../check/before/index.js'
import type { CheckedRelease } from '../check/release/index.js'
import { fail, few, type Diagnostic } from '../diagnostics/index.js'

/** Counts what was checked. */
export class Done {
  readonly #files = new Set<string>()
  readonly #types = new Set<string>()
  readonly #unknown = new Set<string>()
  readonly #alone: string[] = []
  readonly #passedOver: string[] = []
  #compared = ''
  readonly #releases = new Set<string>()
  #levels = 0

  /** A release, or one of its files. */
  release({ files, release, unknown }: CheckedRelease, file: string | undefined): void {
    if (release) this.#releases.add(release.path)
    if (file === undefined) for (const each of files) this.#files.add(each)
    else this.#files.add(file)
    this.#levels = Math.max(this.#levels, release?.root ? 2 : 1)
    for (const { type, isLeftOut } of release?.entries ?? [])
      if (!isLeftOut) this.#types.add(`${release!.path}\0${type}`)
    for (const cause of unknown) this.#unknown.add(cause)
  }

  /** A file of no release. */
  alone(file: string): void {
    this.#files.add(file)
    this.#alone.push(file)
  }

  /** A file that is not a profile. */
  passOver(file: string): void {
    this.#passedOver.push(file)
  }

  /** Throws `bad-flag` where no profile is among the files that are named. */
  holdNamed(files: readonly string[]): void {
    if (files.length === 0 || this.#passedOver.length < files.length) return
    const [only] = files as [string]
    const message =
      files.length === 1
        ? `${only} is not a profile`
        : `${few(files, 3)}: none of these is a profile`
    fail('bad-flag', message, {
      expected: 'the folder of a release, or profiles',
      hint: insteadFor(only),
    })
  }

  /** The release of a folder compared with another, type by type where both make types. */
  before(folder: string, { compared, all }: Move['types']): void {
    const less = compared < all ? `${compared} of ` : ''
    const what = all > 0 ? ` in ${less}${counted(all, 'software type')}` : ''
    this.#compared = `compared with ${folder}${what}`
  }

  /** One line of what was done, and one for each cause of what is not known; nothing where nothing was. */
  summary(diagnostics: readonly Diagnostic[]): string {
    const releases = this.#releases.size
    const files = counted(this.#files.size, 'file')
    const looked = [
      ...(releases > 1 ? [`${releases} releases, together ${files}`] : []),
      ...(releases < 2 && this.#files.size > 0 ? [files] : []),
      ...(this.#levels > 0 ? [counted(this.#levels, 'level')] : []),
      ...(this.#types.size > 0 ? [counted(this.#types.size, 'software type')] : []),
    ]
    if (this.#alone.length > 0) this.#unknown.add(unknownAlone(this.#alone))
    const unknown = [...this.#unknown].map((cause) => `not known: ${cause}\n`)
    const done = [looked.join(', '), this.#compared].filter((each) => each !== '')
    if (done.length === 0) return ''
    return `${passedOver(this.#passedOver)}${unknown.join('')}${[...done, findings(diagnostics)].join('; ')}\n`
  }
}

/** How many files that are passed over are named: `*` may find hundreds. */
const mostNamed = 20

function passedOver(files: readonly string[]): string {
  if (files.length === 0) return ''
  const more = files.length - mostNamed
  const named = files.slice(0, mostNamed).join(', ')
  return `passed over, not profiles: ${named}${more > 0 ? ` and ${more} more` : ''}\n`
}

/** The command that is for a file which is not a profile. */
function insteadFor(file: string): string {
  if (file.endsWith('.cfg.json'))
    return `slapos-resilient validate PARAMETERS --schema ${file} checks parameters against it; beside its software.cfg, check looks into it`
  if (/\.(?:json|xml|ya?ml)$/.test(file))
    return `slapos-resilient validate ${file} checks parameters`
  return 'a profile ends in .cfg, .in, .jinja2, .jinja or .j2, or is read from standard input (check -); validate checks parameters'
}

/** What a release says of its files, and nobody of others. */
function unknownAlone(files: readonly string[]): string {
  return `what a release gives ${few(files, 3)}: ${files.length === 1 ? 'it is' : 'they are'} read alone`
}

function findings(diagnostics: readonly Diagnostic[]): string {
  const words = { error: 'error', warning: 'warning', info: 'piece of information' } as const
  const counts = Object.entries(words).flatMap(([severity, word]) => {
    const count = diagnostics.filter((each) => each.severity === severity).length
    if (count === 0) return []
    return [
      severity === 'info' && count > 1 ? `${count} pieces of information` : counted(count, word),
    ]
  })
  return counts.length > 0 ? counts.join(', ') : 'nothing found'
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
