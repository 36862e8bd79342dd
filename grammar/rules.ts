// Owns how the parser runs Chevrotain's rules: without the recovery, syntax trees and lists of arguments that offbox does not use.
import {
  EmbeddedActionsParser,
  isRecognitionException,
  MismatchedTokenException,
  type IToken,
  type ParserMethod,
  type TokenType,
} from 'chevrotain'
import type { Enter } from './lookahead.ts'

/** A rule as Chevrotain keeps it, with its number in the stack of rules. */
interface Rule {
  readonly ruleName: string
  readonly shortName: number
  readonly originalGrammarAction: (...given: unknown[]) => unknown
}

/** The content of an option or a repetition; `GATE` is tested before the next token. */
type Content<T> = (() => T) | { readonly GATE: () => boolean; readonly DEF: () => T }

const isGated = <T>(content: Content<T>): content is Exclude<Content<T>, () => T> => typeof content !== 'function'

/**
 * A parser whose rules are called directly. Chevrotain's own calls take a tenth of the parse time: they catch and rethrow around each rule
 * and token, pass arguments as lists, and make functions and lists for each repetition. A test pins the names of the overridden methods.
 */
export abstract class RuleParser extends EmbeddedActionsParser {
  declare private readonly fullRuleNameToShort: Readonly<Record<string, number>>
  declare private ruleInvocationStateUpdate: (shortName: number, ruleName: string, index: number) => void
  declare private ruleFinallyStateUpdate: () => void
  declare private getLaFuncFromCache: (key: number) => Enter
  declare protected SAVE_ERROR: (error: Error) => Error

  abstract override LA_FAST(howMuch: number): IToken
  abstract consumeToken(): void
  abstract exportLexerState(): number

  protected override RULE<F extends (...given: never[]) => unknown>(name: string, action: F): ParserMethod<Parameters<F>, ReturnType<F>> {
    return Object.assign(super.RULE(name, action), { shortName: this.fullRuleNameToShort[name] })
  }

  subruleInternal(
    { shortName, ruleName, originalGrammarAction: run }: Rule,
    index: number,
    options?: { readonly ARGS?: readonly unknown[] },
  ): unknown {
    this.ruleInvocationStateUpdate(shortName, ruleName, index)
    const given = options?.ARGS
    const result = given === undefined ? run() : run(given[0], given[1], given[2])
    this.ruleFinallyStateUpdate()
    return result
  }

  /** Ends the parse at the first error, from whichever rule: Chevrotain has it in `errors`. */
  invokeRuleCatch(error: unknown): undefined {
    if (!(error instanceof Error) || !isRecognitionException(error)) throw error
  }

  consumeInternal(type: TokenType): IToken {
    const token = this.LA_FAST(1)
    // Chevrotain would compute a message that is never shown.
    if (token.tokenTypeIdx !== type.tokenTypeIdx) throw this.SAVE_ERROR(new MismatchedTokenException('', token, this.LA_FAST(0)))
    this.consumeToken()
    return token
  }

  optionInternalLogic<T>(content: Content<T>, _: number, key: number): T | undefined {
    if (isGated(content)) return content.GATE() && this.getLaFuncFromCache(key).call(this) === true ? content.DEF() : undefined
    return this.getLaFuncFromCache(key).call(this) === true ? content() : undefined
  }

  manyInternalLogic(_: number, content: Content<void>, key: number): void {
    const enters = this.getLaFuncFromCache(key)
    const action = isGated(content) ? content.DEF : content
    for (let before = -1; ; action()) {
      if (isGated(content) && !content.GATE()) return
      const at = this.exportLexerState()
      // A repetition that consumed nothing would go on for ever.
      if (enters.call(this) !== true || at === before) return
      before = at
    }
  }
}
