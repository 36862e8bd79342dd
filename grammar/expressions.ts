// Owns the rules of expressions: operands, operators, arrays, and the conditions of menus.
import type { ParserMethod } from 'chevrotain'
import { Strings } from './strings.ts'
import * as t from './tokens.ts'
import * as modes from './modes.ts'
import type { Lexicon } from './modes.ts'
import { climb, operatorName } from './precedence.ts'
import type { Menu } from './names.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Member, Node } from '../src/syntax/tree.ts'
import { readWord } from '../src/value/literal.ts'

const nowhere: Node = new tree.Literal(0, 0, '', '')


export abstract class Expressions extends Strings {
  protected readonly expression: ParserMethod<[Lexicon], Node> = this.RULE('expression', (lexicon: Lexicon): Node => {
    const first = this.SUBRULE1(this.operand, { ARGS: [lexicon, undefined] })
    if (!this.RECORDING_PHASE) {
      // Most expressions are one operand: they need none of what follows.
      this.enter(lexicon.operator)
      if (this.ahead(t.ParenClose) || this.atEnder()) return first
    }
    const operands: Node[] = [first]
    const signs: string[] = []
    const forms = [
      {
        ALT: () => {
          const sign = this.CONSUME(t.Operator.type).image
          const property = this.RECORDING_PHASE ? undefined : this.valued(lexicon, sign, operands)
          if (!this.RECORDING_PHASE) signs.push(operatorName(sign))
          operands.push(this.SUBRULE2(this.operand, { ARGS: [lexicon, property] }))
        },
      },
      {
        ALT: () => {
          if (!this.RECORDING_PHASE) signs.push(' ')
          operands.push(this.SUBRULE3(this.juxtaposed, { ARGS: [lexicon] }))
        },
      },
    ]
    this.MANY({
      GATE: () => {
        this.enter(lexicon.operator)
        return lexicon !== modes.array || !this.opensMember()
      },
      DEF: () => this.OR(forms),
    })
    return this.RECORDING_PHASE ? nowhere : climb(operands, signs)
  })

  /** The property whose value comes next: behind a bare property and `=` or `!=` in a condition. */
  private valued(lexicon: Lexicon, sign: string, operands: readonly Node[]): string | undefined {
    if (lexicon !== modes.where || (sign !== '=' && sign !== '!=')) return undefined
    const left = operands[operands.length - 1]!
    const bare = left.kind === 'reference' && left.variable.kind === 'property' && left.to - left.from === left.variable.name.length
    return bare ? left.variable.name : undefined
  }

  // What the alternatives below need of their rule's arguments: set when the rule starts, read before anything nested does.
  private lexicon: Lexicon = modes.paren
  private property: string | undefined

  /** An operand where one must stand. `property`: it is the value of that property (`property=` in a condition), read as an argument is. */
  protected readonly operand = this.RULE('operand', (lexicon: Lexicon, property: string | undefined): Node => {
    if (!this.RECORDING_PHASE) {
      this.enter(property === undefined ? lexicon.operand : modes.whereValue)
      this.expectOperand()
      this.lexicon = lexicon
      this.property = property
    }
    return this.OR(this.operandForms)
  })

  private readonly operandForms = [
    {
      ALT: (): Node => {
        const { lexicon, property } = this
        return this.prefixed(this.CONSUME(t.Prefix.type), this.SUBRULE1(this.operand, { ARGS: [lexicon, property] }))
      },
    },
    { ALT: (): Node => this.word(this.CONSUME(t.Negative.type)) },
    { ALT: (): Node => this.propertyValue(this.CONSUME(t.Word.type), this.property) },
    { ALT: (): Node => this.SUBRULE(this.atom, { ARGS: [this.property === undefined ? this.lexicon : modes.paren] }) },
  ]

  /** An operand right behind another one. */
  private readonly juxtaposed = this.RULE('juxtaposed', (lexicon: Lexicon): Node => {
    this.lexicon = lexicon
    return this.OR(this.juxtaposedForms)
  })

  private readonly juxtaposedForms = [
    {
      ALT: (): Node => {
        const { lexicon } = this
        return this.prefixed(this.CONSUME(t.LatePrefix.type), this.SUBRULE1(this.operand, { ARGS: [lexicon, undefined] }))
      },
    },
    { ALT: (): Node => this.SUBRULE(this.atom, { ARGS: [this.lexicon] }) },
  ]

  protected readonly atom = this.RULE('atom', (lexicon: Lexicon): Node => {
    this.lexicon = lexicon
    return this.OR(this.atomForms)
  })

  private readonly atomForms = [
    { ALT: (): Node => this.word(this.CONSUME(t.Id.type), this.lexicon) },
    { ALT: (): Node => this.word(this.CONSUME(t.Property.type)) },
    { ALT: (): Node => this.reference(this.CONSUME(t.Var.type)) },
    { ALT: (): Node => this.text(this.CONSUME(t.Text.type), undefined) },
    { ALT: (): Node => this.SUBRULE(this.interpolated, { ARGS: [undefined] }) },
    { ALT: (): Node => this.SUBRULE(this.paren, { ARGS: [this.lexicon === modes.where ? modes.where : modes.paren] }) },
    { ALT: (): Node => this.SUBRULE(this.bracket) },
    { ALT: (): Node => this.SUBRULE(this.array) },
  ]

  private prefixed(sign: { readonly image: string; readonly startOffset: number }, operand: Node): Node {
    if (this.RECORDING_PHASE) return nowhere
    return new tree.Operation(sign.startOffset, operand.to, sign.image, [operand])
  }

  /**
   * A word of the expression lexicon: a literal where it reads as one, else a name. In a condition a property has a token of its own, so
   * the `default` of `default-name`, where only `default` is a property, asks none: the printed form ends in 0 and not in 5.
   */
  private word(token: { readonly image: string; readonly startOffset: number }, lexicon?: Lexicon): Node {
    if (this.RECORDING_PHASE) return nowhere
    const { image, startOffset } = token
    const to = startOffset + image.length
    const item = lexicon === modes.where ? undefined : this.conditionOf
    if (item?.hasProperty(image) === true) return new tree.Reference(startOffset, to, new tree.Variable('property', image))
    const value = readWord(image)
    if (value !== undefined) return new tree.Literal(startOffset, to, image, value)
    return new tree.Reference(startOffset, to, this.outsideCondition(image))
  }

  private propertyValue(token: { readonly image: string; readonly startOffset: number }, property: string | undefined): Node {
    if (this.RECORDING_PHASE || property === undefined || this.conditionOf === undefined) return nowhere
    const { image, startOffset } = token
    const value = this.conditionOf.readProperty(property, image)
    if (value === undefined) return this.refuse('syntax error', startOffset)
    return new tree.Literal(startOffset, startOffset + image.length, image, value)
  }

  /** Refuses where no operand starts: one byte behind a closer or a lone `$`, else at the byte. */
  private expectOperand(): void {
    const token = this.LA(1)
    if (this.ahead(t.ParenClose) || this.ahead(t.BraceClose)) this.refuse('syntax error', token.to)
    if (this.ahead(t.Unfit)) this.refuse('syntax error', this.lexer.text[token.startOffset] === '$' ? token.startOffset + 1 : token.startOffset)
    if (this.atEnder()) this.refuse('syntax error', token.startOffset)
  }

  protected readonly paren = this.RULE('paren', (lexicon: Lexicon): Node => {
    const open = this.CONSUME(t.ParenOpen.type)
    const inner = this.nested(() => this.SUBRULE(this.expression, { ARGS: [lexicon] }))
    const close = this.CONSUME(t.ParenClose.type)
    return this.RECORDING_PHASE ? nowhere : new tree.Group(open.startOffset, close.startOffset + 1, inner)
  })

  protected readonly bracket = this.RULE('bracket', (): Node => {
    const open = this.CONSUME(t.BracketOpen.type)
    const body = this.scoped(this.inner, () => this.SUBRULE(this.body))
    this.closeBracket()
    this.CONSUME(t.BracketClose.type)
    return this.RECORDING_PHASE ? nowhere : new tree.Bracket(open.startOffset, this.last.to, body)
  })

  // -- arrays

  /** `{...}` as an array; where it is an argument of its own it must not be empty, which argument rules check. */
  protected readonly array = this.RULE('array', (): Node => {
    const open = this.CONSUME(t.ArrayOpen.type)
    const members: Member[] = []
    this.nested(() => {
      this.OPTION1({ GATE: () => this.atMember(), DEF: () => members.push(this.SUBRULE1(this.member)) })
      this.MANY({
        GATE: () => {
          if (this.opensMember()) this.enter(modes.member)
          return true
        },
        DEF: () => {
          this.OR([
            { ALT: () => members.push(this.SUBRULE(this.keyedMember)) },
            {
              ALT: () => {
                this.CONSUME(t.Semicolon.type)
                if (!this.RECORDING_PHASE && members.length === 0) this.refuse('syntax error', this.last.startOffset)
                this.OPTION2({ GATE: () => this.atMember(), DEF: () => members.push(this.SUBRULE2(this.member)) })
                if (!this.RECORDING_PHASE && this.ahead(t.Semicolon) && this.last.tokenTypeIdx === t.Semicolon.type.tokenTypeIdx)
                  this.refuse('syntax error', this.LA(1).startOffset)
              },
            },
          ])
        },
      })
    })
    const close = this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? nowhere : new tree.ArrayNode(open.startOffset, close.startOffset + 1, members)
  })

  private atMember(): boolean {
    this.enter(modes.member)
    if (this.ahead(t.BraceClose) || this.ahead(t.Semicolon)) return false
    if (!this.ahead(t.ItemKey)) this.expectOperand()
    return true
  }

  /**
   * Whether a quoted key opens a line behind a member: the next member needs no `;` then, as one accepted script and its printed form show.
   * On one line a name with `=` behind a value is a comparison next to it: `{$a b=1}` is `(  $a (= $b 1))`.
   */
  private opensMember(): boolean {
    if (this.RECORDING_PHASE || !this.ahead(t.Text)) return false
    const { text } = this.lexer
    const token = this.LA(1)
    return text[token.to] === '=' && text.slice(this.last.to, token.startOffset).includes('\n')
  }

  private readonly member = this.RULE('member', (): Member =>
    this.OR([
      { ALT: () => this.SUBRULE(this.keyedMember) },
      { ALT: () => ({ key: undefined, value: this.SUBRULE2(this.expression, { ARGS: [modes.array] }) }) },
    ]),
  )

  private readonly keyedMember = this.RULE('keyedMember', (): Member => {
    const token = this.CONSUME(t.ItemKey.type)
    const key = this.RECORDING_PHASE ? '' : this.keyOf(token.image.slice(0, -1), token.startOffset)
    let value: Node | undefined
    this.OPTION({
      GATE: () => this.atValue(),
      DEF: () => {
        value = this.SUBRULE1(this.expression, { ARGS: [modes.array] })
      },
    })
    // `{a=}` is the positional text `a`.
    if (value === undefined) return { key: undefined, value: new tree.Literal(token.startOffset, this.lexer.offset, key, key) }
    return { key, value }
  })

  private atValue(): boolean {
    this.enter(modes.array.operand)
    return !this.ahead(t.BraceClose) && !this.ahead(t.Semicolon)
  }

  private keyOf(image: string, offset: number): string {
    return image.startsWith('"') ? this.unescaped(image.slice(1, -1), offset, undefined).join('') : image
  }

  // -- conditions

  /** A condition of `menu`: its properties come before all other names. `word` may stand before it (`where`). */
  protected readonly condition = this.RULE('condition', (menu: Menu, word: string | undefined): Node => {
    const from = this.lexer.offset
    const outer = this.conditionOf
    this.conditionOf = menu
    if (!this.RECORDING_PHASE) {
      this.enter(modes.where.operand)
      if (word !== undefined && this.LA(1).image === word) this.consumeToken()
    }
    let expression: Node | undefined
    this.OPTION({
      GATE: () => !this.atEnder(),
      DEF: () => {
        expression = this.SUBRULE(this.expression, { ARGS: [modes.where] })
      },
    })
    this.conditionOf = outer
    return new tree.Condition(from, this.lexer.offset, menu, expression)
  })
}
