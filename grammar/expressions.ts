// Owns the grammar rules of expressions: operands, operators, arrays and the conditions of menus.
import type { ParserMethod } from 'chevrotain'
import { Strings } from './strings.ts'
import * as t from './tokens.ts'
import { exact } from './exact.ts'
import { noNode } from './recorded.ts'
import * as modes from './modes.ts'
import type { Lexicon } from './modes.ts'
import { climb, operatorName } from './precedence.ts'
import type { Menu } from './names.ts'
import type { RefusalOptions } from './refusal.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Member, Node } from '../src/syntax/tree.ts'
import { endsLine } from '../src/syntax/blanks.ts'
import { readWord } from '../src/value/literal.ts'

const operandExpected: RefusalOptions = { expected: { operand: true } }
/** An expression while it is read: a flat list of operands and operators. */
interface Chain {
  readonly lexicon: Lexicon
  readonly operands: Node[]
  readonly signs: string[]
}

const noArgument: { ARGS: [undefined] } = { ARGS: [undefined] }

export abstract class Expressions extends Strings {
  // Input of the next rule, which copies it before anything nests.
  protected lexicon: Lexicon = modes.paren
  /** Set if the next operand is the value of this property (`property=` in a condition), which is read like an argument. */
  private property: string | undefined
  /** The chain of the innermost expression. */
  private chain: Chain = { lexicon: modes.paren, operands: [], signs: [] }
  /** The members of the innermost array. */
  private members: Member[] = []

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

  /** The property whose value comes next: a bare property followed by `=` or `!=` in a condition; else undefined. */
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
    { ALT: (): Node => this.prefixed(this.CONSUME(t.Prefix.type), this.SUBRULE1(this.operand)) },
    { ALT: (): Node => this.propertyValue(this.CONSUME(t.Word.type), this.property) },
    ...this.atomForms,
  ]

  /** Reads an operand that follows another operand without an operator. */
  private readonly juxtaposed = this.RULE('juxtaposed', (): Node => this.OR(this.juxtaposedForms))

  private readonly juxtaposedForms = [
    { ALT: (): Node => this.prefixed(this.CONSUME(t.LatePrefix.type), this.SUBRULE1(this.operand)) },
    ...this.atomForms,
  ]

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
    if (item?.hasProperty(image) === true) return new tree.Reference(startOffset, to, new tree.Variable('property', image), false)
    const value = readWord(image)
    if (value !== undefined) return new tree.Literal(startOffset, to, image, value)
    return new tree.Reference(startOffset, to, this.outsideCondition(image), false)
  }

  private propertyValue(token: { readonly image: string; readonly startOffset: number }, property: string | undefined): Node {
    if (this.RECORDING_PHASE || property === undefined || this.conditionOf === undefined) return noNode
    const { image, startOffset } = token
    const value = this.conditionOf.readProperty(property, image)
    if (value === undefined) {
      const expected = { property, of: this.conditionOf }
      return this.refuse('syntax-error', startOffset, { expected })
    }
    return new tree.Literal(startOffset, this.last.to, image, value)
  }

  /** Throws a Refusal where no operand starts: one byte behind a closer, else at the byte. */
  private expectOperand(): void {
    const token = this.LA(1)
    if (this.ahead(t.ParenClose) || this.ahead(t.BraceClose)) this.refuse('syntax-error', token.to, operandExpected)
    if (this.ahead(t.Unfit) || this.atEnder()) this.refuse('syntax-error', token.startOffset, operandExpected)
  }

  /**
   * A `$` without a name where an operand may start. The device reads the operand that follows it without a blank (`(...)`, `[...]`,
   * `$...`) and refuses the byte after it; without such an operand it refuses the byte behind the `$`.
   */
  protected readonly stray: ParserMethod<[], Node> = this.RULE('stray', (): Node => {
    this.CONSUME(t.Dollar.type)
    this.enter(modes.dollar)
    this.OPTION(this.strayOperand)
    return this.RECORDING_PHASE ? noNode : this.refuse('syntax-error', this.last.to, { expected: { variable: true } })
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

  protected readonly bracket = this.RULE('bracket', (): Node => {
    const open = this.CONSUME(t.BracketOpen.type)
    const body = this.scoped(this.inner, this.nestedBody)
    this.closeBracket()
    this.CONSUME(t.BracketClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Bracket(open.startOffset, this.last.to, body)
  })

  // -- arrays

  /** Reads `{...}` as an array. The rules of arguments reject an empty array. */
  protected readonly array = this.RULE('array', (): Node => {
    const open = this.CONSUME(t.ArrayOpen.type)
    const { members: outer } = this
    const members: Member[] = []
    this.members = members
    this.descend()
    this.OPTION1(this.firstMember)
    this.MANY(this.furtherMembers)
    this.ascend()
    this.members = outer
    const close = this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.ArrayNode(open.startOffset, close.startOffset + 1, exact(members))
  })

  private readonly firstMember = {
    GATE: (): boolean => this.atMember(),
    DEF: (): void => void this.members.push(this.SUBRULE1(this.member)),
  }
  private readonly nextMember = {
    GATE: (): boolean => this.atMember(),
    DEF: (): void => void this.members.push(this.SUBRULE2(this.member)),
  }

  private readonly furtherMembers = {
    GATE: (): boolean => {
      if (this.opensMember()) this.enter(modes.member)
      return true
    },
    DEF: (): void => this.OR(this.furtherMemberForms),
  }

  private readonly furtherMemberForms = [
    { ALT: (): void => void this.members.push(this.SUBRULE3(this.member)) },
    {
      ALT: (): void => {
        this.CONSUME(t.Semicolon.type)
        if (!this.RECORDING_PHASE && this.members.length === 0) this.refuse('syntax-error', this.last.startOffset, operandExpected)
        this.OPTION2(this.nextMember)
        if (!this.RECORDING_PHASE && this.ahead(t.Semicolon) && this.last.tokenTypeIdx === t.Semicolon.type.tokenTypeIdx)
          this.refuse('syntax-error', this.LA(1).startOffset, operandExpected)
      },
    },
  ]

  private atMember(): boolean {
    this.enter(modes.member)
    if (this.ahead(t.BraceClose) || this.ahead(t.Semicolon)) return false
    if (!this.ahead(t.ItemKey)) this.expectOperand()
    return true
  }

  /**
   * Whether a member starts on a new line: a newline separates members as `;` does, except before an operator (printed forms of five
   * accepted scripts). On one line `name=` behind a value is a juxtaposed comparison: `{$a b=1}` is `(  $a (= $b 1))`.
   */
  private opensMember(): boolean {
    if (this.RECORDING_PHASE || this.ahead(t.Operator) || this.ahead(t.ParenClose) || this.atEnder()) return false
    return endsLine(this.lexer.text, this.last.to, this.LA(1).startOffset)
  }

  private readonly member = this.RULE('member', (): Member => this.OR(this.memberForms))

  private readonly memberForms = [
    { ALT: (): Member => this.SUBRULE(this.keyedMember) },
    { ALT: (): Member => ({ key: undefined, keyAt: undefined, value: this.element() }) },
  ]

  private readonly element = (): Node => {
    this.lexicon = modes.array
    return this.SUBRULE1(this.expression)
  }

  private readonly keyedMember = this.RULE('keyedMember', (): Member => {
    const token = this.CONSUME(t.ItemKey.type)
    const from = token.startOffset
    const key = this.RECORDING_PHASE ? '' : this.keyOf(token.image.slice(0, -1), from)
    const end = this.lexer.offset
    const value = this.OPTION(this.keyedValue)
    // `{a=}` is the positional text `a`.
    if (value === undefined) return { key: undefined, keyAt: undefined, value: new tree.Literal(from, end, key, key) }
    return { key, keyAt: { from, to: end - 1 }, value }
  })

  private readonly keyedValue = { GATE: (): boolean => this.atValue(), DEF: this.element }

  private atValue(): boolean {
    this.enter(modes.array.operand)
    return !this.ahead(t.BraceClose) && !this.ahead(t.Semicolon)
  }

  private keyOf(image: string, offset: number): string {
    return image.startsWith('"') ? this.unescaped(image.slice(1, -1), offset + 1, undefined).join('') : image
  }

  // -- conditions

  /** Refuses `find where=` without a value at the byte behind the `=`. */
  private refuseMissing(name: string): void {
    const { text, offset } = this.lexer
    if (text[offset] !== '=') return
    this.lexer.offset = offset + 1
    this.enter(modes.ender)
    if (this.atEnder()) this.missing(name)
    this.lexer.offset = offset
    this.enter(modes.where.operand)
  }

  protected missing(name: string): never {
    return this.refuse('missing-value', this.lexer.offset, { expected: { operand: true }, message: `missing value for ${name}` })
  }

  /** Reads a condition of `menu`, whose properties take precedence over all other names. The keyword `word` (`where`) may precede it. */
  protected readonly condition = this.RULE('condition', (menu: Menu, word: string | undefined): Node => {
    const outer = this.conditionOf
    this.conditionOf = menu
    let from = this.lexer.offset
    let wordTo = from
    if (!this.RECORDING_PHASE) {
      this.enter(modes.where.operand)
      if (!this.atEnder()) wordTo = from = this.LA(1).startOffset
      if (word !== undefined && this.LA(1).image === word) {
        this.consumeToken()
        wordTo = this.last.to
        this.refuseMissing(word)
      }
    }
    let expression: Node | undefined
    this.OPTION({
      GATE: () => !this.atEnder(),
      DEF: () => {
        this.lexicon = modes.where
        expression = this.SUBRULE(this.expression)
      },
    })
    this.conditionOf = outer
    return new tree.Condition(from, wordTo, this.lexer.offset, menu, expression)
  })
}
