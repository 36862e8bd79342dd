// Owns reading the project's own sources for the house test: their imports and the outside names that they use.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The root folder of the project. */
export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** A TypeScript file: its `path` relative to the root, with `/`; its text and tree, and the project's files that it imports. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  /** All imports, including types. */
  readonly imports: readonly string[]
  /** The imports at run time: without those of types only. */
  readonly loads: readonly string[]
}

/** Returns every TypeScript file below a folder of the project, sorted by path. */
export function sourcesOf(folder: string): readonly SourceFile[] {
  return readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(top, path), 'utf8')
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
      const declarations = tree.statements.filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
      const named = (kept: readonly (ts.ImportDeclaration | ts.ExportDeclaration)[]): readonly string[] =>
        [
          ...new Set(
            kept.flatMap(({ moduleSpecifier: to }) =>
              to !== undefined && ts.isStringLiteral(to) && to.text.startsWith('.') ? [to.text] : [],
            ),
          ),
        ].map((to) => relative(top, resolve(top, dirname(path), to)).replaceAll('\\', '/'))
      return {
        path,
        text,
        tree,
        imports: named(declarations),
        loads: named(declarations.filter((declaration) => !isTypeOnly(declaration))),
      }
    })
}

function isTypeOnly(declaration: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(declaration)) return declaration.isTypeOnly
  const clause = declaration.importClause
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  )
}

const worldly = new Set([
  'fs',
  'fs/promises',
  'child_process',
  'net',
  'http',
  'https',
  'tls',
  'dgram',
  'dns',
  'os',
  'worker_threads',
  'readline',
  'process',
  'tty',
])

/** Returns the outside accesses of a file, with their lines: `Date.now`, `new Date()`, `process`, `node:fs` ... */
export function outsideAccessOf({ path, tree: file }: SourceFile): readonly string[] {
  const found: string[] = []
  const note = (node: ts.Node, what: string): void => {
    found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random', 'performance.now'].includes(node.getText()))
      note(node, node.getText())
    else if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
      note(node, 'new Date()')
    else if (ts.isIdentifier(node) && ['process', 'setTimeout', 'setInterval', 'fetch'].includes(node.text) && isFree(node))
      note(node, node.text)
    else if (ts.isPropertyAccessExpression(node) && /^console\.(log|error|warn|info|debug)$/.test(node.getText()))
      note(node, node.getText())
    else if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const module = node.moduleSpecifier.text.replace(/^node:/, '')
      if (worldly.has(module)) note(node, module)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Returns the texts of a file's literals and templates, except the names of imported modules. */
export function literalsOf({ tree: file }: SourceFile): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Whether a name is a free variable: not a property, a key or declared in this file. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  return ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)
}

/** Returns the untyped parts of a file: `any`, an enum, a default export, a comment that disables the compiler. */
export function untypedPartsOf({ path, tree, text }: SourceFile): readonly string[] {
  const found = /@ts-(ignore|nocheck)/.test(text) ? [`${path} silences the compiler`] : []
  const visit = (node: ts.Node): void => {
    const what =
      node.kind === ts.SyntaxKind.AnyKeyword
        ? 'any'
        : ts.isEnumDeclaration(node)
          ? 'enum'
          : ts.isExportAssignment(node)
            ? 'export default'
            : undefined
    if (what !== undefined) found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const matchers = new Set(['startsWith', 'endsWith', 'includes', 'indexOf', 'match', 'matchAll', 'search', 'replace', 'replaceAll'])
const equalities = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
])

/** Returns the places where a file compares, searches or matches a name `message`. */
export function messageMatchesOf({ path, tree }: SourceFile): readonly string[] {
  const found: string[] = []
  const isMessage = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === 'message') ||
    (ts.isPropertyAccessExpression(node) && node.name.text === 'message') ||
    (ts.isNonNullExpression(node) && isMessage(node.expression)) ||
    (ts.isParenthesizedExpression(node) && isMessage(node.expression)) ||
    (ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'fromBytes' &&
      node.arguments.some(isMessage))
  const isNothing = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'undefined'
  const matches = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node) && equalities.has(node.operatorToken.kind))
      return (isMessage(node.left) && !isNothing(node.right)) || (isMessage(node.right) && !isNothing(node.left))
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
    const { expression, name } = node.expression
    if (name.text === 'test' || name.text === 'exec') return node.arguments.some(isMessage)
    return matchers.has(name.text) && isMessage(expression)
  }
  const visit = (node: ts.Node): void => {
    if (matches(node)) found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/**
 * Returns the places where a file writes to standard output or error, with their lines: `process.stdout.write`, `console.log`,
 * `writeSync(2, ...)`.
 */
export function terminalWritesOf({ path, tree }: Pick<SourceFile, 'path' | 'tree'>): readonly string[] {
  const found: string[] = []
  const isStream = (node: ts.Node): boolean =>
    ts.isPropertyAccessExpression(node) && node.expression.getText() === 'process' && /^std(out|err)$/.test(node.name.text)
  const isDoor = (node: ts.Node): boolean => {
    if (!ts.isCallExpression(node)) return false
    const { expression: called } = node
    if (/^write(v|File)?(Sync)?$/.test(called.getText().split('.').at(-1) ?? ''))
      if (/^([12]|'\/dev\/(stdout|stderr|tty)')$/.test(node.arguments[0]?.getText() ?? '')) return true
    if (!ts.isPropertyAccessExpression(called)) return false
    if (/^console\.(log|error|warn|info|debug|table|dir|trace)$/.test(called.getText()) || called.getText() === 'process.emitWarning')
      return true
    return isStream(called.expression) && /^(write|end)$/.test(called.name.text)
  }
  const visit = (node: ts.Node): void => {
    // Passing a stream as an argument counts, too; reading its colours and width does not.
    const isHanded =
      isStream(node) &&
      !ts.isPropertyAccessExpression(node.parent) &&
      !(ts.isCallExpression(node.parent) && node.parent.expression.getText() === 'coloursFor')
    if (isDoor(node) || isHanded) found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Parses a text as a source file. */
export const sourceOf = (path: string, text: string): Pick<SourceFile, 'path' | 'tree'> => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
})
