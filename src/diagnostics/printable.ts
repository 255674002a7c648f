// Text that cannot steer what shows it. Knows nothing else.

/** Rows as they are printed: what a file holds must not steer the terminal or the log that shows it. */
export function printable(rows: string): string {
  return rows.replace(/(?!\n)[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, '·')
}
