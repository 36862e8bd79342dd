// Owns what the house test counts in the project's sources: import cycles, type assertions, long functions, long lines,
// partial comparisons.
import ts from 'typescript'
import type { SourceFile } from './sources.ts'

/** Returns the import cycles of files by `edges`, each cycle once: its paths, sorted (Tarjan's strongly connected components). */
export function importCyclesOf(
  files: readonly SourceFile[],
  edges: (file: SourceFile) => readonly string[],
): readonly (readonly string[])[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const found: (readonly string[])[] = []
  const order = new Map<string, number>()
  const stack: string[] = []
  /** The lowest number on the stack that a file reaches. */
  const visit = (path: string, file: SourceFile): number => {
    const own = order.size
    let low = own
    order.set(path, own)
    stack.push(path)
    for (const to of edges(file)) {
      const next = known.get(to)
      const seen = order.get(to)
      if (next !== undefined && seen === undefined) low = Math.min(low, visit(to, next))
      else if (seen !== undefined && stack.includes(to)) low = Math.min(low, seen)
    }
    if (low === own) {
      const circle = stack.splice(stack.indexOf(path))
      if (circle.length > 1 || edges(file).includes(path)) found.push(circle.toSorted())
    }
    return low
  }
  for (const [path, file] of known) if (!order.has(path)) visit(path, file)
  return found
}

/** A place in a file: `path:line`. */
type Place = string

const lineOf = (tree: ts.SourceFile, at: number): number => tree.getLineAndCharacterOfPosition(at).line

/**
 * Returns the type assertions of a file without a reason: `as` (except `as const`) and `!`. A reason is a comment with `//` on the same
 * line or on the line above.
 */
export function claimsOf({ path, tree, text }: SourceFile): { readonly as: readonly Place[]; readonly bang: readonly Place[] } {
  const lines = text.split('\n')
  const as: Place[] = []
  const bang: Place[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isAsExpression(node) && node.type.getText() !== 'const') || ts.isTypeAssertionExpression(node)) note(as, node.type.getStart())
    else if (ts.isNonNullExpression(node)) note(bang, node.getEnd() - 1)
    else if (ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined) note(bang, node.exclamationToken.getStart())
    ts.forEachChild(node, visit)
  }
  const note = (places: Place[], at: number): void => {
    const line = lineOf(tree, at)
    const hasReason = /\/\/ \S/.test(lines[line] ?? '') || /^\s*\/\/ \S/.test(lines[line - 1] ?? '')
    if (!hasReason) places.push(`${path}:${line + 1}`)
  }
  visit(tree)
  return { as, bang }
}

/** Matchers that compare a part of a value only. */
const partialMatchers: ReadonlySet<string> = new Set([
  'toContain',
  'toMatch',
  'toMatchObject',
  'toThrow',
  'stringContaining',
  'stringMatching',
  'containing',
  'matching',
])

/**
 * Returns where a test compares a part of a value only: a text that another contains or that fits a pattern, some members of an object, an
 * error without its message. Negated matchers, and errors that are compared as a whole (`toThrow(new ...)`), are left out.
 */
export function partialComparisonsOf({ path, tree }: SourceFile): readonly Place[] {
  const found: Place[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isPartial(node)) found.push(`${path}:${lineOf(tree, node.getEnd()) + 1}`)
    ts.forEachChild(node, visit)
  }
  const isPartial = ({ expression, arguments: [first] }: ts.CallExpression): boolean => {
    const isMember = ts.isPropertyAccessExpression(expression)
    const name = isMember ? expression.name.text : expression.getText()
    // Those of fast-check make texts.
    const owner = isMember ? expression.expression.getText() : ''
    return partialMatchers.has(name) && owner !== 'fc' && !owner.endsWith('.not') && !(first !== undefined && ts.isNewExpression(first))
  }
  visit(tree)
  return found
}

/** Returns the functions of a file with more than `most` lines, each with its number of lines. */
export function longFunctionsOf({ path, tree }: SourceFile, most: number): readonly Place[] {
  const found: Place[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const first = lineOf(tree, node.getStart())
      const length = lineOf(tree, node.getEnd()) - first + 1
      if (length > most) found.push(`${path}:${first + 1} ${length} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Returns the lines of a text with more than `most` columns. */
export const longLinesOf = (path: string, text: string, most: number): readonly Place[] =>
  text.split('\n').flatMap((line, at) => ([...line].length > most ? [`${path}:${at + 1} ${[...line].length} columns`] : []))

/**
 * Returns the exports of a file without a docstring. The type of a documented constant, declared directly below it, shares the docstring.
 */
export function undocumentedExportsOf({ path, tree, text }: SourceFile): readonly Place[] {
  const isDocumented = (node: ts.Node): boolean => text.slice(node.getFullStart(), node.getStart()).includes('/**')
  return tree.statements.flatMap((node, at) => {
    if (!ts.canHaveModifiers(node) || ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return []
    const before = tree.statements[at - 1]
    const shares = ts.isTypeAliasDeclaration(node) && before !== undefined && ts.isVariableStatement(before) && isDocumented(before)
    return shares || isDocumented(node) ? [] : [`${path}:${lineOf(tree, node.getStart()) + 1}`]
  })
}

/** The functions whose result is named after the path of its file; only a list of all of them imports it. */
const namedByPath: ReadonlySet<string> = new Set(['menu', 'extend', 'notes', 'declareVerb', 'declareGroup'])

/** Returns the names that a file declares and exports, without declarations that are named after the file's path (menus, notes, verbs). */
export function exportedNamesOf({ tree }: Pick<SourceFile, 'tree'>): ReadonlySet<string> {
  const namesOf = (name: ts.BindingName): readonly string[] =>
    ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []))
  const isNamedByPath = ({ initializer }: ts.VariableDeclaration): boolean =>
    initializer !== undefined &&
    ts.isCallExpression(initializer) &&
    ts.isIdentifier(initializer.expression) &&
    namedByPath.has(initializer.expression.text)
  const declared = tree.statements.flatMap((node) => {
    if (!ts.canHaveModifiers(node) || ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return []
    if (ts.isVariableStatement(node))
      return node.declarationList.declarations.filter((one) => !isNamedByPath(one)).flatMap(({ name }) => namesOf(name))
    const isNamed =
      ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    return isNamed && node.name !== undefined ? [node.name.text] : []
  })
  return new Set(declared)
}

/** Returns the names that several files declare and export, each as `name: path, path`, sorted. */
export function namesExportedTwiceIn(files: readonly Pick<SourceFile, 'path' | 'tree'>[]): readonly string[] {
  const paths = new Map<string, string[]>()
  for (const file of files) for (const name of exportedNamesOf(file)) paths.set(name, [...(paths.get(name) ?? []), file.path])
  return [...paths]
    .filter(([, where]) => where.length > 1)
    .map(([name, where]) => `${name}: ${where.toSorted().join(', ')}`)
    .sort()
}
