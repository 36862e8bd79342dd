// Owns the data of one trial, which a corpus can store: a device in some state, its environment, and a call with arguments.
import { fromMilliseconds } from '../../text/units.ts'

/** An argument or a variable, with its value as a script writes it. */
export interface Bound {
  readonly name: string
  readonly text: string
}

/** A property and its unquoted value. */
export type PropertyText = readonly [name: string, text: string]

/**
 * One step that prepares the device, which may refuse it.
 * `add`: a row, as `add` makes it. `set`: settings, or a default row (`row`, counted from 0). `simulate`: a row that only the device makes
 * (`row` undefined), or values of one of its own rows. `command`: a command as written.
 */
export type SetupStep =
  | { readonly kind: 'add'; readonly menu: string; readonly values: readonly PropertyText[] }
  | { readonly kind: 'set'; readonly menu: string; readonly values: readonly PropertyText[]; readonly row?: number }
  | { readonly kind: 'simulate'; readonly menu: string; readonly values: readonly PropertyText[]; readonly row?: number }
  | { readonly kind: 'command'; readonly text: string }

/** An event in the script's `wait`th wait (from 0): the row of a step disappears, or only appears then. */
export interface RowEvent {
  readonly wait: number
  readonly step: number
  readonly change: 'disappears' | 'appears'
}

/** The answer of all servers: none, an error, or a text. */
export type WebAnswer = { readonly status: number; readonly body: string } | 'unreachable'

/** One run of a script, or one call of a function of it. Serializable as JSON. */
export interface Trial {
  readonly steps: readonly SetupStep[]
  readonly events: readonly RowEvent[]
  readonly globals: readonly Bound[]
  /** Variables that the device passes to the script. */
  readonly parameters: readonly Bound[]
  /** The function to call after the script; null: the script itself is tested. */
  readonly call: { readonly name: string; readonly given: readonly Bound[] } | null
  readonly web: WebAnswer
  /** Whether hosts answer a ping. */
  readonly pings: boolean
  /** The start time: `2024-02-29T23:59:58`. */
  readonly now: string
}

/** In nanoseconds since 1970. */
export const trialInstant = ({ now }: Pick<Trial, 'now'>): bigint => fromMilliseconds(Date.parse(`${now}Z`))

/** The size of a trial: smaller ones show a fault better. Small numbers count less than large ones. */
export function sizeOf({ steps, events, globals, parameters, call, web }: Trial): number {
  const numbers = [...globals, ...parameters, ...(call?.given ?? [])].map(({ text }) => (/^\d{1,9}$/.test(text) ? Number(text) : 0))
  return (
    JSON.stringify([steps, globals, parameters, call]).length +
    40 * events.length +
    (web === 'unreachable' ? 0 : web.body.length) +
    numbers.reduce((sum, one) => sum + one / (one + 10), 0)
  )
}
