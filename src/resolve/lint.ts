// Owns offbox's own findings in an accepted script: language traps (language reference, section 11).
import { withoutParentheses, descendFrom, eachOperand } from '../syntax/descent.ts'
import { PlainLine } from '../syntax/plain-lines.ts'
import type { Span } from '../text/source.ts'
import type {
  Block,
  Body,
  Bracket,
  Call,
  Condition,
  GivenArgument,
  Invocation,
  Node,
  Operation,
  Quoted,
  Reference,
  Statement,
  Variable,
} from '../syntax/tree.ts'
import { Ip, Time } from '../value/value.ts'
import { similar } from './check/similar.ts'
import type { DeclaredNames } from './declarations.ts'
import { isOfEvent } from './event-names.ts'
import { findingOf, isCommandLike, isConstruct, nothingMore, type LintCode, type Finding, type More } from './lint-finding.ts'
import { colonKey } from './colon-key.ts'
import { VisitedFunction } from './visited-function.ts'

type Report = (code: LintCode, span: Span, name?: string, more?: More) => void

/**
 * The findings in an accepted script, in the order of the text. `declared` has the names of the whole script if the body is a part of it,
 * `before` the variables declared before it, `text` its source. Of an undeclared name only the first read is reported.
 */
export function lint(body: Body, declared: DeclaredNames, before: readonly Variable[] = [], text = ''): readonly Finding[] {
  const found: Finding[] = []
  const reported = new Set<string>()
  const report: Report = (code, span, name = '', more) => {
    if (name !== '' && declarationCodes.has(code) && !isConstruct(name)) {
      if (reported.has(name)) return
      reported.add(name)
    }
    found.push(findingOf(code, span, name, more))
  }
  const kinds = new Map(before.map(({ kind, name }) => [name, kind === 'global' ? 'declare-global' : 'declare-local']))
  new Linter(declared, report, text).body(body, kinds)
  return found.sort((a, b) => a.from - b.from)
}

const declarationCodes: ReadonlySet<LintCode> = new Set(['undeclared-variable', 'bare-word', 'nil-by-name', 'ended-block'])

/** UTF-8 of the quotes U+2018 to U+201F, at the start of a value. */
const curly = /(?<![^\s=])\xe2\x80[\x98-\x9f]/

class Linter {
  readonly #declared: DeclaredNames
  readonly #report: Report
  /** The enclosing functions, the innermost last. */
  readonly #functions: VisitedFunction[] = []
  /** Functions that only this script can call: held by a local variable that is only read in calls. */
  readonly #own = new Set<Node>()
  /** The number of enclosing blocks of menu commands: `flood-ping do={...}` provides variables to its block. */
  #handed = 0
  /** References that are meant as nil. */
  readonly #nils = new Set<Reference>()

  /** The names that the current command declares: in its values they have another meaning (`:local Interface $interface`). */
  #making: readonly string[] = []

  /** Whether the text has such quotes: only then values of plain lines are looked at. */
  readonly #hasCurly: boolean

  /** The source of the body; '' if unknown. */
  readonly #text: string

  /** Whether the words that are visited are those of a command that should be in brackets: they have a finding already. */
  #isInCommand = false

  constructor(declared: DeclaredNames, report: Report, text: string) {
    this.#text = text
    this.#hasCurly = curly.test(text)
    this.#declared = declared
    this.#report = report
  }

  body({ statements }: Body, kinds = new Map<string, string>()): void {
    for (const statement of statements) {
      if (statement instanceof PlainLine && !this.#hasCurly) continue
      this.#statement(statement)
      if (statement.kind === 'invocation') this.#declaring(statement, kinds)
    }
  }

  #declaring({ command, given }: Invocation, kinds: Map<string, string>): void {
    for (const { argument, value } of given) {
      const { naming } = argument
      if (value?.kind !== 'names' || (naming !== 'declare-local' && naming !== 'declare-global')) continue
      for (const { name } of value.variables) {
        const before = kinds.get(name)
        if (before === undefined && command.name === 'local') this.#ownValue(given, value.variables)
        if (before === undefined) kinds.set(name, naming)
        else if (before !== naming) this.#report('mixed-declaration', value, name)
      }
    }
  }

  /** Reads of what a declaration makes in the value that it gets. Functions in it have variables of their own. */
  #ownValue(given: readonly GivenArgument[], made: readonly Variable[]): void {
    const visit = (part: Statement | Node): void => {
      if (part.kind === 'reference' && made.includes(part.variable)) this.#report('own-value', part, part.variable.name)
    }
    for (const { value } of given) if (value !== undefined && value.kind !== 'names') descendFrom(value, visit)
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement)
      case 'call':
        return this.#call(statement)
      case 'unknown':
        // Only the unknown command would determine the meaning of its words.
        return
      case 'scope':
        return this.body(statement.body)
      case 'path':
        if (statement.body !== undefined) this.body(statement.body)
    }
  }

  #invocation(invocation: Invocation): void {
    const { given } = invocation
    const around = this.#making
    this.#making = given.flatMap(({ argument: { naming }, value }) =>
      value?.kind === 'names' && naming?.startsWith('declare') === true ? value.variables.map(({ name }) => name) : [],
    )
    for (const { value } of given) if (value?.kind === 'block' && this.#isOwn(invocation)) this.#own.add(value)
    for (const one of given) this.#given(invocation, one)
    this.#making = around
  }

  /** Whether a function that a command assigns to a variable can only be called by this script. */
  #isOwn({ given }: Invocation): boolean {
    const variables = given.flatMap(({ value }) => (value?.kind === 'names' ? value.variables : []))
    return variables.length > 0 && variables.every(({ kind, name }) => kind === 'local' && !this.#declared.isValue(name))
  }

  #call({ callee, given }: Call): void {
    this.#node(callee)
    for (const { value } of given) if (value !== undefined) this.#node(value)
  }

  #given({ command }: Invocation, { argument, value }: GivenArgument): void {
    if (value === undefined) return
    const ofRoot = command.menu.parent === undefined
    if (ofRoot && argument.name === 'condition' && isText(value)) this.#report('condition-not-boolean', value)
    if (ofRoot && argument.slot === 'array') this.#fraction(value)
    const isHanded = !ofRoot && value.kind === 'block'
    if (isHanded) this.#handed += 1
    this.#node(value)
    if (isHanded) this.#handed -= 1
  }

  #fraction(node: Node): void {
    if (node.kind !== 'literal' || !/^\d+\.\d+$/.test(node.text)) return
    if (node.value instanceof Ip || node.value instanceof Time) this.#report('no-fractions', node, node.text)
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'literal':
        if (this.#hasCurly && curly.test(node.text.slice(0, 3))) this.#report('curly-quotes', node, node.text)
        return
      case 'raw':
      case 'names':
        return
      case 'reference':
        return this.#reference(node)
      case 'quoted':
        return this.#quoted(node)
      case 'group':
        return this.#operand(node.inner)
      case 'bracket':
      case 'block':
        return this.#code(node)
      case 'array':
        return this.#array(node.members)
      case 'operation':
        return this.#operation(node)
      case 'condition':
        return this.#condition(node)
    }
  }

  /** Visits code in brackets or braces. */
  #code(node: Bracket | Block): void {
    const around = this.#isInCommand
    this.#isInCommand = false
    if (node.kind === 'block' && node.frame !== undefined) this.#functions.push(new VisitedFunction(node.body, this.#own.has(node)))
    this.body(node.body)
    if (node.kind === 'block' && node.frame !== undefined) this.#functions.pop()
    this.#isInCommand = around
  }

  /** Visits what stands in parentheses or is an element of an array: a command may be meant there, which belongs in brackets. */
  #operand(node: Node, isInBraces = false): void {
    const first = firstOperand(node)
    const isCommand = first !== node && first.kind === 'reference' && this.#isBare(first) && isCommandLike(first.variable.name)
    if (!isCommand || this.#isInCommand) return this.#node(node)
    const { from, to } = node
    this.#report('bare-word', node, this.#text.slice(from, to) || `${first.variable.name} `, { ...nothingMore, isInBraces })
    this.#isInCommand = true
    this.#node(node)
    this.#isInCommand = false
  }

  /** Whether a word without quotes is an undeclared variable. */
  #isBare = ({ dollar, variable }: Reference): boolean => !dollar && variable.kind === 'parameter' && !this.#declared.has(variable.name)

  #array(members: readonly { readonly value: Node }[]): void {
    const [only] = members
    // Several members with commas are nested lists, as intended.
    if (members.length === 1 && only?.value.kind === 'operation' && only.value.operator === ',') this.#report('nested-list', only.value)
    for (const { value } of members) {
      this.#fraction(value)
      const elements = value.kind === 'operation' && value.operator === ',' ? value.operands : [value]
      if (!elements.some((one) => this.#colon(one))) this.#operand(value, true)
      else for (const one of elements) if (!this.#colon(one, true)) this.#operand(one, true)
    }
  }

  /** Whether an element is a key and a value with a `:` between, as in other languages; `reports` visits it. */
  #colon(node: Node, reports = false): boolean {
    const operands = node.kind === 'operation' && node.operator === ' ' ? node.operands : [node]
    const named = operands.find((one) => one.kind === 'reference' && this.#isBare(one) && one.variable.name.includes(':'))
    if (named === undefined || colonKey(this.#text.slice(node.from, node.to)) === undefined) return false
    if (reports) {
      this.#report('bare-word', node, this.#text.slice(node.from, node.to))
      for (const one of operands) if (one !== named) this.#node(one)
    }
    return true
  }

  #operation(operation: Operation): void {
    eachOperand(operation, (operand) => this.#node(operand), {
      enter: ({ operator, operands }) => {
        if (operator === '.') for (const operand of operands) this.#vanishing(operand)
        else if (operator === '=' || operator === '!=') this.#nothing(operands)
        else if (operator === '<') this.#unequal(operands)
      },
    })
  }

  /** `<>` of other languages: `<` and a `>` that defers what follows. */
  #unequal([, right]: readonly Node[]): void {
    if (right?.kind !== 'operation' || right.operator !== '>' || right.operands.length !== 1) return
    const from = right.from - 1
    if (this.#text[from] === '<') this.#report('not-equal', { from, to: from + 2 })
  }

  /** `$x = nil` is true for nothing; `[:typeof $x] = nil` was meant as the text. */
  #nothing(operands: readonly Node[]): void {
    const [named, other] = operands.map(withoutParentheses)
    if (named?.kind === 'bracket' || other?.kind !== 'reference') return
    const { dollar, variable } = other
    if (dollar || !/^(nil|null)$/.test(variable.name) || variable.kind !== 'parameter' || this.#declared.has(variable.name)) return
    this.#report('nil-by-name', other, variable.name)
    this.#nils.add(other)
  }

  #quoted({ parts }: Quoted): void {
    for (const part of parts) {
      if (typeof part === 'string') continue
      if (parts.length > 1) this.#vanishing(part)
      if (part.kind === 'reference') this.#numbered(part)
      const inner = withoutParentheses(part)
      // `"$(name)"` is the variable, like `"$name"`.
      if (inner.kind === 'reference') this.#read(inner)
      else this.#operand(part)
    }
  }

  /** `"$5 a month"`: outside of functions there are no arguments by number. */
  #numbered({ from, to, variable: { kind, name } }: Reference): void {
    if (kind === 'parameter' && /^[1-9]/.test(name) && this.#functions.length === 0 && this.#handed === 0)
      this.#report('numbered-argument', { from, to }, name)
  }

  #vanishing(node: Node): void {
    const inner = withoutParentheses(node)
    if (inner.kind === 'array' && inner.members.some(({ key }) => key !== undefined)) this.#report('keyed-array-in-text', node)
  }

  #condition({ expression }: Condition): void {
    if (expression !== undefined) this.#compared(expression)
  }

  /** Visits a condition; code in brackets is a script of its own. */
  #compared(node: Node): void {
    const inner = withoutParentheses(node)
    if (inner.kind === 'operation') {
      eachOperand(inner, (operand) => this.#compared(operand), {
        enter: (operation) => {
          this.#comparison(operation)
          if (operation.operator === '<') this.#unequal(operation.operands)
        },
      })
    } else if (inner.kind !== 'reference' || inner.variable.kind !== 'property') this.#node(inner)
  }

  #comparison(operation: Operation): void {
    const [left, right] = operation.operands.map(withoutParentheses)
    if (left?.kind === 'reference' && right?.kind === 'reference' && sameProperty(left, right))
      this.#report('self-comparison', operation, left.variable.name)
  }

  #reference(node: Reference): void {
    const { dollar, variable } = node
    // `(:$name)` reads the variable.
    if (this.#nils.has(node) || (!dollar && variable.name === ':') || (this.#isInCommand && this.#isBare(node))) return
    if (dollar || variable.kind !== 'parameter' || this.#declared.has(variable.name)) this.#read(node)
    else this.#report('bare-word', node, variable.name)
  }

  #read({ from, to, variable: { kind, name } }: Reference): void {
    if (kind !== 'parameter' || /^\d/.test(name)) return
    if (!this.#declared.has(name)) {
      if (this.#handed === 0) this.#undeclared({ from, to }, name)
      return
    }
    const around = this.#functions.at(-1)
    if (this.#declared.passed(name)) return
    if (around === undefined) {
      const isLocal = this.#declared.outside(name) && !this.#declared.isGlobal(name)
      if (isLocal && this.#handed === 0) this.#report('ended-block', { from, to }, name)
    } else if (this.#declared.outside(name)) this.#report('outer-variable', { from, to }, name)
    else if (around.isOwn && !around.names.has(name)) this.#undeclared({ from, to }, name)
  }

  /** Reports an undeclared name. In a function it is an argument, unless no call passes it and it is similar to a name there. */
  #undeclared(span: Span, name: string): void {
    const around = this.#functions.at(-1)
    if ((around !== undefined && this.#declared.passed(name)) || isOfEvent(name, this.#declared)) return
    const names = [...(around?.names ?? this.#declared.names)].filter((one) => !this.#making.includes(one))
    // `mac1` and `mac2`, `name` and `names` or `url` and `lurl` may be names of different things.
    const isOther = (one: string): boolean => one.includes(name) || name.includes(one) || withoutDigits(one) === withoutDigits(name)
    const misspellings = name.length < 4 ? [] : similar(name, names, 1).filter((one) => !isOther(one))
    const isOwn = around?.isOwn === true
    const near = misspellings.length > 0 || around !== undefined || name.length < 2 ? misspellings : similar(name, names)
    if (around === undefined || isOwn || near.length > 0)
      this.#report('undeclared-variable', span, name, { near, isOwn, isSure: misspellings.length > 0 && (isOwn || around === undefined) })
  }
}

/** The operand that a node starts with. */
function firstOperand(node: Node): Node {
  while (node.kind === 'operation' && node.operands.length > 1) node = node.operands[0] ?? node
  return node
}

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '')

const sameProperty = (left: Reference, right: Reference): boolean =>
  left.variable.kind === 'property' && right.variable.kind === 'property' && left.variable.name === right.variable.name

function isText(node: Node): boolean {
  const inner = withoutParentheses(node)
  if (inner.kind === 'literal') return typeof inner.value === 'string'
  return inner.kind === 'quoted' && inner.parts.every((part) => typeof part === 'string')
}
