// Owns finding language traps in a script that a device accepts (language reference, section 11).
import { withoutParentheses, descendFrom, eachOperand } from '../syntax/descent.ts'
import { PlainLine } from '../syntax/plain-lines.ts'
import type {
  Block,
  Body,
  Bracket,
  Call,
  GivenArgument,
  Invocation,
  Node,
  Operation,
  Quoted,
  Reference,
  Statement,
} from '../syntax/tree.ts'
import type { Variable } from '../syntax/variables.ts'
import type { DeclaredNames } from './declarations.ts'
import { findingOf, isCommandLike, isConstruct, noDetails, type LintCode, type Finding, type ReportTrap } from './lint-finding.ts'
import { reportComparison, curly, reportFraction, reportNil, reportUnequal, reportVanishing } from './value-traps.ts'
import { reportNumbered, reportRead, type ReadPlace } from './variable-traps.ts'
import { colonKey } from './colon-key.ts'
import { VisitedFunction } from './visited-function.ts'

/**
 * Returns the findings in a script, in the order of the text. `declared` has the names of the whole script if the body is a part of it,
 * `before` the variables declared before it, `text` its source. Of an undeclared name only the first read is reported.
 */
export function lint(body: Body, declared: DeclaredNames, before: readonly Variable[] = [], text = ''): readonly Finding[] {
  const found: Finding[] = []
  const reported = new Set<string>()
  const report: ReportTrap = (code, span, name = '', more) => {
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

class Linter {
  readonly #declared: DeclaredNames
  readonly #report: ReportTrap
  /** The enclosing functions, the innermost last. */
  readonly #functions: VisitedFunction[] = []
  /** Functions that only this script can call: each is the value of a local variable that is only read in calls. */
  readonly #own = new Set<Node>()
  /** The number of enclosing blocks of menu commands: `flood-ping do={...}` provides variables to its block. */
  #handed = 0
  /** References that are intended as nil. */
  readonly #nils = new Set<Reference>()

  /** The names that the current command declares. In its values they are not declared yet (`:local Interface $interface`). */
  #making: readonly string[] = []

  /** Whether the text has curly quotes. Only then the values of plain lines are checked. */
  readonly #hasCurly: boolean

  /** The source of the body; '' if unknown. */
  readonly #text: string

  /** Whether the visited words belong to a command that should be in brackets. They have a finding already. */
  #isInCommand = false

  constructor(declared: DeclaredNames, report: ReportTrap, text: string) {
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

  /** Reports reads of the declared variable in the value of its own declaration. Functions in the value have variables of their own. */
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

  /** Whether a function that a command assigns to a variable can only be called by this script, and is (else it is there to be copied). */
  #isOwn({ given }: Invocation): boolean {
    const variables = given.flatMap(({ value }) => (value?.kind === 'names' ? value.variables : []))
    return (
      variables.length > 0 &&
      variables.every(({ kind, name }) => kind === 'local' && !this.#declared.isValue(name)) &&
      variables.some(({ name }) => this.#declared.isCalled(name))
    )
  }

  #call({ callee, given }: Call): void {
    this.#node(callee)
    for (const { value } of given) if (value !== undefined) this.#node(value)
  }

  #given({ command }: Invocation, { argument, value }: GivenArgument): void {
    if (value === undefined) return
    const ofRoot = command.menu.parent === undefined
    if (ofRoot && argument.name === 'condition' && isText(value)) this.#report('condition-not-boolean', value)
    if (ofRoot && argument.slot === 'array') reportFraction(value, this.#report)
    const isHanded = !ofRoot && value.kind === 'block'
    if (isHanded) this.#handed += 1
    this.#node(value)
    if (isHanded) this.#handed -= 1
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
        return node.expression && this.#compared(node.expression)
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

  /** Visits a node in parentheses, or an element of an array. It may be intended as a command, which belongs in brackets. */
  #operand(node: Node, isInBraces = false): void {
    const first = firstOperand(node)
    const isCommand = first !== node && first.kind === 'reference' && this.#isBare(first) && isCommandLike(first.variable.name)
    if (!isCommand || this.#isInCommand) return this.#node(node)
    const { from, to } = node
    this.#report('bare-word', node, this.#text.slice(from, to) || `${first.variable.name} `, { ...noDetails, isInBraces })
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
      reportFraction(value, this.#report)
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
        if (operator === '.') for (const operand of operands) reportVanishing(operand, this.#report)
        else if (operator === '=' || operator === '!=') this.#nothing(operands)
        else if (operator === '<') reportUnequal(operands, this.#text, this.#report)
      },
    })
  }

  /** Reports comparisons with the bare word `nil`, which is then no bare word of its own. */
  #nothing(operands: readonly Node[]): void {
    const nil = reportNil(operands, this.#declared, this.#report)
    if (nil !== undefined) this.#nils.add(nil)
  }

  #quoted({ parts }: Quoted): void {
    for (const part of parts) {
      if (typeof part === 'string') continue
      if (parts.length > 1) reportVanishing(part, this.#report)
      // A string that is only `$1` is meant to be the argument: the text is the source of a function.
      if (part.kind === 'reference' && parts.length > 1) reportNumbered(part, this.#place, this.#report)
      const inner = withoutParentheses(part)
      // `"$(name)"` is the variable, like `"$name"`.
      if (inner.kind === 'reference') reportRead(inner, this.#place, this.#report)
      else this.#operand(part)
    }
  }

  /** Visits a condition; code in brackets is a script of its own. */
  #compared(node: Node): void {
    const inner = withoutParentheses(node)
    if (inner.kind === 'operation') {
      eachOperand(inner, (operand) => this.#compared(operand), {
        enter: (operation) => {
          reportComparison(operation, this.#report)
          if (operation.operator === '<') reportUnequal(operation.operands, this.#text, this.#report)
        },
      })
    } else if (inner.kind !== 'reference' || inner.variable.kind !== 'property') this.#node(inner)
  }

  /** The context of a read at the current place. */
  get #place(): ReadPlace {
    return { declared: this.#declared, within: this.#functions.at(-1), isHanded: this.#handed > 0, making: this.#making }
  }

  #reference(node: Reference): void {
    const { dollar, variable } = node
    // `(:$name)` reads the variable.
    if (this.#nils.has(node) || (!dollar && variable.name === ':') || (this.#isInCommand && this.#isBare(node))) return
    if (dollar || variable.kind !== 'parameter' || this.#declared.has(variable.name)) reportRead(node, this.#place, this.#report)
    else this.#report('bare-word', node, variable.name)
  }
}

/** The operand that a node starts with. */
function firstOperand(node: Node): Node {
  while (node.kind === 'operation' && node.operands.length > 1) node = node.operands[0] ?? node
  return node
}

function isText(node: Node): boolean {
  const inner = withoutParentheses(node)
  if (inner.kind === 'literal') return typeof inner.value === 'string'
  return inner.kind === 'quoted' && inner.parts.every((part) => typeof part === 'string')
}
