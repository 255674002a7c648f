// Reads out of src/ what stands beside findings: hints that a place adds to whatever was found there,
// other places, and notes on standard error. For scripts/messages.js.
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { readable } from './source.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files of the command whose lines are help, not notes. */
const helping = /\/(?:help|completion|main)\.ts$/

/** `{ hints, related, notes }`: the sentences of each kind, in order of the source. */
export function asidesOf() {
  const found = { hints: new Set(), related: new Set(), notes: new Set() }
  for (const file of ts.sys.readDirectory(`${root}src`, ['.ts'])) {
    const isNoting = file.startsWith(`${root}src/cli/`) && !helping.test(file)
    const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true)
    const visit = (node) => {
      const name =
        ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) ? node.name : undefined
      if (['hint', 'remedy'].includes(name?.getText())) add(found.hints, textsIn(node.initializer))
      if (name?.getText() === 'related') add(found.related, messagesIn(node.initializer))
      if (isNoting)
        add(
          found.notes,
          ownText(node).filter((text) => text.endsWith('\n')),
        )
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

/** Only sentences: what is one word or a hole says nothing. */
function add(all, texts) {
  for (const text of texts)
    if (/\p{L} \p{L}/u.test(text.replaceAll(/\{[^{}]*\}/g, ''))) all.add(text.trim())
}

/** The texts that an expression may come to. */
function textsIn(node) {
  if (!node) return []
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsIn)
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textsIn(node.expression)
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(textsIn)
  return ownText(node)
}

/** The texts under the name `message` in an expression. */
function messagesIn(node) {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'message')
    return textsIn(node.initializer)
  return node.getChildren().flatMap(messagesIn)
}

/** A literal's text, with `{…}` for what only a run knows. */
function ownText(node) {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (!ts.isTemplateExpression(node)) return []
  const spans = node.templateSpans.map(({ expression, literal }) => hole(expression) + literal.text)
  return [node.head.text + spans.join('')]
}

function hole(expression) {
  const name =
    expression
      .getText()
      .match(/[a-z]\w*/gi)
      ?.at(-1) ?? '…'
  const spaced = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `{${Object.hasOwn(readable, name) ? readable[name] : spaced}}`
}
