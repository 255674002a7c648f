// How far references lead to references: ajv compiles each within the one before. Knows diagnostics.
import { fail } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import { nameOf, valueAt } from './pointer.js'
import type { LoadedSchema } from './types.js'
import { isObject } from './walk.js'

/** How many references may lead from one to the next; V8's stack ends at some four hundred. */
const mostInChain = 200

/** What holds schemas that are compiled only where a reference leads to them. */
const apart = new Set(['$defs', 'definitions', 'const', 'enum', 'default', 'examples'])

interface Step {
  targets: string[]
  next: number
}

/** Throws `too-large` for references that lead on and on. */
export function holdToChain({ entry, schemas, files }: LoadedSchema): void {
  const seen = new Set<string>([entry])
  const way: Step[] = [{ targets: referred(schemas.get(entry)), next: 0 }]
  for (let step = way.at(-1); step; step = way.at(-1)) {
    const target = step.targets[step.next++]
    if (target === undefined) way.pop()
    else if (!seen.has(target)) {
      seen.add(target)
      const [url = '', pointer = ''] = target.split('#')
      const { file, text } = files.get(url) ?? files.get(entry)!
      if (way.length > mostInChain)
        fail('too-large', `${file} has more references to references than can be followed`, {
          file,
          expected: `at most ${mostInChain}, one after the other`,
          source: text,
        })
      way.push({ targets: referred(pointedTo(schemas.get(url), pointer)), next: 0 })
    }
  }
}

function pointedTo(schema: Json | undefined, pointer: string): Json | undefined {
  if (schema === undefined || pointer === '') return schema
  return valueAt(schema, decoded(pointer).split('/').slice(1).map(nameOf))
}

function decoded(pointer: string): string {
  try {
    return decodeURIComponent(pointer)
  } catch {
    return pointer
  }
}

/** What the references of a schema lead to, but for those of the schemas that stand apart. */
function referred(schema: Json | undefined): string[] {
  const found: string[] = []
  const waiting: Json[] = schema === undefined ? [] : [schema]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) for (const each of next) waiting.push(each)
    if (!isObject(next)) continue
    if (typeof next['$ref'] === 'string') found.push(next['$ref'])
    for (const [keyword, value] of Object.entries(next))
      if (!apart.has(keyword)) waiting.push(value)
  }
  return found
}
