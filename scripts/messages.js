// Writes docs/messages.md: what every finding says, by its code.
import { asidesOf } from './messages/asides.js'
import { isHole, messagesOf } from './messages/source.js'

/** The page of all messages, from a table of what to do about each code: in its order. */
export function messagesPage(remedies) {
  const codes = Object.keys(remedies)
  const rows = new Map(codes.map((code) => [code, new Map()]))
  for (const { codes: given, messages, expected, hints } of messagesOf()) {
    const own = messages.filter((message) => !isHole(message))
    const forms = own.length > shown ? own.map((message) => [message]) : [own]
    for (const code of given)
      for (const form of forms) if (form.length > 0) add(rows.get(code), form, expected, hints)
  }
  const chapters = codes.map((code) => {
    const own = [...rows.get(code)].map(([message, row]) => [
      message,
      cell([...row.expected]),
      cell([...row.hints]),
    ])
    const [expected, hint] = [1, 2].map((column) => oftenIn(own, column))
    const lines = own.map(
      ([message, ...rest]) =>
        `| ${[message, ...rest.map((each, i) => below([expected, hint][i], each))].join(' | ')} |`,
    )
    const often = [
      ...(expected ? [`Expected, unless a row says otherwise: ${inLine(expected)}.`] : []),
      ...(hint ? [`Hint, unless a row says otherwise: ${inLine(hint)}.`] : []),
    ]
    const table = ['| message | expected | hint |', '|---|---|---|', ...lines].join('\n')
    return [`## ${code}`, `What to do: ${remedies[code]}.`, ...often, table].join('\n\n') + '\n'
  })
  const page = `${head}\n${chapters.join('\n')}`
  return `${page}\n${asides(page)}`
}

/** What no row has: sentences that stand beside a finding, or without one. */
function asides(page) {
  const { hints, related, notes, reasons, wants, fates, causes, conditions, sums } = asidesOf()
  const list = (texts) => [...texts].map((text) => `- ${code(text)}`).join('\n')
  const further = [...hints].filter((hint) => !page.includes(code(hint)))
  return `## Beside findings

Hints that a place adds to what is found there:

${list(further)}

What another place has to do with it, after \`see:\`:

${list(related)}

Notes on standard error, which are not findings; \`not known: …\` says what a check or plan could not know, with its cause:

${list(notes)}

## Words in braces

What \`{reason}\` says of a file, or of a value that stock zc.buildout cannot have; elsewhere it is another message of
this page, or the words of whoever refuses:

${list(reasons)}

What \`{what fits there}\` says:

${list(wants)}

What \`{what became of it}\` says:

${list(fates)}

What \`{cause}\` says after \`not known:\`:

${list(causes)}

Under which parameters something is found, after a finding of a release that was rendered in several ways:

${list(conditions)}

The line with which a check ends, of which it says what there is:

${list(sums)}
`
}

const head = `# Every message

What a finding can say, by its code; [diagnostics.md](diagnostics.md) says what each code means.
A word in braces stands for what only a run knows: a name, a number, a file. Where a message has
several forms they stand below each other, and so do the things it may expect and the hints it may give: one of them,
or none. "That under …" is what the chapter of that name has. Every message has its place in front of it, a file
with line and column wherever the input has lines. What the stack's own templates say of their arguments is a
\`template-value\` too, and stands in them. This page is written from the source
(\`npx vitest run test/tables -u\`).
`

const vague = ['{…}', '{hint}', '{expected}', '{thing}']

/** What many rows of a table have in a column, where that is said once above it. */
function oftenIn(rows, column) {
  const texts = rows.map((row) => row[column])
  return texts.find((text) => text && texts.filter((other) => other === text).length > shown)
}

/** A cell below what is said above the table: a dash where it has nothing. */
function below(often, text) {
  if (often === undefined) return text
  return text === often ? '' : text || '—'
}

/** So many ways to say one thing stand together. */
const shown = 8

/** Adds what a message says to its row: said in several places, it is one. */
function add(rows, form, expected, hints) {
  const message = cell(form)
  const row = rows.get(message) ?? { expected: new Set(), hints: new Set() }
  rows.set(message, row)
  for (const each of expected) row.expected.add(each)
  for (const each of hints) row.hints.add(each)
}

/** Texts of a cell within a sentence. */
function inLine(cell) {
  return cell.replaceAll('<br>', ' or ')
}

function cell(texts) {
  // What the place alone decides on says nothing here.
  const spoken = [...new Set(texts)].filter((text) => !isHole(text) || !vague.includes(text))
  return spoken.map(code).join('<br>')
}

/** A text as Markdown's code, backticks and bars too. */
function code(text) {
  const plain = text.replaceAll('\n', ' ').replaceAll('|', '\\|')
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``
}
