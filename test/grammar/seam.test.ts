// Owns what the parser relies on: Chevrotain's doors for a lexer of our own, an unambiguous grammar, small candidate lists.
import { EmbeddedActionsParser } from 'chevrotain'
import { describe, expect, it } from 'vitest'
import * as modes from '../../grammar/modes.ts'
import { Mode } from '../../grammar/modes.ts'
import { Parser } from '../../grammar/parser.ts'

describe('the seam to Chevrotain', () => {
  it('has the doors that cursor.ts and rules.ts override and call', () => {
    const doors = [
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
    for (const door of doors) expect(typeof Reflect.get(EmbeddedActionsParser.prototype, door), door).toBe('function')
  })

  it('finds the grammar LL(1) and without ambiguity', () => {
    expect(() => new Parser({ validates: true })).not.toThrow()
  })
})

describe('modes', () => {
  const isMode = (value: unknown): value is Mode => value instanceof Mode
  const all = Object.values(modes).flatMap((value) => (isMode(value) ? [value] : Object.values(value).filter(isMode)))

  it('have few candidates for each byte', () => {
    expect(all.length).toBeGreaterThan(20)
    for (const mode of all) for (let byte = 0; byte < 256; byte++) expect(mode.opened(byte).length, mode.name).toBeLessThanOrEqual(4)
  })
})
