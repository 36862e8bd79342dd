// Owns what JavaScript of an expression is, as text with what is known of its value (data; nothing is executed here).

/** What is known of a value: `num` is a JavaScript number (never a bigint); `any` may be of every type. */
export type KnownType = 'num' | 'str' | 'bool' | 'any'

/** JavaScript of an expression. */
export interface Emitted {
  readonly js: string
  readonly kind: KnownType
  /** Evaluating it changes nothing that a script can read. */
  readonly pure: boolean
  /** A name or a constant, which may be written more than once. */
  readonly simple: boolean
}

/** A call of a word whose behaviour is `apply`. */
export interface WordCall {
  /** The values in the order of `takes`, each simple; undefined where it was not given. */
  readonly values: readonly (Emitted | undefined)[]
  /** The call of `apply` with these values, for all that is not done in place. */
  readonly apply: string
}

/** JavaScript of a call of a word. `I` in it is nil. */
export type EmitWord = (call: WordCall) => Emitted

/** JavaScript of a word that changes nothing. */
export const pureCall = (js: string, kind: KnownType): Emitted => ({ js, kind, pure: true, simple: false })

/** JavaScript that asks whether a simple value is of a kind; undefined where that is known. */
export function test({ js, kind }: Emitted, wanted: 'num' | 'str' | 'bool'): string | undefined {
  if (kind === wanted) return undefined
  return kind === 'any' ? `typeof ${js} === '${typeNames[wanted]}'` : 'false'
}

const typeNames = { num: 'number', str: 'string', bool: 'boolean' } as const

/** Tests joined by `and`; `true` where all of them are known to hold, `false` where one is known not to. */
export function all(...tests: readonly (string | undefined)[]): string {
  if (tests.includes('false')) return 'false'
  return tests.filter((one) => one !== undefined).join(' && ') || 'true'
}

/** `test ? yes : no`; one of them where the test is known. */
export function choose(test: string, yes: string, no: string): string {
  if (test === 'true' || test === 'false') return `(${test === 'true' ? yes : no})`
  return `(${test} ? ${yes} : ${no})`
}
