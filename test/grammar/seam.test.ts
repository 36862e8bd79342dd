// Owns the tests of what the parser relies on: the overridden members of Chevrotain's parser, an unambiguous grammar, small candidate
// lists.
import { EmbeddedActionsParser } from 'chevrotain'
import { describe, expect, it } from 'vitest'
import * as modes from '../../grammar/modes.ts'
import { Mode } from '../../grammar/modes.ts'
import { Parser } from '../../grammar/parser.ts'

describe('the interface to Chevrotain', () => {
  it('has the members that cursor.ts and rules.ts override and call', () => {
    const members = [
      'LA',
      'LA_FAST',
      'consumeToken',
      'exportLexerState',
      'importLexerState',
      'resetLexerState',
      'moveToTerminatedState',
      'isAtEndOfInput',
      'raiseNoAltException',
      'raiseEarlyExitException',
      'SAVE_ERROR',
      'RULE',
      'subruleInternal',
      'ruleInvocationStateUpdate',
      'ruleFinallyStateUpdate',
      'invokeRuleCatch',
      'consumeInternal',
      'optionInternalLogic',
      'manyInternalLogic',
      'getLaFuncFromCache',
    ]
    for (const member of members) expect(typeof Reflect.get(EmbeddedActionsParser.prototype, member), member).toBe('function')
  })

  it('reports the grammar as LL(1) and unambiguous', () => {
    expect(() => new Parser({ validates: true })).not.toThrow()
  })
})

describe('lexer modes', () => {
  const isMode = (value: unknown): value is Mode => value instanceof Mode
  const all = Object.values(modes).flatMap((value) => (isMode(value) ? [value] : Object.values(value).filter(isMode)))

  it('have few candidates for each byte', () => {
    expect(all.length).toBeGreaterThan(20)
    for (const mode of all) for (let byte = 0; byte < 256; byte++) expect(mode.opened(byte).length, mode.name).toBeLessThanOrEqual(4)
  })
})
