// Owns the grammar rules of expressions: operands and operators.
import type { ParserMethod } from 'chevrotain'
import { Strings } from './strings.ts'
import * as t from './tokens.ts'
import { noNode } from './recorded.ts'
import * as modes from './modes.ts'
import type { Lexicon } from './modes.ts'
import { climb, operatorName } from './precedence.ts'
import type { RefusalOptions } from './refusal.ts'
import { Literal } from '../src/syntax/literals.ts'
import * as tree from '../src/syntax/tree.ts'
import { Variable } from '../src/syntax/variables.ts'
import type { Node } from '../src/syntax/tree.ts'
import { endsLine } from '../src/syntax/blanks.ts'
import { readWord } from '../src/value/literal.ts'

/** The options of a refusal where an operand is missing. */
export const operandExpected: RefusalOptions = { expected: { operand: true } }
/** An expression while it is read: a flat list of operands and operators. */
interface Chain {
  readonly lexicon: Lexicon
  readonly operands: Node[]
  readonly signs: string[]
}

/** The text of `("...")`; undefined for all others. */
function constantText(node: Node): string | undefined {
  if (node.kind === 'group') return constantText(node.inner)
  return node.kind === 'quoted' && typeof node.value === 'string' ? node.value : undefined
}

/** The arguments of a rule for a string that belongs to no argument. */
const noArgument: { ARGS: [undefined] } = { ARGS: [undefined] }

/** The rules of expressions: `expression`, `operand`, `paren` and `bracket`. */
export abstract class Expressions extends Strings {
  /** Reads `{...}` as an array. */
  protected abstract readonly array: ParserMethod<[], Node>

  // Input of the next rule, which copies it before anything nests.
  protected lexicon: Lexicon = modes.paren
  /** Set if the next operand is the value of this property (`property=` in a condition), which is read like an argument. */
  private property: string | undefined
  /** The chain of the innermost expression. */
  private chain: Chain = { lexicon: modes.paren, operands: [], signs: [] }

  /** Reads an expression in `lexicon`. */
  protected readonly expression: ParserMethod<[], Node> = this.RULE('expression', (): Node => {
    const { lexicon, chain: outer } = this
    this.property = undefined
    const first = this.SUBRULE1(this.operand)
    if (!this.RECORDING_PHASE) {
      // Fast path: most expressions are a single operand.
      this.enter(lexicon.operator)
      if (this.ahead(t.ParenClose) || this.atEnder()) return first
    }
    const chain: Chain = { lexicon, operands: [first], signs: [] }
    this.chain = chain
    this.MANY(this.furtherOperands)
    this.chain = outer
    return this.RECORDING_PHASE ? noNode : climb(chain.operands, chain.signs)
  })

  private readonly furtherOperands = {
    GATE: (): boolean => {
      const { lexicon } = this.chain
      this.enter(lexicon.operator)
      return lexicon !== modes.array || !this.opensMember()
    },
    DEF: (): void => this.OR(this.furtherOperandForms),
  }

  private readonly furtherOperandForms = [
    {
      ALT: (): void => {
        const { lexicon, operands, signs } = this.chain
        const sign = this.CONSUME(t.Operator.type).image
        if (!this.RECORDING_PHASE) signs.push(operatorName(sign))
        this.property = this.RECORDING_PHASE ? undefined : this.valued(lexicon, sign, operands)
        this.lexicon = lexicon
        operands.push(this.SUBRULE2(this.operand))
      },
    },
    {
      ALT: (): void => {
        const { lexicon, operands, signs } = this.chain
        signs.push(' ')
        this.property = undefined
        this.lexicon = lexicon
        operands.push(this.SUBRULE3(this.juxtaposed))
      },
    },
  ]

  /** In a condition, the property to the left of an `=` or `!=` that was just read, whose value follows. Undefined elsewhere. */
  private valued(lexicon: Lexicon, sign: string, operands: readonly Node[]): string | undefined {
    if (lexicon !== modes.where || (sign !== '=' && sign !== '!=')) return undefined
    const left = operands[operands.length - 1]!
    const bare = left.kind === 'reference' && left.variable.kind === 'property' && !left.dollar
    return bare ? left.variable.name : undefined
  }

  private readonly atomForms = [
    { ALT: (): Node => this.word(this.CONSUME(t.Bare.type), this.lexicon) },
    { ALT: (): Node => this.word(this.CONSUME(t.Property.type)) },
    { ALT: (): Node => this.reference(this.CONSUME(t.Var.type)) },
    { ALT: (): Node => this.SUBRULE(this.stray) },
    { ALT: (): Node => this.text(this.CONSUME(t.Text.type), undefined) },
    { ALT: (): Node => this.SUBRULE(this.interpolated, noArgument) },
    {
      ALT: (): Node => {
        // Parens as the value of a property are not read in the lexicon of conditions.
        if (this.lexicon !== modes.where || this.property !== undefined) this.lexicon = modes.paren
        return this.SUBRULE(this.paren)
      },
    },
    { ALT: (): Node => this.SUBRULE(this.bracket) },
    { ALT: (): Node => this.SUBRULE(this.array) },
  ]

  /** Reads an operand in `lexicon` where one is required. */
  protected readonly operand: ParserMethod<[], Node> = this.RULE('operand', (): Node => {
    if (!this.RECORDING_PHASE) {
      this.enter(this.property === undefined ? this.lexicon.operand : modes.whereValue)
      this.expectOperand()
    }
    return this.OR(this.operandForms)
  })

  private readonly operandForms = [
    { ALT: (): Node => this.prefixed(this.CONSUME(t.Prefix.type), this.signed()) },
    { ALT: (): Node => this.propertyValue(this.CONSUME(t.Word.type), this.property) },
    ...this.atomForms,
  ]

  /** Reads an operand that follows another operand without an operator. */
  private readonly juxtaposed = this.RULE('juxtaposed', (): Node => this.OR(this.juxtaposedForms))

  private readonly juxtaposedForms = [{ ALT: (): Node => this.prefixed(this.CONSUME(t.LatePrefix.type), this.signed()) }, ...this.atomForms]

  /**
   * Reads the operand of a sign. It counts as a nesting level, like a bracket: otherwise the depth at which the stack overflows would
   * differ from run to run.
   */
  private readonly signed = (): Node => {
    this.descend()
    const operand = this.SUBRULE1(this.operand)
    this.ascend()
    return operand
  }

  /** The operation of a prefix operator. */
  private prefixed(sign: { readonly image: string; readonly startOffset: number }, operand: Node): Node {
    if (this.RECORDING_PHASE) return noNode
    return new tree.Operation(sign.startOffset, operand.to, sign.image, [operand])
  }

  /**
   * A word of the expression lexicon: a literal where it reads as one, else a name. In a condition a property has a token of its own, so
   * `default-name` does not count as reading the property `default`, and the printed `where=` form ends in 0, not in 5.
   */
  private word(token: { readonly image: string; readonly startOffset: number }, lexicon?: Lexicon): Node {
    if (this.RECORDING_PHASE) return noNode
    const { image, startOffset } = token
    const { to } = this.last
    const item = lexicon === modes.where ? undefined : this.conditionOf
    if (item?.hasProperty(image) === true) return new tree.Reference(startOffset, to, new Variable('property', image), false)
    const value = readWord(image)
    if (value !== undefined) return new Literal(startOffset, to, image, value)
    return new tree.Reference(startOffset, to, this.outsideCondition(image), false)
  }

  /** The value to the right of `property=` in a condition. Throws a Refusal if the property does not accept the word. */
  private propertyValue(token: { readonly image: string; readonly startOffset: number }, property: string | undefined): Node {
    if (this.RECORDING_PHASE || property === undefined || this.conditionOf === undefined) return noNode
    const { image, startOffset } = token
    const value = this.conditionOf.readProperty(property, image)
    if (value === undefined) {
      const expected = { property, of: this.conditionOf }
      return this.refuse('syntax-error', startOffset, { expected })
    }
    return new Literal(startOffset, this.last.to, image, value)
  }

  /** Throws a Refusal if no operand starts here: at the byte behind a closing `)` or `}`, else at the current byte. */
  protected expectOperand(): void {
    const token = this.LA(1)
    if (this.ahead(t.ParenClose) || this.ahead(t.BraceClose)) this.refuse('syntax-error', token.to, operandExpected)
    if (this.ahead(t.Unfit) || this.atEnder()) this.refuse('syntax-error', token.startOffset, operandExpected)
  }

  /**
   * A `$` without a name where an operand may start. The device reads the operand that follows it without a blank (`(...)`, `[...]`,
   * `$...`) and refuses the byte after it; without such an operand it refuses the byte behind the `$`. A constant text is a name:
   * `$("latitude")` is `$"latitude"` (the manual's pages on GPS, and scripts of several authors for 6.4x and 7.x; which constants are names
   * is *inferred*).
   */
  protected readonly stray: ParserMethod<[], Node> = this.RULE('stray', (): Node => {
    const { startOffset } = this.CONSUME(t.Dollar.type)
    this.enter(modes.dollar)
    const operand = this.OPTION(this.strayOperand)
    if (this.RECORDING_PHASE) return noNode
    const name = operand && constantText(operand)
    if (name !== undefined) return new tree.Reference(startOffset, this.last.to, this.variable(name), true)
    return this.refuse('syntax-error', this.last.to, { expected: { variable: true } })
  })

  private readonly strayOperand = (): Node => this.OR(this.strayForms)

  private readonly strayForms = [
    { ALT: (): Node => this.reference(this.CONSUME(t.Var.type)) },
    { ALT: (): Node => this.SUBRULE(this.stray) },
    { ALT: (): Node => this.SUBRULE(this.bracket) },
    {
      ALT: (): Node => {
        this.lexicon = modes.paren
        return this.SUBRULE(this.paren)
      },
    },
  ]

  /** Reads `(...)` in `lexicon`. */
  protected readonly paren = this.RULE('paren', (): Node => {
    const open = this.CONSUME(t.ParenOpen.type)
    this.descend()
    const inner = this.SUBRULE(this.expression)
    this.ascend()
    const close = this.CONSUME(t.ParenClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Group(open.startOffset, close.startOffset + 1, inner)
  })

  /** Reads `[...]`: statements in a nested scope. */
  protected readonly bracket = this.RULE('bracket', (): Node => {
    const open = this.CONSUME(t.BracketOpen.type)
    const body = this.scoped(this.inner, this.nestedBody)
    this.closeBracket()
    this.CONSUME(t.BracketClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Bracket(open.startOffset, this.last.to, body)
  })

  /**
   * Whether a member starts on a new line: a newline separates members as `;` does, except before an operator (printed forms of five
   * accepted scripts). On one line `name=` behind a value is a juxtaposed comparison: `{$a b=1}` is `(  $a (= $b 1))`.
   */
  protected opensMember(): boolean {
    if (this.RECORDING_PHASE || this.ahead(t.Operator) || this.ahead(t.ParenClose) || this.atEnder()) return false
    return endsLine(this.lexer.text, this.last.to, this.LA(1).startOffset)
  }
}
