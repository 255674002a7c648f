// Findings as SARIF. Knows this folder alone.
import { codes, remedies } from '../codes.js'
import type { Diagnostic, Range } from '../diagnostic.js'
import { onOneLine, printableJson } from '../printable.js'
import { rowsOf } from '../rows.js'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

/** To another page of the docs. */
const link = /\[([^\][]+)\]\([\w.#-]+\)/g

/** SARIF 2.1.0, which code scanning and editors read. */
export function sarif(diagnostics: readonly Diagnostic[]): string {
  const found = [...new Set(diagnostics.map(({ code }) => code))].sort()
  const rules = found.map((id) => ({
    id,
    shortDescription: { text: codes[id] },
    help: { text: remedies[id].replace(link, '$1') },
  }))
  const driver = { name: 'slapos-resilient', rules }
  const results = diagnostics.map((diagnostic) =>
    result(diagnostic, found.indexOf(diagnostic.code)),
  )
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
  return printableJson(log)
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, severity, message, path, related = [] } = diagnostic
  const others = related
    .filter(({ file }) => file !== undefined)
    .map((other, id) => ({ id, message: { text: onOneLine(other.message) }, ...location(other) }))
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: [onOneLine(message), ...rowsOf(diagnostic)].join('\n') },
    ...(diagnostic.file === undefined ? {} : { locations: [location(diagnostic, path)] }),
    ...(others.length > 0 ? { relatedLocations: others } : {}),
  }
}

function location({ file, range }: { file?: string; range?: Range }, path?: string): object {
  return {
    physicalLocation: {
      artifactLocation: {
        uri: file!
          .replace(/\p{Cs}/gu, '\ufffd')
          .split('/')
          .map(encodeURIComponent)
          .join('/'),
      },
      ...(range
        ? {
            region: {
              startLine: range.start.line,
              startColumn: range.start.column,
              endLine: range.end.line,
              endColumn: range.end.column,
            },
          }
        : {}),
    },
    ...(path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
  }
}
