// Owns the printed form of code, as `:put [:parse ...]` prints a script, `:put $f` a function, and `:put (>...)` an expression.
import { isVariadic } from '../../grammar/precedence.ts'
import type { Menu } from '../../grammar/names.ts'
import type * as tree from '../syntax/tree.ts'
import type { Body, LooseArgument, Node, Script, Statement } from '../syntax/tree.ts'
import { refusalText, type Refused } from '../diagnostic/refused.ts'
import type { Source } from '../text/source.ts'
import { show } from '../value/show.ts'
import { emptyStatements } from './empty-statement.ts'
import { byBytes } from '../text/sorted.ts'

/*
 * The rules, as 295 printed forms of real scripts and the conformance rows show them (7.22.1 and 7.23):
 *
 * | code | form |
 * |---|---|
 * | script | statements joined with `;`; an empty text prints nothing |
 * | `{...}` and `[...]` | `(evl A B)`; as a code argument with `;` before it: a function is the array of an empty text and its code |
 * | a path, an empty statement | the path of the current menu with a slash behind it |
 * | a command | `(evl /pathname=value;name=value)`, names sorted by bytes, nothing between path and names |
 * | a flag | `name=` and the value given before it, `true` if there is none: `as-value=https://...` |
 * | `name=` and the end of the command | nothing at all (one form has it, none has another answer: *inferred* for all) |
 * | `!name` | `!name=` (*inferred*: no known form has one) |
 * | a late parameter | `(evl bad parameter x (line 1 column 29) /path)`, no arguments |
 * | an unknown command | `(<%% bad command name x (line 1 column 2) x;word;name=value)` |
 * | `$f a b=c` | `(<%% $f (> $f);a;b=c)`: positional arguments first, then names sorted |
 * | `(...)` as a statement | `(<%% X )` |
 * | `[...]` as a statement | `(<%% (evl A;B;C) )`, with the statements A and B before it in the body. Alone: `(<%% C )` |
 * | an operation | `(sign a b)`; chains of one sign that takes many operands are one, parentheses or not |
 * | parentheses | nothing |
 * | a string with escapes or names | `(. a b)`, each escape an operand, part of the surrounding chain of `.`; if it has one part: that
 * part |
 * | `-1` in an expression | `(- 1)`, an operation; as an argument `-1`, one word |
 * | `{a;k=b}` | `a;k=b`: elements, then keys sorted by bytes; nested ones join in |
 * | `where X` | `where=$p1;$p2;...;X;5`: all properties of the menu in its order, the condition, 5 if it reads a property (two forms of two
 * menus), else 0 (one form; *inferred* for other menus) |
 * | a literal | its value as `:put` prints it |
 */

/** Returns the text that `:put [:parse text]` prints. */
export function formOf({ body }: Pick<Script, 'body'>, source: Source): string {
  return source.text === '' ? '' : new Form(source).list(body).join(';')
}

/**
 * Returns a text that is equal for two scripts of the same meaning: the printed form without empty statements, which do nothing, and
 * without the places in messages of late errors.
 */
export function meaningOf({ body }: Pick<Script, 'body'>, source: Source): string {
  return new Form(source, { empty: () => 0, late: ({ message }) => message }).list(body).join(';')
}

/** The printed form of a function or block: `(evl (evl /putmessage=$1))`. */
export function formOfBody(body: Body, source: Source): string {
  return new Form(source).code(body)
}

/** The printed form of an expression: `(+ 1 1)`. Of a block: its code. */
export function formOfNode(node: Node, source: Source): string {
  return node.kind === 'block' ? formOfBody(node.body, source) : new Form(source).node(node)
}

const pathOf = ({ path }: Menu): string => (path === '/' ? '/' : `${path}/`)

/** The options of a printed form: how empty statements are counted, and how a late error is written. */
interface FormStyle {
  readonly empty: typeof emptyStatements
  readonly late: (late: Refused, source: Source) => string
}
const asDevice: FormStyle = { empty: emptyStatements, late: (late, source) => refusalText(source, late) }

/** Prints the code of one text. */
class Form {
  readonly #source: Source
  readonly #manner: FormStyle
  /** Whether the condition being printed reads a property. */
  #asks = false

  constructor(source: Source, manner = asDevice) {
    this.#source = source
    this.#manner = manner
  }

  code(body: Body): string {
    return `(evl ${this.list(body).join(' ')})`
  }

  /** The statements of a body, empty ones included. */
  list({ statements, menu: start, from, to }: Body): string[] {
    let forms: string[] = []
    let menu = start
    let at = from
    const empty = (end: number, behind: boolean, closes: boolean): void => {
      for (let n = this.#manner.empty(this.#source.text.slice(at, end), behind, closes); n > 0; n--) forms.push(pathOf(menu))
    }
    statements.forEach((statement, index) => {
      empty(statement.from, index > 0, false)
      at = statement.to
      if (statement.kind === 'path' && statement.body === undefined) menu = statement.menu
      if (statement.kind === 'call' && statement.callee.kind === 'bracket') {
        const taken = [...forms, ...this.list(statement.callee.body)]
        forms = [this.#call(taken.length === 1 ? taken[0]! : `(evl ${taken.join(';')})`, statement)]
      } else forms.push(this.#statement(statement))
    })
    empty(to, statements.length > 0, true)
    return forms
  }

  #statement(statement: Statement): string {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement)
      case 'call':
        return this.#call(this.node(statement.callee), statement)
      case 'unknown':
        return `(<%% ${this.#manner.late(statement.late, this.#source)} ${[...statement.words, ...this.#loose(statement.given)].join(';')})`
      case 'scope':
        return this.code(statement.body)
      case 'path':
        return statement.body === undefined ? pathOf(statement.menu) : this.code(statement.body)
    }
  }

  #invocation({ command, given, late }: tree.Invocation): string {
    if (late !== undefined) return `(evl ${this.#manner.late(late, this.#source)} ${command.path})`
    let before = 'true'
    const named: [name: string, form: string][] = []
    for (const one of given) {
      const { argument, value, unset } = one
      if (one.isEmpty) continue
      if (value !== undefined) before = this.node(value)
      named.push(unset ? [`!${argument.name}`, ''] : [argument.name, before])
    }
    named.sort(([a], [b]) => byBytes(a, b))
    return `(evl ${command.path}${named.map(([name, form]) => `${name}=${form}`).join(';')})`
  }

  #call(callee: string, { callee: { kind }, given }: tree.Call): string {
    const rest = this.#loose(given)
    return `(<%% ${callee} ${(kind === 'reference' ? [`(> ${callee})`, ...rest] : rest).join(';')})`
  }

  #loose(given: readonly LooseArgument[]): string[] {
    const form = ({ value }: LooseArgument): string => (value === undefined ? '' : this.node(value))
    return this.#keyed(given.map((one) => [one.key, form(one)]))
  }

  /** Elements in array order: those without key first, then sorted by key; of equal keys the last wins. */
  #keyed(elements: readonly (readonly [key: string | undefined, form: string])[]): string[] {
    const keyed = new Map<string, string>()
    const placed: string[] = []
    for (const [key, form] of elements) {
      if (key === undefined) placed.push(form)
      else keyed.set(key, form)
    }
    const sorted = [...keyed].sort(([a], [b]) => byBytes(a, b))
    return [...placed, ...sorted.map(([key, form]) => `${key}=${form}`)]
  }

  node(node: Node): string {
    switch (node.kind) {
      case 'literal':
        return show(node.value)
      case 'quoted':
        return this.#quoted(node)
      case 'reference':
        if (node.variable.kind === 'property') this.#asks = true
        return `$${node.variable.name}`
      case 'bracket':
        return this.code(node.body)
      case 'group':
        return this.node(node.inner)
      case 'operation':
        return this.#operation(node)
      case 'array':
        return this.#keyed(node.members.map(({ key, value }) => [key, this.node(value)])).join(';')
      case 'block':
        return `;${this.code(node.body)}`
      case 'raw':
        return node.text
      case 'names':
        return node.variables.map(({ name }) => `$${name}`).join(';')
      case 'condition':
        return this.#condition(node)
    }
  }

  /** Not recursive over operations: chains of different operators nest once per link. */
  #operation(operation: tree.Operation): string {
    const done: string[] = []
    const todo: (Node | string)[] = [operation]
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      if (typeof at === 'string') done.push(at)
      else if (at.kind === 'operation') {
        const chain = at
        const operands = chain.operands.flatMap((operand) => this.#joined(chain, operand))
        todo.push(')')
        operands.toReversed().forEach((operand, index) => {
          if (index > 0) todo.push(' ')
          todo.push(operand)
        })
        done.push(`(${chain.operator} `)
      } else done.push(this.node(at))
    }
    return done.join('')
  }

  /** An operand without its parentheses, or the operands of a chain that merges with the outer chain. Text is returned unchanged. */
  #joined(around: { readonly operator: string; readonly operands: readonly unknown[] }, node: Node): readonly (Node | string)[] {
    const { operator } = around
    const inner = ungrouped(node)
    if (around.operands.length > 1 && isVariadic(operator)) {
      if (inner.kind === 'operation' && inner.operator === operator && inner.operands.length > 1)
        return inner.operands.flatMap((operand) => this.#joined(around, operand))
      if (inner.kind === 'quoted' && inner.composed && operator === '.') return this.#parts(inner)
    }
    return [inner]
  }

  #quoted(quoted: tree.Quoted): string {
    if (!quoted.composed) return quoted.value === undefined ? '' : show(quoted.value)
    const parts = this.#parts(quoted).map((part) => (typeof part === 'string' ? part : this.node(part)))
    return parts.length > 1 ? `(. ${parts.join(' ')})` : (parts[0] ?? '')
  }

  #parts({ parts }: tree.Quoted): readonly (Node | string)[] {
    const chain = { operator: '.', operands: parts }
    return parts.flatMap((part) => (typeof part === 'string' ? part : this.#joined(chain, part)))
  }

  #condition({ menu, expression }: tree.Condition): string {
    const outer = this.#asks
    this.#asks = false
    const form = expression === undefined ? 'true' : this.node(expression)
    const all = [...menu.properties.map((name) => `$${name}`), form, this.#asks ? '5' : '0']
    this.#asks = outer
    return all.join(';')
  }
}

const ungrouped = (node: Node): Node => {
  let inner = node
  while (inner.kind === 'group') inner = inner.inner
  return inner
}
