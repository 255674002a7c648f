// Findings as JSON. Knows this folder alone.
import type { Diagnostic } from '../diagnostic.js'
import { printableJson } from '../printable.js'

/** Grows by one when a field is removed or changes its meaning (schemas/diagnostics.schema.json). */
const version = 1

/** `{ version, diagnostics }`: every field of a finding is there, null where it has none. */
export function json(diagnostics: readonly Diagnostic[]): string {
  return printableJson({ version, diagnostics: diagnostics.map(whole) })
}

function whole(
  diagnostic: Diagnostic,
): Required<{ [K in keyof Diagnostic]: Diagnostic[K] | null }> {
  const {
    code,
    severity,
    message,
    file,
    range,
    path,
    expected,
    received,
    hint,
    related,
    requests,
  } = diagnostic
  return {
    code,
    severity,
    message,
    file: file ?? null,
    range: range ?? null,
    path: path ?? null,
    expected: expected ?? null,
    received: received ?? null,
    hint: hint ?? null,
    related: related ?? [],
    requests: requests ?? [],
  }
}
