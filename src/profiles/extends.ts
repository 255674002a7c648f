// What a profile may extend at which level. Knows diagnostics and buildout.
import { isWord } from '../buildout/index.js'
import { fail } from '../diagnostics/index.js'
import type { Level } from './level.js'
import type { ProfileKind } from './kinds.js'

/**
 * Buildout puts nothing into `extends`: what an instance profile extends is a path, and what the
 * layout extends by itself only the software level fills in. Throws `bad-argument`.
 */
export function checkExtends(
  kind: ProfileKind | 'replicated',
  level: Level,
  references: readonly string[] | undefined,
): void {
  if (level === 'software') return
  const reference = references?.find((each) => String(each).includes('${'))
  if (reference !== undefined) {
    fail('bad-argument', `${reference} in "extends" is not filled in at instance level`, {
      expected: 'the path of a profile',
      received: reference,
      hint:
        kind === 'replicated' ? undefined : 'it is filled in at software level: --level software',
    })
  }
  const isLayout = kind === 'export' || kind === 'import'
  if (!isLayout || (references !== undefined && references.length > 0)) return
  fail('bad-argument', `the profile ${kind} has nothing to extend at instance level`, {
    expected: `extends (--extends): the path of the software's profile, and of pbsready-${kind}`,
    hint: 'at the default level, software, the profile refers to both by itself',
  })
}

/** A part or an extended profile is one word of its line; throws `bad-argument`. */
export function checkWord(what: string, word: unknown): string {
  if (isWord(word) && !/^[#;<[]/.test(word)) return word
  fail('bad-argument', `${JSON.stringify(word)} cannot stand under "${what}"`, {
    expected: 'one word',
    hint: 'give each one separately',
  })
}
