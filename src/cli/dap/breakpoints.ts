// Owns breakpoints: which one a place, a function or a changed value hits, after how many times and under what condition.
import type { AskedBreakpoint, AskedData, SetBreakpoint } from '../../ide/dap/conversation.ts'
import { keyOf, type Places } from './places.ts'

interface Breakpoint {
  readonly id: number
  readonly condition: string | undefined
  readonly hitCondition: string | undefined
  readonly logMessage: string | undefined
  hits: number
}

/** A value that is looked at after each statement. */
export interface Data extends Breakpoint {
  readonly of: string
  /** As it was shown last; undefined before the first look. */
  last: string | undefined
}

/** What is asked of the program that is stopped. */
export interface Asking {
  /** Whether an expression is true there; one that fails counts as true, so that its user sees why. */
  holds(expression: string): boolean
}

/** `5`, `= 5`: the fifth time; `> 5`, `>= 5`, `< 5`, `<= 5`; `% 5`: each fifth time. */
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

/** Counts a hit, and says whether it is one that counts. */
export function isHit(breakpoint: Breakpoint, asking: Asking): boolean {
  if (breakpoint.condition !== undefined && breakpoint.condition !== '' && !asking.holds(breakpoint.condition)) return false
  breakpoint.hits++
  return breakpoint.hitCondition === undefined || breakpoint.hitCondition === '' || isTime(breakpoint.hits, breakpoint.hitCondition)
}

export class Breakpoints {
  #last = 0
  /** By page, so that setting those of one page replaces them. */
  readonly #pages = new Map<string, readonly string[]>()
  readonly #places = new Map<string, Breakpoint[]>()
  #functions = new Map<string, Breakpoint>()
  #data: readonly Data[] = []
  filters: ReadonlySet<string> = new Set()

  /** Sets those of a page in place of the ones before. */
  set(places: Places, at: { readonly path?: string; readonly reference?: number }, list: readonly AskedBreakpoint[]): SetBreakpoint[] {
    const of = at.path ?? `#${at.reference}`
    for (const key of this.#pages.get(of) ?? []) this.#places.delete(key)
    const page = places.page(at)
    const keys: string[] = []
    const set = list.map(({ line, column, condition, hitCondition, logMessage }): SetBreakpoint => {
      const id = ++this.#last
      const spot = page && places.statementAt(page, line, column)
      if (spot === undefined) return { id, spot }
      const key = keyOf(spot)
      keys.push(key)
      this.#places.set(key, [...(this.#places.get(key) ?? []), { id, condition, hitCondition, logMessage, hits: 0 }])
      return { id, spot }
    })
    this.#pages.set(of, keys)
    return set
  }

  /** Sets those of functions and scripts, by name (`greet`, `$greet`, `script hello`), in place of the ones before. */
  setFunctions(list: readonly { readonly name: string; readonly condition?: string; readonly hitCondition?: string }[]): { id: number }[] {
    this.#functions = new Map()
    return list.map(({ name, condition, hitCondition }) => {
      const id = ++this.#last
      this.#functions.set(plain(name), { id, condition, hitCondition, logMessage: undefined, hits: 0 })
      return { id }
    })
  }

  setData(list: readonly AskedData[]): { id: number }[] {
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
