// Owns lookahead: which alternative a rule takes by its next token, computed at first use or precomputed by the build.
import {
  Alternation,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  Terminal,
  type IOrAlt,
  type IProduction,
  type IToken,
  type Rule,
} from 'chevrotain'

/** The part of the parser that a decision uses: the token `howMuch` places ahead. */
interface TokenReader {
  LA_FAST(howMuch: number): IToken
}

/** The tokens (by index) that a production may begin with. `isEmpty`: it may match no token. */
interface First {
  readonly tokens: ReadonlySet<number>
  readonly isEmpty: boolean
}

/** Returns the index of the alternative to take; undefined if none may begin with the next token. */
type Choose = (this: TokenReader, ways?: readonly IOrAlt<unknown>[]) => number | undefined
/** Decides whether to enter an option or a repetition. */
export type Enter = (this: TokenReader) => boolean

/** A decision function of a rule: which alternative to take, or whether to enter an option. */
export type Decide = Choose | Enter

/**
 * A decision as data: alternatives without conditions (`ways`), alternatives of which some have a condition (`guarded`), or whether to
 * enter an option or a repetition (`inside`, a single way). A way lists the names of the tokens that it may begin with; '' means that it
 * may be empty.
 */
export interface Decision {
  readonly kind: keyof typeof makers
  readonly ways: readonly (readonly string[])[]
}

/** Decisions by Chevrotain's key. */
export type Decisions = readonly (readonly [key: number, decision: Decision])[]

/** What Chevrotain passes for a decision: the rule, and the number of the production in it. */
interface DecisionPlace {
  readonly prodOccurrence: number
  readonly rule: Rule
}

const kinds = { Option, Repetition, RepetitionMandatory } as const
const isKind = (name: string): name is keyof typeof kinds => name in kinds

/**
 * Makes Chevrotain's own choice for a lookahead of one token (test/grammar/lookahead.test.ts): the first alternative that may begin with
 * the next token, or be empty. Chevrotain computes all lookahead paths before the first parse, which took two thirds of the construction
 * time of the parser; here each is computed at first use. Does not support token categories.
 */
export class FirstTokens extends LLkLookaheadStrategy {
  readonly #known = new Map<IProduction, First>()
  readonly #made = new Map<Decide, { readonly kind: Decision['kind']; readonly firsts: () => readonly First[] }>()

  constructor() {
    super({ maxLookahead: 1 })
  }

  override buildLookaheadForAlternation({
    prodOccurrence,
    rule,
    hasPredicates,
  }: DecisionPlace & { readonly hasPredicates: boolean }): Choose {
    const kind = hasPredicates ? 'guarded' : 'ways'
    return this.#noted(kind, makers[kind], () =>
      found(rule, Alternation, prodOccurrence).definition.map((way) => this.#sequence(within(way))),
    )
  }

  override buildLookaheadForOptional({ prodOccurrence, rule, prodType }: DecisionPlace & { readonly prodType: string }): Enter {
    if (!isKind(prodType)) throw new Error(`the grammar has no ${prodType}`)
    const kind = kinds[prodType]
    return this.#noted('inside', inside, () => [
      this.#sequence(within(found<IProduction & { readonly idx: number }>(rule, kind, prodOccurrence))),
    ])
  }

  /** The data of a decision function. Throws if another strategy made it. `names`: token names by index. */
  decision(decide: Decide, names: readonly string[]): Decision {
    const made = this.#made.get(decide)
    if (made === undefined) throw new Error('a decision of another strategy')
    const ways = made.firsts().map(({ tokens, isEmpty }) => [...[...tokens].map((token) => names[token] ?? ''), ...(isEmpty ? [''] : [])])
    return { kind: made.kind, ways }
  }

  /** Makes a decision function and records its data. */
  #noted<D extends Decide>(kind: Decision['kind'], make: (firsts: () => readonly First[]) => D, firsts: () => readonly First[]): D {
    const decide = make(firsts)
    this.#made.set(decide, { kind, firsts })
    return decide
  }

  /** The tokens that a sequence of productions may begin with. */
  #sequence(parts: readonly IProduction[]): First {
    const tokens = new Set<number>()
    for (const part of parts) {
      const first = this.#first(part)
      for (const token of first.tokens) tokens.add(token)
      if (!first.isEmpty) return { tokens, isEmpty: false }
    }
    return { tokens, isEmpty: true }
  }

  /** The tokens that a production may begin with, cached. */
  #first(part: IProduction): First {
    let first = this.#known.get(part)
    if (first === undefined) this.#known.set(part, (first = this.#computeFirst(part)))
    return first
  }

  #computeFirst(part: IProduction): First {
    if (part instanceof Terminal) return { tokens: new Set([part.terminalType.tokenTypeIdx ?? -1]), isEmpty: false }
    if (part instanceof NonTerminal) return this.#first(part.referencedRule)
    if (part instanceof Alternation) {
      const ways = part.definition.map((way) => this.#sequence(within(way)))
      return { tokens: new Set(ways.flatMap((way) => [...way.tokens])), isEmpty: ways.some((way) => way.isEmpty) }
    }
    const { tokens, isEmpty } = this.#sequence(within(part))
    return { tokens, isEmpty: isEmpty || part instanceof Option || part instanceof Repetition }
  }
}

/** The direct parts of a production. A reference to another rule has none. */
function within(part: IProduction): readonly IProduction[] {
  const parts: unknown = part instanceof NonTerminal || !('definition' in part) ? undefined : part.definition
  return Array.isArray(parts) ? parts.filter(isProduction) : []
}

const isProduction = (part: unknown): part is IProduction => typeof part === 'object' && part !== null && 'accept' in part

const indexOf = ({ tokenTypeIdx }: IToken): number => tokenTypeIdx

/** Decides between alternatives without conditions, by token index. */
function unguarded(firsts: () => readonly First[]): Choose {
  let ways: (number | undefined)[] | undefined
  let otherwise: number | undefined
  const make = (): (number | undefined)[] => {
    const made: (number | undefined)[] = []
    const all = firsts()
    const empty = all.findIndex((first) => first.isEmpty)
    otherwise = empty === -1 ? undefined : empty
    for (const [at, { tokens }] of all.entries()) {
      if (otherwise !== undefined && at > otherwise) break
      for (const token of tokens) made[token] ??= at
    }
    return (ways = made)
  }
  return function () {
    return (ways ?? make())[indexOf(this.LA_FAST(1))] ?? otherwise
  }
}

/** Decides between alternatives of which some have a condition. */
function guarded(firsts: () => readonly First[]): Choose {
  let made: readonly First[] | undefined
  return function (ways = []) {
    made ??= firsts()
    const token = indexOf(this.LA_FAST(1))
    for (let at = 0; at < made.length; at++) {
      if (ways[at]?.GATE?.call(this) === false) continue
      const first = made[at]
      if (first !== undefined && (first.isEmpty || first.tokens.has(token))) return at
    }
    return undefined
  }
}

/** Decides whether to enter an option or a repetition. */
function inside(firsts: () => readonly First[]): Enter {
  let enters: readonly boolean[] | undefined
  let always = false
  const make = (): readonly boolean[] => {
    const made: boolean[] = []
    const { isEmpty, tokens } = firsts()[0] ?? nothing
    for (const token of tokens) made[token] = true
    always = isEmpty
    return (enters = made)
  }
  return function () {
    return (enters ?? make())[indexOf(this.LA_FAST(1))] === true || always
  }
}

const nothing: First = { tokens: new Set(), isEmpty: false }

const makers = { ways: unguarded, guarded, inside } as const

/** Makes the decision function of some data. `indices`: token indices by name. */
export const decidedBy = ({ kind, ways }: Decision, indices: ReadonlyMap<string, number>): Decide =>
  makers[kind](() =>
    ways.map((names) => ({
      tokens: new Set(names.filter((name) => name !== '').map((name) => indices.get(name) ?? -1)),
      isEmpty: names.includes(''),
    })),
  )

/** Finds the production of a kind with this number in a rule. It always exists: Chevrotain only requests recorded ones. */
function found<T extends IProduction & { readonly idx: number }>(rule: Rule, kind: new (...given: never[]) => T, number: number): T {
  const open: IProduction[] = [rule]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part instanceof kind && part.idx === number) return part
    open.push(...within(part))
  }
  throw new Error(`${rule.name} has no ${kind.name} ${number}`)
}
