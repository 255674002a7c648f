// Reading resilient.ini. Knows diagnostics.
import { parse } from 'ini'
import { didYouMean, fail, Lines, nearest, type Details, type Range } from '../diagnostics/index.js'

/** A component as `resilient.ini` gives it: options named as the flags. */
export interface ConfiguredComponent {
  name: string
  options: ReadonlyMap<string, string | string[]>
}

/** The options of a component, in the file and as flags; those that can stand several times. */
export const componentOptions = [
  'count',
  'export-type',
  'import-type',
  'leader-args',
  'backup-args',
  'parameters',
  'monitor-parameter',
  'monitor-return',
  'set-monitor-url',
] as const
const repeatable = new Set(['monitor-parameter', 'monitor-return'])

/**
 * The components of a `resilient.ini`: one section a component, named by its namebase, dots and all.
 * Throws `bad-configuration` for anything that no component has.
 */
export function readConfiguration(text: string, file: string): ConfiguredComponent[] {
  const lines = new Lines(text)
  const components = new Map<string, ConfiguredComponent>()
  let body: { name: string; lines: string[] } | undefined
  const finish = (): void => {
    if (body)
      components.set(body.name, { name: body.name, options: optionsOf(body.lines.join('\n')) })
  }
  for (let number = 1; number <= lines.count; number++) {
    const line = text
      .slice(lines.start(number), number < lines.count ? lines.start(number + 1) : text.length)
      .trimEnd()
    const range = lines.range(lines.start(number), lines.start(number) + line.length)
    if (/^\s*(?:[#;]|$)/.test(line)) continue
    const header = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/.exec(line)?.[1]
    if (header !== undefined) {
      finish()
      if (components.has(header))
        refuse(`the component "${header}" is given twice`, range, 'each component once')
      body = { name: header, lines: [] }
    } else {
      if (!body) refuse('an option comes before the first component', range, '[NAMEBASE] first')
      const name = checkOption(line, body.name, range)
      // An option that can stand several times is a list in the ini dialect.
      const kept = withoutCuts(line)
      body.lines.push(repeatable.has(name) ? `${name}[]${kept.slice(kept.indexOf('='))}` : kept)
    }
  }
  finish()
  if (components.size === 0)
    refuse('there is no component', lines.range(0, 0), '[NAMEBASE], then count = 3 and the like')
  return [...components.values()]

  function checkOption(line: string, section: string, range: Range): string {
    const name = /^\s*([\w-]+)(?:\[\])?\s*(?:=|$)/.exec(line)?.[1]
    if (name !== undefined && (componentOptions as readonly string[]).includes(name)) return name
    const near = name === undefined ? undefined : nearest(name, componentOptions)
    refuse(
      name === undefined ? 'the line is not an option' : `a component has no option "${name}"`,
      range,
      componentOptions.join(', '),
      { path: `${section}:${name ?? ''}`, hint: didYouMean(near) },
    )
  }

  function refuse(message: string, range: Range, expected: string, details: Details = {}): never {
    fail('bad-configuration', message, { file, range, expected, ...details, source: text })
  }
}

/**
 * A line in which `#` and `;` begin a comment after white space alone: the ini dialect cuts a value such
 * as `a#b` too, unless the character has a backslash.
 */
function withoutCuts(line: string): string {
  const start = line.indexOf('=') + 1
  const value = line.slice(start)
  if (start === 0 || /^\s*["']/.test(value)) return line
  return line.slice(0, start) + value.replace(/(^|[^\s\\])(?=[#;])/g, '$1\\')
}

/** One section's lines, read by the ini dialect. */
function optionsOf(section: string): Map<string, string | string[]> {
  return new Map(
    Object.entries(parse(section)).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )
}
