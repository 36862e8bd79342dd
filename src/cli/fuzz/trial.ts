// Owns what one trial is, as data that a corpus can keep: a device in some state, the world around it, and a call with its arguments.
import { fromMilliseconds } from '../../text/units.ts'

/** An argument or a variable with its value as a script writes it. */
export interface Bound {
  readonly name: string
  readonly text: string
}

/** A property and its value, as a word behind `name=`, before quoting. */
export type Pair = readonly [name: string, text: string]

/**
 * One thing that brings the device into its state; it may refuse each.
 * `add`: a row, as `add` makes it. `set`: settings, or a row that every device has (`row`, counted from 0).
 * `tell`: a row that only the device makes (`row` undefined), or what one of its own rows reads as. `command`: a command as written.
 */
export type Step =
  | { readonly kind: 'add'; readonly menu: string; readonly values: readonly Pair[] }
  | { readonly kind: 'set'; readonly menu: string; readonly values: readonly Pair[]; readonly row?: number }
  | { readonly kind: 'tell'; readonly menu: string; readonly values: readonly Pair[]; readonly row?: number }
  | { readonly kind: 'command'; readonly text: string }

/** Something that happens while the script waits for the `wait`th time (from 0): the row of a step goes, or only comes then. */
export interface Move {
  readonly wait: number
  readonly step: number
  readonly deed: 'goes' | 'comes'
}

/** How servers answer, whoever is asked: not at all, with an error, or with a text. */
export type Web = { readonly status: number; readonly body: string } | 'unreachable'

/** One run of a script, or one call of a function of it. All of it can be written as JSON. */
export interface Trial {
  readonly steps: readonly Step[]
  readonly moves: readonly Move[]
  readonly globals: readonly Bound[]
  /** Variables that the device gives to the script. */
  readonly parameters: readonly Bound[]
  /** The function that is called after the script has run; null: the script itself is what is tried. */
  readonly call: { readonly name: string; readonly given: readonly Bound[] } | null
  readonly web: Web
  /** Whether hosts answer a ping. */
  readonly pings: boolean
  /** When the clock starts: `2024-02-29T23:59:58`. */
  readonly now: string
}

/** In nanoseconds since 1970. */
export const instantOf = ({ now }: Pick<Trial, 'now'>): bigint => fromMilliseconds(Date.parse(`${now}Z`))

/** How much there is of a trial: the smaller one shows a fault better. A small number is less than a large one. */
export function sizeOf({ steps, moves, globals, parameters, call, web }: Trial): number {
  const numbers = [...globals, ...parameters, ...(call?.given ?? [])].map(({ text }) => (/^\d{1,9}$/.test(text) ? Number(text) : 0))
  return (
    JSON.stringify([steps, globals, parameters, call]).length +
    40 * moves.length +
    (web === 'unreachable' ? 0 : web.body.length) +
    numbers.reduce((sum, one) => sum + one / (one + 10), 0)
  )
}
