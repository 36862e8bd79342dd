// Owns the type of a generated JavaScript expression: its source text, with facts about its value.

/** The static type of a value: `num` is a JavaScript number (never a bigint); `any` is unknown. */
export type KnownType = 'num' | 'str' | 'bool' | 'any'

/** A generated JavaScript expression. */
export interface Emitted {
  readonly js: string
  readonly kind: KnownType
  /** Whether it has no effect that a script can observe. */
  readonly pure: boolean
  /** Whether it is a name or a constant, so that the text may be used several times. */
  readonly simple: boolean
}

/** A call of a command with an `apply` behaviour. */
export interface WordCall {
  /** The arguments in the order of `takes`, each simple; undefined if not given. */
  readonly values: readonly (Emitted | undefined)[]
  /** The call of `apply` with these arguments, for values that are not handled inline. */
  readonly apply: string
}

/** Generates the JavaScript of a command call. `I` in it is nil. */
export type EmitWord = (call: WordCall) => Emitted

/** JavaScript of a command without side effects. */
export const pureCall = (js: string, kind: KnownType): Emitted => ({ js, kind, pure: true, simple: false })

/** The test whether a simple value has a type; undefined if it is known to have it, `false` if it is known to have another one. */
export function emitTypeTest({ js, kind }: Emitted, wanted: 'num' | 'str' | 'bool'): string | undefined {
  if (kind === wanted) return undefined
  return kind === 'any' ? `typeof ${js} === '${typeNames[wanted]}'` : 'false'
}

const typeNames = { num: 'number', str: 'string', bool: 'boolean' } as const

/** Tests joined by `and`; `true` if all are known to hold, `false` if one is known to fail. */
export function all(...tests: readonly (string | undefined)[]): string {
  if (tests.includes('false')) return 'false'
  return tests.filter((one) => one !== undefined).join(' && ') || 'true'
}

/** `test ? yes : no`; only one of them if the test is known. */
export function choose(test: string, yes: string, no: string): string {
  if (test === 'true' || test === 'false') return `(${test === 'true' ? yes : no})`
  return `(${test} ? ${yes} : ${no})`
}
