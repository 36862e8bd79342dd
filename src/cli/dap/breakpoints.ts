// Owns breakpoints: which one a place, a function or a changed value hits, with hit counts and conditions.
import type { RequestedBreakpoint, RequestedWatch, SetBreakpoint } from '../../ide/dap/messages.ts'
import { placeKeyOf, type SourcePlaces } from './places.ts'

interface Breakpoint {
  readonly id: number
  readonly condition: string | undefined
  readonly hitCondition: string | undefined
  readonly logMessage: string | undefined
  hits: number
}

/** A watched value, compared after each statement. */
export interface Data extends Breakpoint {
  readonly of: string
  /** Its last displayed value; undefined before the first comparison. */
  last: string | undefined
}

/** Queries to the stopped program. */
export interface ProgramQueries {
  /** Whether an expression is true; a failing one counts as true, so that the user notices it. */
  holds(expression: string): boolean
}

/** `5`, `= 5`: the fifth hit; `> 5`, `>= 5`, `< 5`, `<= 5`; `% 5`: every fifth hit. */
function isTime(hits: number, condition: string): boolean {
  const [, sign = '', digits] = /^\s*(=|==|>=|<=|>|<|%)?\s*(\d+)\s*$/.exec(condition) ?? []
  if (digits === undefined) return true
  const count = Number(digits)
  switch (sign) {
    case '>':
      return hits > count
    case '>=':
      return hits >= count
    case '<':
      return hits < count
    case '<=':
      return hits <= count
    case '%':
      return count > 0 && hits % count === 0
    default:
      return hits === count
  }
}

/** Counts a hit; returns whether to stop. */
export function isHit(breakpoint: Breakpoint, asking: ProgramQueries): boolean {
  if (breakpoint.condition !== undefined && breakpoint.condition !== '' && !asking.holds(breakpoint.condition)) return false
  breakpoint.hits++
  return breakpoint.hitCondition === undefined || breakpoint.hitCondition === '' || isTime(breakpoint.hits, breakpoint.hitCondition)
}

/** The breakpoints that an editor has set. */
export class Breakpoints {
  #last = 0
  /** By page, so that breakpoints of one page are replaced together. */
  readonly #pages = new Map<string, readonly string[]>()
  readonly #places = new Map<string, Breakpoint[]>()
  #functions = new Map<string, Breakpoint>()
  #data: readonly Data[] = []
  filters: ReadonlySet<string> = new Set()

  /** Replaces the breakpoints of a page. */
  set(
    places: SourcePlaces,
    at: { readonly path?: string; readonly reference?: number },
    list: readonly RequestedBreakpoint[],
  ): SetBreakpoint[] {
    const of = at.path ?? `#${at.reference}`
    for (const key of this.#pages.get(of) ?? []) this.#places.delete(key)
    const page = places.page(at)
    const keys: string[] = []
    const set = list.map(({ line, column, condition, hitCondition, logMessage }): SetBreakpoint => {
      const id = ++this.#last
      const spot = page && places.statementAt(page, line, column)
      if (spot === undefined) return { id, spot }
      const key = placeKeyOf(spot)
      keys.push(key)
      this.#places.set(key, [...(this.#places.get(key) ?? []), { id, condition, hitCondition, logMessage, hits: 0 }])
      return { id, spot }
    })
    this.#pages.set(of, keys)
    return set
  }

  /** Replaces the breakpoints on functions and scripts, by name (`greet`, `$greet`, `script hello`). */
  setFunctions(list: readonly { readonly name: string; readonly condition?: string; readonly hitCondition?: string }[]): { id: number }[] {
    this.#functions = new Map()
    return list.map(({ name, condition, hitCondition }) => {
      const id = ++this.#last
      this.#functions.set(plain(name), { id, condition, hitCondition, logMessage: undefined, hits: 0 })
      return { id }
    })
  }

  setData(list: readonly RequestedWatch[]): { id: number }[] {
    this.#data = list.map(({ id: of, condition, hitCondition }) => ({
      id: ++this.#last,
      of,
      condition,
      hitCondition,
      logMessage: undefined,
      hits: 0,
      last: undefined,
    }))
    return this.#data.map(({ id }) => ({ id }))
  }

  at(key: string): readonly Breakpoint[] {
    return this.#places.get(key) ?? []
  }

  of(name: string): Breakpoint | undefined {
    return this.#functions.size === 0 ? undefined : this.#functions.get(plain(name))
  }

  get data(): readonly Data[] {
    return this.#data
  }
}

const plain = (name: string): string => name.trim().replace(/^\$|^script /, '')
