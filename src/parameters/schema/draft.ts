// Which draft of JSON schema a file is. Knows this folder alone.
import type { Draft } from './types.js'

const drafts: [RegExp, Draft][] = [
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/, '2020-12'],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/, '2019-09'],
  [/^https?:\/\/json-schema\.org\/draft-07\/schema#?$/, '7'],
  [/^https?:\/\/json-schema\.org\/draft-06\/schema#?$/, '6'],
  [/^https?:\/\/json-schema\.org\/draft-04\/schema#?$/, '4'],
]

/** The draft that a `$schema` names, undefined for one that is not known. */
export function draftOf(name: unknown): Draft | undefined {
  return typeof name === 'string' ? drafts.find(([pattern]) => pattern.test(name))?.[1] : undefined
}
