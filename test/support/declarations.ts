import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What the package declares, as who installs it sees it: the text of each declaration file. */
const declared = new Map<string, string>()
/** The declarations themselves, in a folder that is not there: beside their sources these would be read. */
const declarations = declare()
const checker = declarations.getTypeChecker()

function declare(): ts.Program {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}tsconfig.build.json`, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  )
  const sources = ['src/index.ts', 'src/plan.ts', 'src/profiles/compiled.d.ts'].map(
    (path) => root + path,
  )
  const emitted = { ...options, outDir: `${root}declared`, noEmit: false }
  ts.createProgram(sources, emitted).emit(undefined, (path, text) => declared.set(path, text))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => declared.has(path) || fileExists(path)
  host.directoryExists = (path) =>
    path.startsWith(`${root}declared`) || ts.sys.directoryExists(path)
  host.readFile = (path) => declared.get(path) ?? readFile(path)
  host.getSourceFile = (path, ...rest) => {
    const text = declared.get(path)
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  }
  return ts.createProgram(
    ['declared/index.d.ts', 'declared/plan.d.ts'].map((path) => root + path),
    options,
    host,
  )
}

/** What an entry of the package (`index`, `plan`) exports, by name. */
export function exportsOf(name: string): Map<string, ts.Symbol> {
  const module = checker.getSymbolAtLocation(
    declarations.getSourceFile(`${root}declared/${name}.d.ts`)!,
  )!
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.getName(), original(symbol)]),
  )
}

/** The types of the package that an exported declaration names and that are not exported themselves. */
export function unnamed(name: string): string[] {
  const exported = new Set(exportsOf(name).values())
  const found = new Set<string>()
  for (const symbol of exported) for (const each of symbol.declarations ?? []) visit(each, symbol)
  return [...found].sort()

  function visit(node: ts.Node, owner: ts.Symbol): void {
    const used = typeName(node)
    const symbol = used && checker.getSymbolAtLocation(used)
    const type = symbol && original(symbol)
    const isOurs = type?.declarations?.some(
      (each) => declared.has(each.getSourceFile().fileName) && !ts.isTypeParameterDeclaration(each),
    )
    if (isOurs && !exported.has(type!)) found.add(`${type!.getName()} of ${owner.getName()}`)
    ts.forEachChild(node, (child) => visit(child, owner))
  }
}

function typeName(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName
  if (ts.isExpressionWithTypeArguments(node)) return node.expression
  return ts.isImportTypeNode(node) ? node.qualifier : undefined
}

function original(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
