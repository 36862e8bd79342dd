// Owns parsing the arguments of a tool or prompt.
import { didYouMean } from '../../resolve/check/similar.ts'

/** An agent's mistake, with a message for it. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

/** Arguments by name. Each reader throws a Misuse for an argument of the wrong type. */
export class ToolArguments {
  readonly #all: ReadonlyMap<string, unknown>

  /** `taken` are the permitted names. Throws a Misuse for any other. */
  constructor(taken: readonly string[], given: Readonly<Record<string, unknown>> = {}) {
    for (const name of Object.keys(given))
      if (!taken.includes(name)) throw new Misuse(`no argument ${name}: ${didYouMean(name, taken) ?? `there are ${taken.join(', ')}`}`)
    this.#all = new Map(Object.entries(given))
  }

  text(name: string): string {
    const value = this.maybe(name)
    if (value === undefined) throw new Misuse(`${name} is missing`)
    return value
  }

  /** Undefined if it is not given. */
  maybe(name: string): string | undefined {
    const value = this.#all.get(name)
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw new Misuse(`${name} must be a string`)
    return value
  }

  /** Texts by name; empty if it is not given. */
  texts(name: string): ReadonlyMap<string, string> {
    const value = this.#all.get(name)
    if (value === undefined || value === null) return new Map()
    if (typeof value !== 'object') throw new Misuse(`${name} must be an object of strings`)
    return new Map(
      Object.entries(value).map(([key, text]: [string, unknown]) => {
        if (typeof text !== 'string') throw new Misuse(`${name} must be an object of strings: ${key} is not a string`)
        return [key, text]
      }),
    )
  }
}
