// Owns the grammar rule of conditions: the expression behind `where`, in which the properties of a menu are names.
import { Arrays } from './arrays.ts'
import * as modes from './modes.ts'
import type { Menu } from './names.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Node } from '../src/syntax/tree.ts'

/** The rule `condition`. */
export abstract class Conditions extends Arrays {
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

  /** Throws the Refusal `missing value for NAME` at the current offset. */
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
