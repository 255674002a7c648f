// Reads what every finding says out of src/, by TypeScript's own compiler, for scripts/messages.js.
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What makes a finding: which argument is its code, its sentence, its details or its hint; `start` and `end` are around it. */
const makers = {
  'src/diagnostics/diagnostic.ts:finding': { code: 0, message: 1, details: 2 },
  'src/diagnostics/diagnostic.ts:fail': { code: 0, message: 1, details: 2 },
  'src/diagnostics/given.ts:checkGiven': {
    always: 'bad-argument',
    message: 0,
    details: 2,
    end: ' must be {expected}',
  },
  'src/check/finding.ts:found': { code: 0, message: 1, details: 2 },
  'src/check/before/comparison.ts:changed': { code: 0, message: 1, details: 2 },
  'src/jinja/fault.ts:Fault': { code: 0, message: 1, hint: 2 },
  'src/jinja/runtime/undefined.ts:Undefined': {
    always: 'template-undefined',
    message: 0,
    hint: 1,
  },
  'src/python/errors.ts:PyError': { always: 'template-value', message: 0 },
  'src/python/errors.ts:refuseHere': {
    always: 'template-value',
    message: 0,
    end: ' is not supported here',
  },
  'src/buildout/condition/refusal.ts:Refusal': {
    always: 'profile-condition',
    message: 0,
    start: 'the condition of [{section}] is refused: ',
  },
}

/** Where a rule says what a table has: the constant whose sentences they are, by code. */
const tables = {
  'importer-bypassed': { file: 'src/check/links.ts', constant: 'loading' },
  'safety-bypassed': { file: 'src/check/links.ts', constant: 'keeping' },
}

/** Objects that become findings elsewhere, by the name of their type: which of their fields is the sentence. */
const objects = {
  JsonCause: {
    code: 'json-syntax',
    message: 'message',
    expected: { file: 'src/parameters/json-error.ts', function: 'wanted' },
  },
  // What a name that is undefined may be meant for, added where it is known.
  Apart: {
    code: 'template-undefined',
    always: '"{name}" is undefined',
    hints: [
      "import '{file}' as {name} with context",
      "from '{file}' import {names} with context",
      "include '{file}' with context",
      "a section's context imports it; here --module {name}={module} gives it",
      'did you mean "{near name}"?',
    ],
  },
  NothingThere: { message: 'message' },
  Refused: {
    code: 'yaml-syntax',
    message: 'message',
    expected: 'YAML as slapos request reads it: NAME: value',
  },
  XmlFault: {
    code: 'xml-syntax',
    message: 'words',
    start: 'the XML is not well-formed: ',
    expected: '<instance><parameter id="NAME">text</parameter></instance>',
  },
}

/** Tables of causes, `[pattern, sentence, hint]`, whose sentence becomes such an object's. */
const causes = {
  'src/parameters/yaml/error.ts': objects.Refused,
  'src/parameters/xml-error.ts': objects.XmlFault,
}

/** What shows one thing: the text says what it is given, cut or in quotes. */
const showing = [
  'shortened',
  'few',
  'quoted',
  'printedUnknown',
  'withoutUnknowns',
  'shown',
  'repr',
  'JSON.stringify',
]

/** What is read from the objects that it is made of, where it is made. */
const opaque = ['jsonFault', 'expectation']

/** What a schema asks for is said where a value is held to it; elsewhere it is not repeated. */
const bySchema = { file: 'src/parameters/schema/expectation.ts', function: 'expectation' }

/** A hole by a name that says more to a reader than the source's own. */
export const readable = {
  ...{ called: 'names', optionFate: 'what became of it', sectionFate: 'what became of it' },
  ...{ __VERSION__: 'version', all: 'text', at: 'number', b: 'other type', a: 'type' },
  ...{ bare: 'value', breakOnBlocks: 'block', document: 'value', each: 'type', error: 'reason' },
  ...{ keysOf: 'keys', length: 'number', meant: 'name', message: 'reason', most: 'number' },
  ...{ param: 'parameter', params: 'parameters', round: 'names', spelled: 'value', str: 'text' },
  ...{ trimmed: 'value', typed: 'type', unasked: 'name', unread: 'names', why: 'reason' },
  ...{ unknown: 'name', values: 'value', what: 'thing', least: 'number', plain: 'option' },
  ...{
    printed: 'value',
    allowedValue: 'one value',
    fitting: 'name',
    successor: 'name',
    rest: 'name',
  },
  ...{ missingRef: 'reference', instancePath: 'path', there: 'number', here: 'number' },
  ...{ typeName: 'type', typeof: 'type', surplus: 'attribute', taken: 'names' },
  ...{ shown: 'name', named: 'names', match: 'text', full: 'name', renamed: 'new name' },
  ...{ gone: 'names', crowded: 'text', archive: 'name', calls: 'names', toString: 'type' },
  ...{ range: 'value', mostLoops: 'number', _: 'word', slaNames: 'names', further: 'number' },
  ...{ profileKinds: 'names', serialisations: 'names', schemaTypes: 'types', above: 'folder' },
  ...{ componentOptions: 'options', remedies: 'parameter', expectation: '…', awaited: 'tags' },
  ...{ near: 'near name', best: 'near name', better: 'near name', wanted: 'name', only: 'file' },
  ...{ header: 'name', given: 'word', scopes: 'ids', sum: 'MD5 sum', asked: 'section' },
  ...{ config: 'file', colon: 'option', closer: 'bracket', closed: 'tag', parent: 'tag' },
  ...{ join: 'names', quoted: 'value', never: 'condition', smallest: 'condition', are: 'they are' },
  ...{ to: 'version', short: 'value', which: 'old or new', missing: 'parts', problem: 'reason' },
  ...{ wrong: 'argument', source: 'text', found: 'name', written: 'text', extra: 'argument' },
  ...{ index: 'number', where: 'file', group: 'alternatives', target: 'file', usage: 'words' },
  ...{ pastMost: 'other', past: 'names', fields: 'names', args: 'reason', unresolved: 'names' },
  ...{ rootNames: 'file', missingProperty: 'name', known: 'names', lost: 'names', first: 'number' },
}

/** So many ways to say one thing are kept apart; past it a part of a sentence is a hole. */
const most = 24
/** Callers of callers are followed so far. */
const deepest = 8

/** Whether a text says nothing itself. */
export function isHole(text) {
  return /^\{[^{}]*\}$/.test(text)
}

/** Whether a text is what an object's sentence becomes, which is read from the object. */
function isFilled(text) {
  return Object.values(objects).some(
    ({ start }) => start && text.startsWith(start) && isHole(text.slice(start.length)),
  )
}

/** `{ code, message, expected, hint }` of every finding that src/ can make, in order of the source. */
export function messagesOf() {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const entries = ts.sys.readDirectory(`${root}src`, ['.ts'])
  const program = ts.createProgram(entries, { ...options, noEmit: true, noLib: true, types: [] })
  const checker = program.getTypeChecker()
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(`${root}src/`) && !fileName.endsWith('.d.ts'))

  const symbolOf = (node) => {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  }
  const declarationOf = (node) => symbolOf(node)?.valueDeclaration
  const isFunction = (node) =>
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node)

  // Who calls what: by the declaration that the callee's name leads to.
  const calls = new Map()
  const visit = (node) => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.name
        : node.expression
      const declaration = declarationOf(name)
      if (declaration) calls.set(declaration, [...(calls.get(declaration) ?? []), node])
    }
    ts.forEachChild(node, visit)
  }
  for (const file of files) visit(file)

  /** The declaration that callers of a function name: a method's own, or the constant it is kept in. */
  const namedBy = (node) =>
    (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
    ts.isVariableDeclaration(node.parent)
      ? node.parent
      : node
  /** The calls of a function, those through a parameter that it is handed over as too. */
  const callsOf = (node, depth = 0) => {
    const declaration = namedBy(node)
    const direct = calls.get(declaration) ?? []
    if (depth > 2) return direct
    const handed = handedOver(declaration).flatMap((parameter) => callsOf(parameter, depth + 1))
    return [...direct, ...handed]
  }
  const handed = new Map()
  for (const [declaration, list] of calls) {
    const parameters = parametersOf(declaration)
    for (const call of list)
      for (const [index, argument] of (call.arguments ?? []).entries()) {
        if (!ts.isIdentifier(argument) || !parameters?.[index]) continue
        const given = declarationOf(argument)
        if (given) handed.set(given, [...(handed.get(given) ?? []), parameters[index]])
      }
  }
  function handedOver(declaration) {
    return [...new Set(handed.get(declaration) ?? [])]
  }
  function parametersOf(declaration) {
    const made =
      ts.isVariableDeclaration(declaration) && declaration.initializer
        ? declaration.initializer
        : declaration
    return isFunction(made) ? made.parameters : undefined
  }
  const enclosing = (node) => {
    let at = node.parent
    while (at && !isFunction(at)) at = at.parent
    return at
  }
  /** An expression without brackets and casts. */
  const bare = (node) => {
    let at = node
    while (
      at &&
      (ts.isParenthesizedExpression(at) ||
        ts.isAsExpression(at) ||
        ts.isNonNullExpression(at) ||
        ts.isSatisfiesExpression(at))
    )
      at = at.expression
    return at
  }
  /** All that an expression may come to, each with what it is looked at from: `[expression, env]`. */
  const ways = (given, env, depth = 0) => {
    const node = bare(given)
    if (!node || depth > 12) return node ? [[node, env]] : []
    if (ts.isConditionalExpression(node))
      return [node.whenTrue, node.whenFalse].flatMap((each) => ways(each, env, depth + 1))
    if (
      ts.isBinaryExpression(node) &&
      [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(
        node.operatorToken.kind,
      )
    )
      return [node.left, node.right].flatMap((each) => ways(each, env, depth + 1))
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    )
      return ways(node.right, env, depth + 1)
    if (ts.isIdentifier(node)) {
      const declaration = declarationOf(node)
      if (!declaration) return [[node, env]]
      if (ts.isParameter(declaration)) {
        if (env.has(declaration)) {
          const bound = env.get(declaration)
          return bound ? ways(bound.node, bound.env ?? env, depth + 1) : []
        }
        const literals = handedLiterals(declaration)
        return literals.length > 0 ? literals.map((each) => [each, env]) : [[node, env]]
      }
      if (ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent)) {
        const name = (declaration.propertyName ?? declaration.name).getText()
        const owner = declaration.parent.parent
        const source = ts.isParameter(owner)
          ? env.get(owner)
          : owner.initializer && { node: owner.initializer, env }
        // What is left of an object is looked up as all of it: what was taken out bears other names.
        if (source && declaration.dotDotDotToken)
          return ways(source.node, source.env ?? env, depth + 1)
        if (source) {
          const found = propertiesOf(source.node, name, source.env ?? env, depth + 1)
          if (found.length > 0) return found
        }
        return declaration.initializer && !isOpaque(node)
          ? ways(declaration.initializer, env, depth + 1)
          : [[node, env]]
      }
      if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
        const isConst = declaration.parent.flags & ts.NodeFlags.Const
        if (isConst) return ways(declaration.initializer, env, depth + 1)
      }
      return [[node, env]]
    }
    if (ts.isPropertyAccessExpression(node)) {
      const found = propertiesOf(node.expression, node.name.text, env, depth + 1)
      return found.length > 0 ? found : [[node, env]]
    }
    if (ts.isElementAccessExpression(node) && ts.isNumericLiteral(node.argumentExpression)) {
      const index = Number(node.argumentExpression.text)
      const rows = ways(node.expression, env, depth + 1).flatMap((each) => rowsOf(...each, depth))
      const cells = rows.flatMap(([row, from]) =>
        ts.isArrayLiteralExpression(row) && row.elements[index]
          ? ways(row.elements[index], from, depth + 1)
          : [],
      )
      return cells.length > 0 ? cells : [[node, env]]
    }
    if (ts.isElementAccessExpression(node)) {
      const table = ways(node.expression, env, depth + 1)
      const values = table.flatMap(([each, from]) =>
        ts.isObjectLiteralExpression(each)
          ? each.properties.flatMap((property) =>
              ts.isPropertyAssignment(property) ? ways(property.initializer, from, depth + 1) : [],
            )
          : [],
      )
      return values.length > 0 && values.length <= most ? values : [[node, env]]
    }
    if (
      ts.isCallExpression(node) &&
      !isShowing(node) &&
      !['quote', 'grouped', ...opaque].includes(node.expression.getText())
    ) {
      const made = returnsOf(node, env, depth)
      return made.length > 0 ? made : [[node, env]]
    }
    return [[node, env]]
  }
  /** What a parameter is wherever its function is called, where that is one of a few texts. */
  function handedLiterals(parameter) {
    const owner = parameter.parent
    if (!isFunction(owner) || parameter.dotDotDotToken) return []
    const index = owner.parameters.indexOf(parameter)
    const given = callsOf(owner).map((call) => bare(call.arguments?.[index]))
    const isPlain = given.length > 1 && given.every((each) => each && ts.isStringLiteralLike(each))
    return isPlain && given.every((each) => each.text.includes(' ')) && given.length <= 6
      ? given
      : []
  }
  /** What `table.find(…)` may give: any row of the table. */
  function rowsOf(node, env, depth) {
    const isFound =
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'find'
    if (!isFound) return [[node, env]]
    return ways(node.expression.expression, env, depth + 1).flatMap(([table, from]) =>
      ts.isArrayLiteralExpression(table) ? table.elements.map((row) => [bare(row), from]) : [],
    )
  }
  const isShowing = (node) =>
    ts.isCallExpression(node) &&
    node.arguments.length > 0 &&
    showing.includes(node.expression.getText())
  /** What a call of one of our own functions gives. */
  const returnsOf = (node, env, depth) => {
    if (ts.isElementAccessExpression(node.expression))
      return ways(node.expression, env, depth + 1).flatMap(([made, from]) =>
        ts.isArrowFunction(made) ? ways(made.body, bind(made, node, env, from), depth + 1) : [],
      )
    const name = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.name
      : node.expression
    const named = declarationOf(name)
    const bound = named && env.get(named)
    if (bound && ts.isArrowFunction(bound.node))
      return ways(bound.node.body, bind(bound.node, node, bound.env ?? env, env), depth + 1)
    // One that is taken out of an object is what its type says that is called.
    const declaration =
      named && ts.isBindingElement(named) ? checker.getResolvedSignature(node)?.declaration : named
    if (!declaration?.getSourceFile().fileName.startsWith(`${root}src/`)) return []
    const made =
      ts.isVariableDeclaration(declaration) && declaration.initializer
        ? bare(declaration.initializer)
        : declaration
    if (!isFunction(made) || !made.body) return []
    const inner = bind(made, node, env)
    if (!ts.isBlock(made.body)) return ways(made.body, inner, depth + 2)
    const given = []
    const search = (at) => {
      if (isFunction(at)) return
      if (ts.isReturnStatement(at)) {
        if (at.expression) given.push(at.expression)
      } else ts.forEachChild(at, search)
    }
    ts.forEachChild(made.body, search)
    return given.flatMap((each) => ways(each, inner, depth + 2))
  }
  const bind = (made, call, env, from = env) => {
    const inner = new Map(env)
    for (const [index, parameter] of made.parameters.entries()) {
      if (parameter.dotDotDotToken) continue
      const argument = call.arguments?.[index]
      if (argument && !ts.isSpreadElement(argument))
        inner.set(parameter, { node: argument, env: from })
      else if (call.arguments?.slice(0, index + 1).some(ts.isSpreadElement)) inner.delete(parameter)
      else if (parameter.initializer)
        inner.set(parameter, { node: parameter.initializer, env: from })
      else inner.set(parameter, undefined)
    }
    return inner
  }
  /** What a property of an object may be, as `ways` says. */
  function propertiesOf(given, name, env, depth = 0) {
    return ways(given, env, depth).flatMap(([node, from]) => {
      if (!ts.isObjectLiteralExpression(node)) return []
      const found = []
      for (const property of node.properties) {
        if (ts.isPropertyAssignment(property) && property.name.getText() === name)
          found.push(...ways(property.initializer, from, depth + 1))
        else if (ts.isShorthandPropertyAssignment(property) && property.name.text === name)
          found.push(...ways(property.name, from, depth + 1))
        else if (ts.isSpreadAssignment(property))
          found.push(...propertiesOf(property.expression, name, from, depth + 1))
      }
      return found
    })
  }

  /** An expression as the texts that it may come to; what only a run knows is a hole, `{name}`. */
  const texts = (given, env, depth = 0) => {
    const all = ways(given, env, depth).flatMap(([node, from]) => textOf(node, from, depth))
    return [...new Set(all)]
  }
  const textOf = (node, env, depth) => {
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : node.getText()
    // What is thrown is read where it is thrown from.
    if (ts.isPropertyAccessExpression(node) && name === 'message') return ['{reason}']
    if (name === 'hint' && isOpaque(node)) return ['that under json-syntax']
    if (ts.isCallExpression(node) && node.expression.getText() === bySchema.function)
      return ['that under schema-value']
    if (ts.isCallExpression(node) && node.getText().includes(`.map(${bySchema.function})`))
      return textsBy(bySchema)
    // What is said only where it is asked for.
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return texts(node.body, env, depth + 1)
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isNumericLiteral(node)) return [node.text]
    if (ts.isTemplateExpression(node)) {
      // What is made of an argument that this call leaves out is not said.
      if (node.templateSpans.some(({ expression }) => isLeftOut(expression, env))) return []
      const parts = node.templateSpans.flatMap(({ expression, literal }) => [
        partOf(expression, env, depth),
        [literal.text],
      ])
      return combined([[node.head.text], ...parts])
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'quote')
      return [`'${hole(node)}'`]
    if (isShowing(node)) return [hole(node.arguments[0])]
    if (ts.isCallExpression(node) && node.expression.getText() === 'grouped') {
      const number = numberOf(node.arguments[0], env)
      return [number === undefined ? hole(node.arguments[0]) : number.toLocaleString('en-US')]
    }
    const swapped = textsSwapped(node, env, depth)
    if (swapped !== undefined) return swapped
    const fields = namesJoined(node, env)
    if (fields !== undefined) return [fields]
    if (ts.isBinaryExpression(node) && ts.isNumericLiteral(node.right)) return [hole(node.left)]
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return combined([partOf(node.left, env, depth), partOf(node.right, env, depth)])
    if (node.kind === ts.SyntaxKind.UndefinedKeyword || node.getText() === 'undefined') return []
    if (node.kind === ts.SyntaxKind.NullKeyword) return []
    return [hole(node)]
  }
  /** Whether it is a parameter for which the call that is followed gives nothing. */
  const isLeftOut = (node, env) => {
    const declaration = ts.isIdentifier(node) ? declarationOf(node) : undefined
    return declaration !== undefined && env.has(declaration) && env.get(declaration) === undefined
  }
  /** Whether something is said by what {@link opaque} gives. */
  const isOpaque = (node) => {
    const declaration = ts.isIdentifier(node) ? declarationOf(node) : undefined
    const holder = ts.isPropertyAccessExpression(node)
      ? node.expression
      : declaration && ts.isBindingElement(declaration) && declaration.parent.parent.initializer
    return holder ? checker.getTypeAtLocation(holder).symbol?.name === 'JsonFault' : false
  }
  /** The number that an expression always comes to. */
  const numberOf = (given, env) => {
    const all = ways(given, env)
    if (all.length !== 1) return undefined
    const [[node, from]] = all
    if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''))
    if (!ts.isBinaryExpression(node)) return undefined
    const [left, right] = [node.left, node.right].map((each) => numberOf(each, from))
    if (left === undefined || right === undefined) return undefined
    const kinds = ts.SyntaxKind
    if (node.operatorToken.kind === kinds.AsteriskToken) return left * right
    return node.operatorToken.kind === kinds.AsteriskAsteriskToken ? left ** right : undefined
  }
  /** What `text.replace('a', 'b')` comes to, where the text is known. */
  const textsSwapped = (node, env, depth) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
      return undefined
    const [from, to] = node.arguments
    const isPlain = node.arguments.length === 2 && [from, to].every(ts.isStringLiteralLike)
    if (node.expression.name.text !== 'replace' || !isPlain) return undefined
    const all = texts(node.expression.expression, env, depth + 1)
    return all.some(isHole) ? undefined : all.map((text) => text.replace(from.text, to.text))
  }
  /** `Object.keys({ a, b }).join(', ')` as `a, b`. */
  const namesJoined = (node, env) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
      return undefined
    const [keys, method] = [node.expression.expression, node.expression.name.text]
    if (method !== 'join' || !ts.isCallExpression(keys)) return undefined
    if (keys.expression.getText() !== 'Object.keys') return undefined
    const tables = ways(keys.arguments[0], env).map(([each]) => each)
    if (tables.length !== 1 || !ts.isObjectLiteralExpression(tables[0])) return undefined
    const names = tables[0].properties.map(({ name }) => name?.getText())
    return names.includes(undefined) || names.length > 8 ? undefined : names.join(', ')
  }
  /** What a function of a file gives. */
  const textsBy = ({ file, function: name }) => {
    const { statements } = program.getSourceFile(root + file)
    const made = statements.find(
      (each) => ts.isFunctionDeclaration(each) && each.name.text === name,
    )
    const given = []
    const search = (at) => {
      if (ts.isReturnStatement(at)) given.push(...texts(at.expression, new Map()))
      else ts.forEachChild(at, search)
    }
    search(made.body)
    return [...new Set(given)]
  }
  /** A part of a sentence: its texts where they are few and known, else a hole. */
  const partOf = (given, env, depth) => {
    if (depth > 6) return [hole(bare(given))]
    const all = texts(given, env, depth + 1)
    const isKnown =
      all.length > 0 &&
      all.length <= 6 &&
      all.some((text) => text.replaceAll(/\{[^{}]*\}/g, '') !== '')
    return isKnown ? all : [hole(bare(given))]
  }
  const combined = (parts) => {
    let all = ['']
    for (const part of parts) {
      all = all.flatMap((before) => part.map((text) => before + text))
      if (all.length > most)
        return parts.reduce(
          (before, part) => [before[0] + (part.length === 1 ? part[0] : '{…}')],
          [''],
        )
    }
    return all
  }
  const hole = (node) => {
    const name = nameOf(node)
    const spaced = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    return `{${Object.hasOwn(readable, name) ? readable[name] : spaced}}`
  }
  /** A name for what an expression comes to: of what it is made from, if it has none itself. */
  const nameOf = (given) => {
    const node = bare(given)
    if (!node) return '…'
    if (ts.isIdentifier(node)) return node.text
    if (ts.isStringLiteralLike(node)) return node.text
    if (ts.isPropertyAccessExpression(node)) return node.name.text.replace('#', '')
    if (ts.isTypeOfExpression(node)) return 'typeof'
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: index, expression } = node
      return ts.isStringLiteralLike(index) ? index.text : nameOf(expression).replace(/s$/, '')
    }
    if (ts.isConditionalExpression(node)) return nameOf(node.whenTrue)
    if (ts.isBinaryExpression(node)) return nameOf(node.left)
    if (ts.isTemplateExpression(node)) return nameOf(node.templateSpans[0].expression)
    if (ts.isSpreadElement(node)) return nameOf(node.expression)
    if (ts.isArrayLiteralExpression(node) && node.elements.length > 0)
      return nameOf(node.elements[0])
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return '…'
    const [first] = node.arguments ?? []
    const called = node.expression.getText()
    if (called === 'typeName') return called
    if (/problemOf$/.test(called)) return 'what fits there'
    const method = ts.isPropertyAccessExpression(node.expression) ? node.expression : undefined
    const isOn =
      method && !['JSON', 'Math', 'Object', 'Array'].includes(method.expression.getText())
    const isAsked = ['get', 'exec'].includes(method?.name.text)
    const sources = isOn && !isAsked ? [method.expression, first] : [first, method?.expression]
    const names = sources.map((each) =>
      each && !ts.isFunctionLike(each) && !ts.isLiteralExpression(each) ? nameOf(each) : '…',
    )
    return names.find((each) => !['…', 'Boolean'].includes(each)) ?? '…'
  }

  /** The sentences of a table, those that it names by a constant too. */
  const sentencesOf = ({ file, constant }) => {
    const found = []
    const search = (node) => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isIdentifier(node))
        found.push(...texts(node, new Map()).filter((text) => text.split(' ').length > 3))
      else ts.forEachChild(node, search)
    }
    for (const statement of program.getSourceFile(root + file).statements)
      if (ts.isVariableStatement(statement))
        for (const { name, initializer } of statement.declarationList.declarations)
          if (name.getText() === constant) search(initializer)
    return [...new Set(found)].map((text) => text.replaceAll('SECTION', '{section}'))
  }

  const made = []
  /** The sentences of objects that say their code too. */
  const ofObjects = new Set()
  /** The findings of a call, and those of whoever hands over what it says. */
  const follow = (call, roles, env, depth, seen) => {
    const argument = (role) =>
      roles[role] === undefined ? undefined : call.arguments?.[roles[role]]
    const details = argument('details')
    const given = {
      code: argument('code'),
      message: argument('message'),
      hint: argument('hint'),
    }
    const openIn = (node, isWhole) =>
      node === undefined
        ? []
        : ways(node, env).flatMap(([each, from]) => {
            const parts =
              !isWhole && ts.isTemplateExpression(each) && wordsOf(each) < 3
                ? each.templateSpans.flatMap(({ expression }) => ways(expression, from))
                : [[each, from]]
            return parts.flatMap(([part]) => {
              const parameter = openParameter(part, from)
              return parameter ? [parameter] : []
            })
          })
    const openParameter = (given, from, isDeep = false) => {
      const node = ts.isPropertyAccessExpression(given) ? given.expression : given
      const declaration = ts.isIdentifier(node) ? declarationOf(node) : undefined
      if (!declaration) return undefined
      let at = declaration
      while (ts.isBindingElement(at)) {
        at = at.parent.parent
        const { initializer } = at
        if (isDeep && ts.isVariableDeclaration(at) && initializer && ts.isIdentifier(initializer))
          at = declarationOf(initializer) ?? at
      }
      return ts.isParameter(at) && !from.has(at) ? at : undefined
    }
    const open = [
      ...openIn(given.code, true),
      ...openIn(given.message, false),
      ...(details ? openIn(details, true) : []),
      ...spreadsOf(details).flatMap((each) => openIn(each, true)),
      ...(details ? ['expected', 'hint'] : []).flatMap((name) =>
        propertiesOf(details, name, env).flatMap(([each, from]) => {
          const parameter = openParameter(each, from, true)
          const isVague = name === 'hint' || /^(?:expected|unfit)$/.test(parameter?.name.getText())
          return parameter && isVague ? [parameter] : []
        }),
      ),
    ]
    const owner = open.map((parameter) => parameter.parent).find((each) => callsOf(each).length > 0)
    if (owner && depth < deepest && !seen.has(owner)) {
      for (const caller of callsOf(owner)) {
        const inner = bind(owner, caller, env, null)
        follow(call, roles, inner, depth + 1, new Set([...seen, owner]))
      }
      return
    }
    const codes = roles.always ? [roles.always] : texts(given.code, env)
    const plain = texts(given.message, env)
    const isTable = plain.length === 1 && isHole(plain[0]) && Object.hasOwn(tables, codes[0])
    const spoken = isTable ? sentencesOf(tables[codes[0]]) : plain
    const detail = (name) => {
      const nodes = details ? propertiesOf(details, name, env) : []
      return [...new Set(nodes.flatMap(([node, from]) => texts(node, from)))]
    }
    const hints = given.hint ? texts(given.hint, env) : detail('hint')
    const expected = isTable ? ['{what the stack has there}'] : detail('expected')
    const { start = '', end = '' } = roles
    const ends = end.includes('{expected}')
      ? expected.map((each) => end.replace('{expected}', each))
      : [end]
    const messages = spoken
      .flatMap((text) => ends.map((each) => start + text + each))
      .filter((text) => !isFilled(text))
    made.push({ codes, messages, expected, hints })
  }
  const spreadsOf = (node) =>
    node && ts.isObjectLiteralExpression(node)
      ? node.properties.filter(ts.isSpreadAssignment).map(({ expression }) => expression)
      : []
  const wordsOf = (node) =>
    [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
      .join(' ')
      .split(/\P{L}+/u)
      .filter((word) => word.length > 1).length

  const rolesOf = (declaration) =>
    makers[
      `${declaration.getSourceFile().fileName.slice(root.length)}:${declaration.name?.getText()}`
    ]
  const isMaker = (owner) => owner !== undefined && rolesOf(owner) !== undefined
  for (const [declaration, list] of calls) {
    const roles = rolesOf(declaration)
    if (!roles) continue
    for (const call of list)
      if (!isMaker(enclosing(call))) follow(call, roles, new Map(), 0, new Set())
  }
  const searchObjects = (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const form = objects[checker.getContextualType(node)?.getNonNullableType().symbol?.name]
      if (
        form &&
        node.properties.some(
          ({ name }) => name?.getText() === 'hint' || name?.getText() === form.message,
        )
      )
        addObject(node, form)
    }
    ts.forEachChild(node, searchObjects)
  }
  /** An object that becomes a finding, as each call has it of a function that makes it of what it is given. */
  const addObject = (node, form) => {
    const { code, message, always, start = '', expected } = form
    const plainly = typeof expected === 'object' ? textsBy(expected) : expected ? [expected] : []
    const owner = enclosing(node)
    const given = node.properties.find(({ name }) => name?.getText() === message)
    const declaration =
      given && ts.isShorthandPropertyAssignment(given) && declarationOf(given.name)
    const callers = declaration && ts.isParameter(declaration) ? callsOf(owner) : []
    const envs =
      callers.length > 0 ? callers.map((call) => bind(owner, call, new Map(), null)) : [new Map()]
    for (const env of envs) {
      const said = (field) =>
        propertiesOf(node, field, env).flatMap(([each, from]) => texts(each, from))
      const own = [...new Set(said('expected'))]
      const messages = (always ? [always] : [...new Set(said(message))])
        .filter((text) => !isHole(text))
        .map((text) => start + text)
      if (!always) for (const each of messages) ofObjects.add((code ?? '') + each)
      made.push({
        isObject: true,
        codes: code ? [code] : said('code'),
        messages,
        expected: own.length > 0 ? own : plainly,
        hints: form.hints ?? [...new Set(said('hint'))],
      })
    }
  }
  // What a shape says of a part of what it is given: no call names it.
  made.push({
    codes: ['bad-argument'],
    messages: ['"{name}" of {thing} must be {kind}', 'item {number} of {thing} must be {kind}'],
    expected: ['{kind}'],
    hints: [],
  })
  for (const file of files) {
    searchObjects(file)
    const form = causes[file.fileName.slice(root.length)]
    if (!form) continue
    const search = (node) => {
      if (
        ts.isArrayLiteralExpression(node) &&
        node.elements[0]?.kind === ts.SyntaxKind.RegularExpressionLiteral
      ) {
        const [, sentence, hint] = node.elements.map((each) => texts(each, new Map()))
        if (ts.isStringLiteralLike(node.elements[1]))
          for (const text of sentence) ofObjects.add(form.code + (form.start ?? '') + text)
        if (ts.isStringLiteralLike(node.elements[1]))
          made.push({
            isObject: true,
            codes: [form.code],
            messages: sentence.map((text) => (form.start ?? '') + text),
            expected: form.expected ? [form.expected] : [],
            hints: hint ?? [],
          })
      }
      ts.forEachChild(node, search)
    }
    search(file)
  }
  // Where such an object is thrown, its codes and its hints are no longer told apart.
  const isMixed = ({ isObject, codes, messages }) =>
    !isObject &&
    messages.length > 0 &&
    messages.every((text) => ['', ...codes].some((code) => ofObjects.has(code + text)))
  return made.filter((each) => !isMixed(each))
}
