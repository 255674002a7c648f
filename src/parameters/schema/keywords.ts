// The keywords that a draft has, and those of other drafts left out. Knows diagnostics.
import { finding, type Diagnostic } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import { schemasIn } from './resources.js'
import type { Draft, SchemaFile } from './types.js'

const drafts: readonly Draft[] = ['4', '6', '7', '2019-09', '2020-12']

/** The first draft that has a keyword, where it is not draft 4, and the first that has it no more. */
const spans: Readonly<Record<string, readonly [first: Draft, gone?: Draft]>> = {
  const: ['6'],
  contains: ['6'],
  propertyNames: ['6'],
  if: ['7'],
  then: ['7'],
  else: ['7'],
  $anchor: ['2019-09'],
  $recursiveRef: ['2019-09', '2020-12'],
  $recursiveAnchor: ['2019-09', '2020-12'],
  dependentRequired: ['2019-09'],
  dependentSchemas: ['2019-09'],
  maxContains: ['2019-09'],
  minContains: ['2019-09'],
  unevaluatedItems: ['2019-09'],
  unevaluatedProperties: ['2019-09'],
  $dynamicAnchor: ['2020-12'],
  $dynamicRef: ['2020-12'],
  prefixItems: ['2020-12'],
  additionalItems: ['4', '2020-12'],
}

/** What ajv knows and no draft does. */
const strangers = new Set(['nullable', '$async'])

/** Takes out of a schema what its draft has no such keyword for, and tells of it. */
export function dropForeign(schema: Json, { file }: SchemaFile, draft: Draft): Diagnostic[] {
  const dropped = new Set<string>()
  for (const { schema: each } of schemasIn(schema, '', draft)) {
    for (const keyword of Object.keys(each)) {
      if (isKnown(keyword, draft)) continue
      Reflect.deleteProperty(each, keyword)
      dropped.add(keyword)
    }
  }
  return Array.from(dropped, (keyword) =>
    finding(
      'schema-skipped',
      `what ${file} asks for by ${keyword} is not checked: draft ${draft} has no such keyword`,
      { severity: 'info', file },
    ),
  )
}

function isKnown(keyword: string, draft: Draft): boolean {
  if (!Object.hasOwn(spans, keyword)) return !strangers.has(keyword)
  const [first, gone] = spans[keyword]!
  const at = drafts.indexOf(draft)
  return at >= drafts.indexOf(first) && (gone === undefined || at < drafts.indexOf(gone))
}
