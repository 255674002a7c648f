/** A fenced block of a page: its language, the rest of its first line as attributes, and its text. */
export interface Block {
  language: string
  attributes: Record<string, string>
  text: string
  line: number
}

/** Every fenced block of a Markdown page. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.split('\n')
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i]!.startsWith('```')) continue
    const [language, ...words] = lines[i]!.slice(3).split(' ')
    const end = lines.indexOf('```', i + 1)
    const attributes = Object.fromEntries(words.map((word) => word.split('=') as [string, string]))
    blocks.push({
      language: language!,
      attributes,
      text: lines.slice(i + 1, end).join('\n') + '\n',
      line: i + 1,
    })
    i = end
  }
  return blocks
}

/** A `console` block: each `$ command` with the output that follows it. */
export function stepsOf(block: Block): { command: string; output: string }[] {
  const steps: { command: string; output: string }[] = []
  for (const line of block.text.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), output: '' })
    else steps.at(-1)!.output += line + '\n'
  }
  return steps
}

/** Whether a text is what a page shows; a line `…` stands for any lines. */
export function fits(shown: string, text: string): boolean {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
  let at = 0
  let skips = false
  for (const piece of shown
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())) {
    if (piece === '…') {
      skips = true
      continue
    }
    const found = skips ? lines.indexOf(piece, at) : lines[at] === piece ? at : -1
    if (found < 0) return false
    at = found + 1
    skips = false
  }
  return skips || at === lines.length
}
