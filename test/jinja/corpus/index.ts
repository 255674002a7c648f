import { readFileSync } from 'node:fs'
import type { Case, Outcome } from '../../support/jinja2.js'
import { edges } from './edges.js'
import { language } from './language.js'
import { library } from './library.js'
import { methods } from './methods.js'
import { recipe } from './recipe.js'
import { refused } from './refused.js'

/** The templates that are held to the real Jinja2. */
export const corpus: Readonly<Record<string, readonly Case[]>> = {
  edges,
  language,
  library,
  methods,
  recipe,
  refused,
}

/** Templates as test/engines/render takes them. A context stays text: its names keep their order. */
export function inputOf(cases: readonly Case[]): string {
  const items = cases.map(({ context = '{}', ...rest }) => {
    return `{"context": ${context}, ${JSON.stringify(rest).slice(1)}`
  })
  return `[${items.join(',')}]`
}

/** What the real Jinja2 made of one, and by which version where Debian's makes something else. */
export type Answer = Outcome & { source: string; version?: string }

/** The stored answers, in the order of the corpus; `npm run answers` makes them anew. */
export function answers(name: string): readonly Answer[] {
  const text = readFileSync(new URL(`answers/${name}.json`, import.meta.url), 'utf8')
  return JSON.parse(text) as Answer[]
}

/** Whether we refuse, by its name, what Jinja2 renders. */
export function isRefusedHere(ours: Outcome, theirs: Outcome): boolean {
  return 'text' in theirs && 'error' in ours && / is not supported here$/.test(ours.error)
}

/** Whether two outcomes are the same: one text, or both refused. */
export function agree(ours: Outcome, theirs: Outcome): boolean {
  return 'text' in theirs ? 'text' in ours && ours.text === theirs.text : 'error' in ours
}
