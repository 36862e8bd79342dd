// Owns the grammar rules of arrays: members with and without a key.
import type { ParserMethod } from 'chevrotain'
import { Expressions, operandExpected } from './expressions.ts'
import * as t from './tokens.ts'
import { trimmed } from './collected.ts'
import * as modes from './modes.ts'
import { noNode } from './recorded.ts'
import { Literal } from '../src/syntax/literals.ts'
import * as tree from '../src/syntax/tree.ts'
import type { ArrayMember, Node } from '../src/syntax/tree.ts'

/** The rule `array`: `{...}` with its members. */
export abstract class Arrays extends Expressions {
  /** The members of the innermost array. */
  private members: ArrayMember[] = []

  /** Reads `{...}` as an array. The rules of arguments reject an empty array. */
  protected override readonly array: ParserMethod<[], Node> = this.RULE('array', (): Node => {
    const open = this.CONSUME(t.ArrayOpen.type)
    const { members: outer } = this
    const members: ArrayMember[] = []
    this.members = members
    this.descend()
    this.OPTION1(this.firstMember)
    this.MANY(this.furtherMembers)
    this.ascend()
    this.members = outer
    const close = this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.ArrayNode(open.startOffset, close.startOffset + 1, trimmed(members))
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

  /** Whether a member starts here; false before `}` and `;`. Throws a Refusal if neither follows. */
  private atMember(): boolean {
    this.enter(modes.member)
    if (this.ahead(t.BraceClose) || this.ahead(t.Semicolon)) return false
    if (!this.ahead(t.ItemKey)) this.expectOperand()
    return true
  }

  private readonly member = this.RULE('member', (): ArrayMember => this.OR(this.memberForms))

  private readonly memberForms = [
    { ALT: (): ArrayMember => this.SUBRULE(this.keyedMember) },
    { ALT: (): ArrayMember => ({ key: undefined, keyAt: undefined, value: this.element() }) },
  ]

  private readonly element = (): Node => {
    this.lexicon = modes.array
    return this.SUBRULE1(this.expression)
  }

  private readonly keyedMember = this.RULE('keyedMember', (): ArrayMember => {
    const token = this.CONSUME(t.ItemKey.type)
    const from = token.startOffset
    const key = this.RECORDING_PHASE ? '' : this.keyOf(token.image.slice(0, -1), from)
    const end = this.lexer.offset
    const value = this.OPTION(this.keyedValue)
    // `{a=}` is the positional text `a`.
    if (value === undefined) return { key: undefined, keyAt: undefined, value: new Literal(from, end, key, key) }
    return { key, keyAt: { from, to: end - 1 }, value }
  })

  private readonly keyedValue = { GATE: (): boolean => this.atValue(), DEF: this.element }

  private atValue(): boolean {
    this.enter(modes.array.operand)
    return !this.ahead(t.BraceClose) && !this.ahead(t.Semicolon)
  }

  /** The key of a member, without quotes and escapes. */
  private keyOf(image: string, offset: number): string {
    return image.startsWith('"') ? this.unescaped(image.slice(1, -1), offset + 1, undefined).join('') : image
  }
}
