// Owns which way a rule goes on: by its next token alone, worked out where a rule first asks.
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

/** What an alternation or an option is asked of: the parser. */
interface Asking {
  LA_FAST(howMuch: number): IToken
}

/** The tokens, by their index, that something may begin with; `isEmpty`: it may have no token at all. */
interface First {
  readonly tokens: ReadonlySet<number>
  readonly isEmpty: boolean
}

type Choose = (this: Asking, ways?: readonly IOrAlt<unknown>[]) => number | undefined
type Enter = (this: Asking) => boolean

interface Asked {
  readonly prodOccurrence: number
  readonly rule: Rule
}

const kinds = { Option, Repetition, RepetitionMandatory } as const
const isKind = (name: string): name is keyof typeof kinds => name in kinds

/**
 * Chevrotain's own choice for a lookahead of one token (test/grammar/lookahead.test.ts): the first way that may begin with the next token,
 * or with none. Chevrotain works all of them out before the first parse, through paths of tokens, which took two thirds of what making the
 * parser costs; most texts need a few. Token categories are not used here.
 */
export class FirstTokens extends LLkLookaheadStrategy {
  readonly #known = new Map<IProduction, First>()

  constructor() {
    super({ maxLookahead: 1 })
  }

  override buildLookaheadForAlternation({ prodOccurrence, rule, hasPredicates }: Asked & { readonly hasPredicates: boolean }): Choose {
    const firsts = (): readonly First[] => found(rule, Alternation, prodOccurrence).definition.map((way) => this.#sequence(within(way)))
    return hasPredicates ? guarded(firsts) : unguarded(firsts)
  }

  override buildLookaheadForOptional({ prodOccurrence, rule, prodType }: Asked & { readonly prodType: string }): Enter {
    let first: First | undefined
    if (!isKind(prodType)) throw new Error(`the grammar has no ${prodType}`)
    const kind = kinds[prodType]
    const inside = (): First =>
      (first ??= this.#sequence(within(found<IProduction & { readonly idx: number }>(rule, kind, prodOccurrence))))
    return function () {
      const { isEmpty, tokens } = first ?? inside()
      return isEmpty || tokens.has(indexOf(this.LA_FAST(1)))
    }
  }

  #sequence(parts: readonly IProduction[]): First {
    const tokens = new Set<number>()
    for (const part of parts) {
      const first = this.#first(part)
      for (const token of first.tokens) tokens.add(token)
      if (!first.isEmpty) return { tokens, isEmpty: false }
    }
    return { tokens, isEmpty: true }
  }

  #first(part: IProduction): First {
    let first = this.#known.get(part)
    if (first === undefined) this.#known.set(part, (first = this.#look(part)))
    return first
  }

  #look(part: IProduction): First {
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

/** The parts of a production; those of another rule belong to that. */
function within(part: IProduction): readonly IProduction[] {
  const parts: unknown = part instanceof NonTerminal || !('definition' in part) ? undefined : part.definition
  return Array.isArray(parts) ? parts.filter(isProduction) : []
}

const isProduction = (part: unknown): part is IProduction => typeof part === 'object' && part !== null && 'accept' in part

const indexOf = ({ tokenTypeIdx }: IToken): number => tokenTypeIdx

/** Ways without conditions: by the index of the token. */
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

/** Ways of which some are only open under a condition. */
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

/** The production of a kind with this number in a rule; it is there, since Chevrotain asks for those that it recorded. */
function found<T extends IProduction & { readonly idx: number }>(rule: Rule, kind: new (...given: never[]) => T, number: number): T {
  const open: IProduction[] = [rule]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part instanceof kind && part.idx === number) return part
    open.push(...within(part))
  }
  throw new Error(`${rule.name} has no ${kind.name} ${number}`)
}
