// Long texts and numbers as a message shows them. Knows nothing else.

/** A text as a message shows it: where it is longer, its first characters and `…`. */
export function shortened(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** The first of many names, and `…` where there are more. */
export function few(names: readonly string[], most: number): string {
  return [...names.slice(0, most), ...(names.length > most ? ['…'] : [])].join(', ')
}

/** Names of which one is meant, `a, b or c`; of more than `most` the first, and `…`. */
export function anyOf(names: readonly string[], most = Infinity): string {
  if (names.length > most) return few(names, most)
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ')
}

/** A whole number with its thousands apart, `100,000`; what JavaScript has for it loads for 16 ms. */
export function grouped(count: number): string {
  let digits = String(count)
  let shown = ''
  for (; digits.length > 3; digits = digits.slice(0, -3)) shown = `,${digits.slice(-3)}${shown}`
  return digits + shown
}

/** A way that leads back to where it began, `a → b → a`; of a long one the first five steps. */
export function wayBack(steps: readonly string[], end: string): string {
  const shown = steps.length > 10 ? [...steps.slice(0, 5), '…'] : steps
  return [...shown, end].join(' → ')
}
