// Reading resilient.ini. Knows diagnostics.
import { parse } from 'ini'
import {
  didYouMean,
  fail,
  grouped,
  Lines,
  nearest,
  shortened,
  type Details,
  type Range,
} from '../diagnostics/index.js'

/** The file of a folder that says its components. */
export const configurationName = 'resilient.ini'

/** A component as `resilient.ini` gives it: options named as the flags. */
export interface ConfiguredComponent {
  name: string
  /** Where its name stands. */
  range: Range
  options: ReadonlyMap<string, ConfiguredOption>
}

/** An option's value, or its values where it can stand several times, and where each stands. */
export interface ConfiguredOption {
  value: string | string[]
  ranges: Range[]
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

/** What to do with a comment beside what it is about: the ini dialect cuts it off in silence. */
const ownLine = 'put the comment on a line of its own'

/** How many components one release may have: each is several requests. */
const mostComponents = 1_000

/**
 * The components of a `resilient.ini`: one section a component, named by its namebase, dots and all.
 * Throws `bad-configuration` for anything that no component has.
 */
export function readConfiguration(text: string, file: string): ConfiguredComponent[] {
  const lines = new Lines(text)
  const components = new Map<string, ConfiguredComponent>()
  let name = ''
  let options: Map<string, ConfiguredOption> | undefined
  for (let number = 1; number <= lines.count; number++) {
    const line = text
      .slice(lines.start(number), number < lines.count ? lines.start(number + 1) : text.length)
      .trimEnd()
    const range = lines.range(lines.start(number), lines.start(number) + line.length)
    if (/^\s*(?:[#;]|$)/.test(line)) continue
    const header = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1]
    if (header !== undefined) {
      if (components.has(header))
        refuse(`the component "${header}" is given twice`, range, 'each component once', {
          hint: 'put its options under one [NAMEBASE]',
        })
      if (components.size === mostComponents)
        refuse(
          `there are more than ${grouped(mostComponents)} components`,
          range,
          `at most ${grouped(mostComponents)}`,
        )
      name = header
      options = new Map()
      components.set(header, { name: header, range, options })
    } else if (/^\s*\[/.test(line)) {
      const end = line.includes(']') ? 'end the line after the ]' : 'close the [ with a ]'
      const hint = /\]\s*[#;]/.test(line) ? ownLine : end
      refuse('the line is not the name of a component', range, '[NAMEBASE]', { hint })
    } else if (options) {
      addOption(options, line, name, range)
    } else {
      refuse('an option comes before the first component', range, '[NAMEBASE] first')
    }
  }
  if (components.size === 0)
    refuse(
      'the file has no component',
      lines.range(0, 0),
      '[NAMEBASE], then count = 3 and the like',
    )
  return [...components.values()]

  function addOption(
    options: Map<string, ConfiguredOption>,
    line: string,
    section: string,
    range: Range,
  ): void {
    const name = checkOption(line, section, range)
    const path = `${section}:${name}`
    const value = valueOf(line, name, path, range)
    const before = options.get(name)
    if (!repeatable.has(name)) {
      if (before)
        refuse(`the option "${name}" is given twice`, range, 'each option once', {
          path,
          hint: 'keep one of the two',
          related: [{ message: 'it is first given here', file, range: before.ranges[0]! }],
        })
      options.set(name, { value, ranges: [range] })
    } else {
      const { value: values = [], ranges = [] } = before ?? {}
      options.set(name, { value: [...values, value], ranges: [...ranges, range] })
    }
  }

  function valueOf(line: string, name: string, path: string, range: Range): string {
    const start = line.indexOf('=') + 1
    const isSwitch = name === 'set-monitor-url'
    if (start === 0 && isSwitch) return 'true'
    const given = line.slice(start).trim()
    const quote = /^["']/.exec(given)?.[0]
    const value = quote === undefined ? plainValue() : quotedValue(quote)
    if (start === 0 || value === '')
      refuse(`the option "${name}" has no value`, range, `${name} = …`, { path })
    if (isSwitch && value !== 'true' && value !== 'false')
      refuse(`the option "${name}" is not true or false`, range, 'true or false', { path })
    return value

    function plainValue(): string {
      if (/(?:^|\s)[#;]/.test(given)) {
        refuse(
          `the value of "${name}" contains a # or ;, which may begin a comment`,
          range,
          'a value without # and ;, or one in quotes',
          {
            path,
            hint:
              name === 'count' || isSwitch
                ? ownLine
                : 'put the value in double quotes, or the comment on a line of its own',
          },
        )
      }
      return String(parse(`${name} = ${withoutCuts(given)}`)[name])
    }

    function quotedValue(quote: string): string {
      const inner = given.slice(1, -1)
      const isWhole = given.length > 1 && given.endsWith(quote)
      if (isWhole && quote === "'") return inner
      try {
        if (isWhole) return String(JSON.parse(given))
      } catch {
        // It is refused below.
      }
      return refuse(`the quotes of "${name}" are malformed`, range, 'one text in quotes', {
        path,
        hint: 'in double quotes " is written \\" and \\ is written \\\\; a comment stands on a line of its own',
      })
    }
  }

  function checkOption(line: string, section: string, range: Range): string {
    const name = /^\s*([\w-]+)(?:\[\])?\s*(?:=|$)/.exec(line)?.[1]
    if (name !== undefined && (componentOptions as readonly string[]).includes(name)) return name
    const near = name === undefined ? undefined : nearest(name, componentOptions)
    const [, colon, rest] = /^\s*([\w-]+)\s*:\s*(.*)/.exec(line) ?? []
    const isColon = colon !== undefined && (componentOptions as readonly string[]).includes(colon)
    const [, bare, after] = /^\s*([\w-]+)\s+([^\s=].*)/.exec(line) ?? []
    const isBlank = bare !== undefined && (componentOptions as readonly string[]).includes(bare)
    refuse(
      name === undefined ? 'the line is not an option' : `a component has no option "${name}"`,
      range,
      componentOptions.join(', '),
      {
        path: name === undefined ? section : `${section}:${name}`,
        hint: isBlank
          ? `write ${bare} = ${shortened(after!, 40)}`
          : isColon
            ? `write ${colon} = ${shortened(rest!, 40)}`
            : didYouMean(near),
      },
    )
  }

  function refuse(message: string, range: Range, expected: string, details: Details = {}): never {
    fail('bad-configuration', message, { file, range, expected, ...details, source: text })
  }
}

/**
 * A value in which `#` and `;` begin a comment after white space alone: the ini dialect cuts a value
 * such as `a#b` too, unless the character has a backslash of its own.
 */
function withoutCuts(value: string): string {
  return value.replace(/\\[\\#;]|[#;]/g, (found, at: number) => {
    const isEscaped = found.length > 1
    return isEscaped || /^\s?$/.test(value.charAt(at - 1)) ? found : `\\${found}`
  })
}
