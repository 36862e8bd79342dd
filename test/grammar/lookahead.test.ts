// Owns the test that our lookahead agrees with Chevrotain's, for each decision of the grammar and each token.
import {
  Alternation,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type IProduction,
  type Rule,
} from 'chevrotain'
import { expect, it } from 'vitest'
import { decidedBy, FirstTokens, type Decisions } from '../../grammar/lookahead.ts'
import { Parser } from '../../grammar/parser.ts'
import * as t from '../../grammar/tokens.ts'

const kinds = [Option, Repetition, RepetitionMandatory]

const isDecision = (part: IProduction): part is Alternation | Option | Repetition | RepetitionMandatory =>
  part instanceof Alternation || kinds.some((kind) => part instanceof kind)
const isToken = (value: unknown): value is t.TokenKind => typeof value === 'object' && value !== null && 'match' in value

const indices = Object.values(t)
  .filter(isToken)
  .map(({ type }) => type.tokenTypeIdx ?? -1)

/** Returns every decision of a rule, with the number that Chevrotain gives it. */
function decisions(part: IProduction): readonly (Alternation | Option | Repetition | RepetitionMandatory)[] {
  const own = isDecision(part) ? [part] : []
  const parts: readonly IProduction[] =
    !(part instanceof NonTerminal) && 'definition' in part && Array.isArray(part.definition) ? part.definition : []
  return [...own, ...parts.flatMap(decisions)]
}

const typeOf = (part: IProduction): 'Option' | 'Repetition' | 'RepetitionMandatory' =>
  part instanceof Option ? 'Option' : part instanceof Repetition ? 'Repetition' : 'RepetitionMandatory'

it('chooses the alternative that Chevrotain chooses', () => {
  const rules: Record<string, Rule> = new Parser().getGAstProductions()
  const [ours, theirs] = [new FirstTokens(), new LLkLookaheadStrategy({ maxLookahead: 1 })]
  let asked = 0
  for (const rule of Object.values(rules))
    for (const one of decisions(rule)) {
      const common = { prodOccurrence: one.idx, rule, maxLookahead: 1, dynamicTokensEnabled: false }
      const built = [ours, theirs].map((strategy) => {
        if (one instanceof Alternation)
          return [false, true].map((hasPredicates) => strategy.buildLookaheadForAlternation({ ...common, hasPredicates }))
        return [strategy.buildLookaheadForOptional({ ...common, prodType: typeOf(one) })]
      })
      for (const tokenTypeIdx of indices) {
        const parser = { LA_FAST: () => ({ tokenTypeIdx }) }
        const ask = (choose: unknown): unknown => (typeof choose === 'function' ? Reflect.apply(choose, parser, [[]]) : undefined)
        const [mine, chevrotains] = built.map((each) => each.map(ask))
        expect(mine, `${rule.name} ${one.constructor.name} ${one.idx}, token ${tokenTypeIdx}`).toEqual(chevrotains)
        asked++
      }
    }
  expect(asked).toBeGreaterThan(500)
})

it('is the same from the decisions of the build as from recorded rules', () => {
  const recorded = new Parser()
  const kept: Decisions = recorded.decisions()
  expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
  expect(kept.length).toBeGreaterThan(30)
  const names = new Map(
    Object.values(t)
      .filter(isToken)
      .map(({ type }) => [type.name, type.tokenTypeIdx ?? -1]),
  )
  const functions: unknown = Reflect.get(recorded, 'lookAheadFuncsCache')
  expect(functions).toBeInstanceOf(Map)
  if (!(functions instanceof Map)) return
  for (const [key, decision] of kept) {
    const made: unknown = functions.get(key)
    const again = decidedBy(decision, names)
    for (const tokenTypeIdx of indices) {
      const parser = { LA_FAST: () => ({ tokenTypeIdx }) }
      const ask = (decide: unknown): unknown => (typeof decide === 'function' ? Reflect.apply(decide, parser, [[]]) : 'none')
      expect(ask(again), `${key}, token ${tokenTypeIdx}`).toEqual(ask(made))
    }
  }
})
