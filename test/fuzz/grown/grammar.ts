import fc from 'fast-check'

/** What a name stands for: texts, of which one is taken, with other names in «…». */
export type Rules = Readonly<Record<string, readonly string[]>>

/** What one text of a grammar may have, so that a hundred thousand of them end. */
const longest = 20_000

const times = fc.oneof(
  { weight: 300, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 20, arbitrary: fc.integer({ min: 5, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 3000 }) },
)

/**
 * Texts of a grammar, begun at `start`. `«name»` is a text of that name, `«name*»` the same one again and again
 * with its number in place of each №, and «name<» a text that wraps what stands between its two halves, which › parts,
 * again and again. The first text of each name is the one that ends it.
 */
export function grammar(rules: Rules, start = 'start'): fc.Arbitrary<string> {
  const depthIdentifier = fc.createDepthIdentifier()
  const made = fc.letrec<Record<string, string>>((tie) =>
    Object.fromEntries(
      Object.entries(rules).map(([name, texts]) => [
        name,
        fc.oneof({ maxDepth: 7, depthIdentifier }, ...texts.map((text) => filled(text, tie))),
      ]),
    ),
  )
  return made[start]!
}

function filled(text: string, tie: (name: string) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const pieces = text.split(/(«\w+[*<]?»)/).map((piece) => {
    const [, name, how] = /^«(\w+)([*<]?)»$/.exec(piece) ?? []
    if (name === undefined) return fc.constant(piece)
    if (how === '') return tie(name)
    return fc.tuple(tie(name), times).map(([each, count]) => {
      const most = Math.min(count, Math.floor(longest / (each.length + 1)))
      return how === '*' ? repeated(each, most) : wrapped(each, most)
    })
  })
  return fc.tuple(...pieces).map((each) => each.join(''))
}

function repeated(text: string, count: number): string {
  return Array.from({ length: count }, (_, i) =>
    text.replaceAll('№+', String(i + 1)).replaceAll('№', String(i)),
  ).join('')
}

function wrapped(text: string, count: number): string {
  const [before = '', inner = '', after = ''] = text.split('›')
  return before.repeat(count) + inner + after.repeat(count)
}
