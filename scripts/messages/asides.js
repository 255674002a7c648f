// Reads out of src/ what stands beside findings: hints that a place adds to whatever was found there,
// other places, and notes on standard error. For scripts/messages.js.
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { readable } from './source.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files of the command whose lines are help, not notes. */
const helping = /\/(?:help|completion|main)\.ts$/

/** Where the fixed texts are that a message has in the place of a word in braces, by file and the names of what has them. */
const parts = {
  reasons: {
    'src/buildout/files/reason.ts': ['reasons', 'reason'],
    'src/buildout/encode.ts': ['plainText', 'misread', 'lineProblem'],
  },
  wants: {
    'src/parameters/write.ts': ['changed', 'wholeCharacters', 'jsonValues'],
    'src/diagnostics/data.ts': ['scalarProblem'],
  },
  fates: { 'src/check/old-names.ts': ['sectionFates', 'optionFates', 'noServer'] },
  causes: { 'src/cli/done.ts': ['unknownAlone'] },
  conditions: { 'src/check/variants.ts': ['conditionOf', 'inWords'] },
  sums: { 'src/cli/done.ts': ['summary', 'before', 'findings'] },
}

/** What collects what is not known: its causes are what it is given. */
const collecting = /(?:^|[.#])(?:unknown|causes)\.(?:add|push)$/

/** `{ hints, related, notes, … }`: the sentences of each kind, in order of the source. */
export function asidesOf() {
  const kinds = ['hints', 'related', 'notes', ...Object.keys(parts)]
  const found = Object.fromEntries(kinds.map((kind) => [kind, new Set()]))
  for (const file of ts.sys.readDirectory(`${root}src`, ['.ts'])) {
    const isNoting = file.startsWith(`${root}src/cli/`) && !helping.test(file)
    const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true)
    const visit = (node) => {
      const name =
        ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) ? node.name : undefined
      if (['hint', 'remedy'].includes(name?.getText())) add(found.hints, textsIn(node.initializer))
      if (name?.getText() === 'related') add(found.related, messagesIn(node.initializer))
      const own = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) ? node.name : name
      for (const [kind, files] of Object.entries(parts))
        if (files[file.slice(root.length)]?.includes(own?.getText()))
          if (kind === 'fates') add(found.fates, everyText(node))
          else addAll(found[kind], kind === 'sums' ? countsIn(node) : everyText(node))
      if (ts.isCallExpression(node) && collecting.test(node.expression.getText()))
        add(found.causes, node.arguments.flatMap(textsIn))
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

/** All that has a word; a note has a kind of its own. */
function addAll(all, texts) {
  for (const text of texts) if (/\p{L}{4}/u.test(text) && !text.endsWith('\n')) all.add(text.trim())
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

/** All texts in a declaration, but the keys of what it looks up and what stands within another. */
function everyText(node) {
  if (isUnsaid(node)) return []
  const own = ownText(node)
  return own.length > 0 ? own : node.getChildren().flatMap(everyText)
}

/** What a line counts, and what it says without a number. */
function countsIn(node) {
  if (isUnsaid(node)) return []
  if (ts.isCallExpression(node) && node.expression.getText() === 'counted')
    return node.arguments
      .slice(1)
      .flatMap(ownText)
      .map((word) => `{number} ${word}, {number} ${word}s`)
  return [...ownText(node), ...node.getChildren().flatMap(countsIn)]
}

/** What a text is held against, a name or a type: none of it is said. */
function isUnsaid(node) {
  const { parent } = node
  return (
    ts.isTypeNode(node) ||
    parent.name === node ||
    /^[!=]==$/.test(parent.operatorToken?.getText() ?? '')
  )
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
