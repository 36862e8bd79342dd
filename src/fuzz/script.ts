// Owns arbitraries of expressions, statements and whole scripts, generated from grammar productions with the names of a release.
import fc, { type Arbitrary } from 'fast-check'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { menuCommand, variablePool, languageCall } from './invocation.ts'
import { quoted, exportForm } from './text.ts'
import { plainText, value as anyValue, values } from './values.ts'

/** Arbitraries with the names of one catalog. All yield texts. */
export interface Grammar {
  /** The content of parentheses: `$a + 1`. */
  readonly expression: Arbitrary<string>
  /** One statement. It may use `$a $b $c $m $f`, which `script` declares. */
  readonly statement: Arbitrary<string>
  /** A script that a device accepts. */
  readonly script: Arbitrary<string>
  /** A script with one or two typing errors; a device refuses most of them. */
  readonly nearlyScript: Arbitrary<string>
}

// fast-check requires a type alias: an interface is not assignable to a record.
type Productions = {
  readonly operand: string
  readonly expression: string
  readonly value: string
  readonly string: string
  readonly array: string
  readonly block: string
  readonly sealed: string
  readonly statement: string
}

const binary = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '.',
  ',',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '~',
  'in',
  'and',
  'or',
  '&&',
  '||',
  '->',
  '<%%',
  '',
)
const prefix = fc.constantFrom('!', '-', '~', 'any ', '>')
const variable = fc.constantFrom('$a', '$b', '$c', '$m', '$f', '$1', '$i', '$"my name"', '$nobody')
const literals = fc.oneof(values.num, values.bool, values.time, values.ip, values['ip-prefix'], values.ip6, fc.constantFrom('foo', 'a'))

/** A path before a command: with slashes, or with blanks as in older syntax. */
const pathBefore = ({ path }: KnownMenu): Arbitrary<string> => fc.constantFrom(`${path}/`, `/${path.slice(1).replaceAll('/', ' ')} `)

/** All menus that hold rows. */
function rowMenusOf(root: KnownMenu): readonly KnownMenu[] {
  const found: KnownMenu[] = []
  const visit = (menu: KnownMenu): void => {
    if (menu.shape !== undefined && menu.path !== '/') found.push(menu)
    for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
  }
  visit(root)
  return found
}

/** Returns the arbitrary of a production, which may not be defined yet. */
type Tie = <Name extends keyof Productions>(name: Name) => Arbitrary<Productions[Name]>

/** How deep productions nest. */
const depth = { maxDepth: 3, withCrossShrink: true }

/** A text without its quotes, as a part of a string. */
const quotedPart = plainText.map((text) => quoted(text).slice(1, -1))

const inParentheses = (tie: Tie): Arbitrary<string> => tie('expression').map((inner) => `(${inner})`)
const inBrackets = (tie: Tie): Arbitrary<string> => tie('statement').map((inner) => `[${inner}]`)
const inBraces = (tie: Tie): Arbitrary<string> =>
  fc.array(tie('statement'), { minLength: 1, maxLength: 2 }).map((statements) => `{${statements.join('; ')}}`)

/** The productions of values. */
const valueProductions = (tie: Tie): { readonly [Name in 'operand' | 'expression' | 'value' | 'string' | 'array']: Arbitrary<string> } => ({
  operand: fc.oneof(depth, literals, values.str, variable, anyValue, tie('string'), inParentheses(tie), inBrackets(tie), tie('array')),
  expression: fc.oneof(
    depth,
    tie('operand'),
    fc
      .tuple(tie('operand'), binary, tie('operand'))
      .map(([left, sign, right]) => (sign === '' ? `${left} ${right}` : `${left} ${sign} ${right}`)),
    fc.tuple(prefix, tie('operand')).map(([sign, inner]) => sign + inner),
  ),
  value: fc.oneof(depth, literals, values.str, variable, values.id, tie('string'), inParentheses(tie), inBrackets(tie)),
  string: fc.oneof(
    depth,
    plainText.map(quoted),
    fc.tuple(quotedPart, variable).map(([text, name]) => `"${text}${name} "`),
    fc.tuple(quotedPart, tie('expression')).map(([text, inner]) => `"${text}$(${inner})"`),
    fc.tuple(tie('statement'), quotedPart).map(([inner, text]) => `"$[${inner}]${text}"`),
  ),
  array: fc
    .array(fc.tuple(fc.constantFrom('', '', 'k=', '"a b"='), tie('operand')), { minLength: 1, maxLength: 3 })
    .map((members) => `{${members.map(([key, text]) => key + text).join(';')}}`),
})

/** The productions of statements, with the words of the language and the commands of menus. */
function statementProductions(
  tie: Tie,
  words: readonly KnownCommand[],
  menus: readonly KnownMenu[],
): { readonly [Name in 'block' | 'sealed' | 'statement']: Arbitrary<string> } {
  const fillings = { value: tie('value'), array: tie('array'), block: tie('block'), sealed: tie('sealed') }
  const inMenu = fc.constantFrom(...menus)
  // A condition accepts no id and no array to the right of a property.
  const sum = fc.tuple(variable, binary, literals).map(([left, sign, right]) => `(${left} ${sign} ${right})`)
  const operand = fc.oneof(depth, literals, variable, sum, inBrackets(tie))
  // Behind `name=` of a call a device accepts no text with escapes.
  const given = fc.oneof(
    tie('value'),
    fc.tuple(fc.constantFrom('x=', 'y='), operand).map(([key, text]) => key + text),
  )
  const call = fc.array(given, { maxLength: 3 }).map((all) => ['$f', ...all].join(' '))
  const word = fc.oneof(...words.map((command) => languageCall(command, fillings)))
  return {
    block: fc.array(tie('statement'), { maxLength: 2 }).map((statements) => `{${statements.join('; ')}}`),
    sealed: fc.array(tie('statement'), { maxLength: 2 }).map((statements) => `{${declared(statements.join('; '), '; ')}}`),
    statement: fc.oneof(
      depth,
      tie('value').map((text) => `:put ${text}`),
      fc.tuple(fc.constantFrom(...variablePool), tie('value')).map(([name, text]) => `:set ${name} ${text}`),
      { weight: 4, arbitrary: word },
      inBraces(tie),
      call,
      inBrackets(tie),
      { weight: 3, arbitrary: inMenu.chain((menu) => pathBefore(menu).chain((path) => menuCommand(menu, path, operand))) },
      inMenu.chain((menu) => menuCommand(menu, '', operand).map((inner) => `${menu.path} { ${inner} }`)),
      inMenu.chain((menu) => menuCommand(menu, '', operand).map((inner) => `${menu.path}\n${inner}\n/`)),
      fc.tuple(variableWord, tie('value')).map(([name, text]) => `:${name} ${text}`),
      plainText.map((text) => `\n#${text.replaceAll(/[\n\\]/g, ' ')}\n`),
    ),
  }
}

/** Arbitraries over a catalog's commands and these menus (default: all). */
export function grammarOf(root: KnownMenu, menus: readonly KnownMenu[] = rowMenusOf(root)): Grammar {
  const words = [...root.entries.values()].filter((entry): entry is KnownCommand => entry instanceof KnownCommand && entry.name !== 'quit')
  const tree = fc.letrec<Productions>((tie) => ({ ...valueProductions(tie), ...statementProductions(tie, words, menus) }))
  const script = fc.array(tree.statement, { minLength: 1, maxLength: 6 }).map((statements) => declared(`${statements.join('\n')}\n`, '\n'))
  return { expression: tree.expression, statement: tree.statement, script, nearlyScript: broken(script) }
}

/** Unknown commands: a device accepts them, and fails at run time. */
const variableWord = fc.constantFrom('nonsense', 'foo', 'setup')

/** Prepends declarations of the pool names that a text uses, and of no others, so that a small script stays small. */
const declared = (text: string, separator: string): string =>
  [
    ...variablePool
      .filter((name) => new RegExp(`(^|[^\\w-])${name}(?!\\w)`).test(text))
      .map((name) => `:local ${name}${initial[name] ?? ''}`),
    text,
  ].join(separator)

const initial: Readonly<Record<string, string>> = { a: ' 1', b: ' "bc"', m: ' {k={1;2};0}', f: ' do={:return $1}' }

/** Makes one or two edits of a text: a part is deleted, repeated, or a character is inserted. */
export function broken(whole: Arbitrary<string>): Arbitrary<string> {
  const sign = fc.oneof(
    fc.constantFrom(...'{}[]()"$=;:/\\#!~,.<>-+ \n'),
    fc.constantFrom('do=', 'in=', '->', ' = ', '\\\n', '\r\n', '\0', 'é'),
    plainText.map(exportForm),
  )
  const edit = fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('cut', 'twice', 'between', 'end'), sign)
  return fc.tuple(whole, fc.array(edit, { minLength: 1, maxLength: 2 })).map(([text, edits]) =>
    edits.reduce((now, [at, length, manner, between]) => {
      const from = now.length === 0 ? 0 : at % now.length
      const piece = now.slice(from, from + length)
      const [before, behind] = [now.slice(0, from), now.slice(from + length)]
      if (manner === 'cut') return before + behind
      if (manner === 'twice') return before + piece + piece + behind
      return manner === 'end' ? before : before + between + piece + behind
    }, text),
  )
}
