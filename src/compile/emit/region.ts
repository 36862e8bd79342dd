// Owns the state of a region while its JavaScript is generated: names of constants, locals and globals, places of failures, loop labels.
import { descendFrom, functionAround } from '../../syntax/descent.ts'
import type { Body, Call, Invocation, Node, Statement } from '../../syntax/tree.ts'
import { nil, nothing, type Value } from '../../value/value.ts'
import type { Context } from '../context.ts'
import type { Machine } from '../machine.ts'
import type { Emitted, KnownType } from './emitted.ts'
import { slotText } from './slot-text.ts'

/** The place of a command or call, which is added to a failure. */
export interface RegionPlace {
  /** The number (1-based) of the surrounding place; 0 if there is none. */
  readonly parent: number
  readonly kind: 'invocation' | 'call' | 'trace'
  readonly node: Invocation | Call
}

/** The functions that generate values and bodies. They are passed in to avoid import cycles. */
export interface Parts<M extends Machine> {
  readonly value: (node: Node, region: Region<M>) => Emitted
  /** `needsValue`: whether the value of the last statement is stored in `v`. */
  readonly body: (body: Body, region: Region<M>, needsValue: boolean) => string
}

/** The code for `:break` and `:continue` inside a loop. */
interface Labels {
  readonly onBreak: string
  readonly onContinue: string
}

/** The maximum nesting of generated code: more could overflow the stack of the engine's parser. */
const maxNesting = 60

/** One region while its JavaScript is generated. */
export class Region<M extends Machine> {
  readonly context: Context<M>
  /** Whether it is a function (which `:return` ends) rather than a loop in a frame of closures. */
  readonly isRoutine: boolean
  /** Slots that stay in the frame, since closures read or write them; the others are JavaScript variables. */
  readonly frameSlots: Set<number>
  /** All slots that the region uses. */
  readonly slots = new Set<number>()
  /** Slots of loop counters that only their loop writes: they hold JavaScript numbers. */
  readonly counters = new Set<number>()
  /** The enclosing loops, the innermost last. */
  readonly loops: Labels[] = []
  /** Places by number, from 1. */
  readonly places: RegionPlace[] = []
  /** The number of the place of the code that is being generated; 0 for the region itself, which adds no place. */
  at = 0
  /** Whether an activation needs a frame. */
  needsFrame = false
  /** The largest `$n` that is read; -1 if none. */
  parameters = -1
  readonly #parts: Parts<M>
  readonly #constants = new Map<unknown, string>()
  readonly #cells = new Map<string, string>()
  #temporaries = 0
  #labels = 0
  #depth = 0

  constructor(context: Context<M>, isRoutine: boolean, frameSlots: ReadonlySet<number>, parts: Parts<M>) {
    this.context = context
    this.isRoutine = isRoutine
    this.frameSlots = new Set(frameSlots)
    this.#parts = parts
  }

  /** Generates the value of a node. */
  value(node: Node): Emitted {
    if (this.#depth >= maxNesting) return this.closure(node)
    this.#depth++
    try {
      return this.#parts.value(node, this)
    } finally {
      this.#depth--
    }
  }

  /** Generates the statements of a body (see `Parts.body`). */
  body(body: Body, needsValue: boolean): string {
    return this.#parts.body(body, this, needsValue)
  }

  /** The name under which generated code uses a JavaScript value. */
  name(value: unknown): string {
    let name = this.#constants.get(value)
    if (name === undefined) this.#constants.set(value, (name = `K${this.#constants.size}`))
    return name
  }

  /** The values of `name`, in the order of their numbers. */
  get constants(): readonly unknown[] {
    return [...this.#constants.keys()]
  }

  /** The names of all temporary variables. */
  get temporaries(): readonly string[] {
    return Array.from({ length: this.#temporaries }, (_, at) => `t${at}`)
  }

  /** The name of a new temporary variable. */
  temporary(): string {
    return `t${this.#temporaries++}`
  }

  /** A number that is unique among the loops of the region. */
  label(): number {
    return this.#labels++
  }

  /** Adds a place inside the current one; returns its number. */
  place(kind: RegionPlace['kind'], node: Invocation | Call): number {
    this.places.push({ parent: this.at, kind, node })
    return this.places.length
  }

  /** The variable of a local (a placeholder; see `slotText`). */
  slot(slot: number): string {
    this.slots.add(slot)
    return slotText(slot)
  }

  /** The cell of a global: looked up at first use, once per machine. */
  cell(name: string): string {
    let site = this.#cells.get(name)
    if (site === undefined) this.#cells.set(name, (site = this.name({ name, machine: undefined, cell: undefined })))
    return `(${site}.machine === m ? ${site}.cell : CELL(${site}, m))`
  }

  /** The expression of a constant value. */
  constant(value: Value): Emitted {
    const [js, kind] = this.#constant(value)
    return { js, kind, pure: true, simple: true }
  }

  #constant(value: Value): [string, KnownType] {
    if (typeof value === 'number') return [value < 0 ? `(${value})` : String(value + 0), 'num']
    if (typeof value === 'string') return [value.length < 200 ? JSON.stringify(value) : this.name(value), 'str']
    if (typeof value === 'boolean') return [String(value), 'bool']
    return [value === nil ? 'I' : value === nothing ? 'N' : this.name(value), 'any']
  }

  /**
   * Assigns an expression to a temporary variable, so that its value may be used several times; the assignment is appended to `before`. A
   * simple expression is returned unchanged, unless `next`, which is evaluated after it, may change its value.
   */
  bindTemporary(emitted: Emitted, before: string[], next?: Emitted): Emitted {
    if (emitted.simple && next?.pure !== false) return emitted
    const js = this.temporary()
    before.push(`${js} = ${emitted.js}`)
    return { ...emitted, js, simple: true }
  }

  /** Generates a call of a node's closure, for a node without JavaScript of its own. */
  closure(node: Node): Emitted {
    this.keepInFrame(node)
    return { js: `${this.name(this.context.value(node))}(frame)`, kind: 'any', pure: false, simple: false }
  }

  /** Keeps the variables that closures of a node use in the frame. */
  keepInFrame(part: Statement | Node): void {
    this.needsFrame = true
    for (const slot of slotsIn(part)) this.frameSlots.add(slot)
  }
}

/** The slots of this frame that a node reads or writes. Functions inside it have their own frames. */
export function slotsIn(part: Statement | Node): ReadonlySet<number> {
  const found = new Set<number>()
  descendFrom(part, (inner, around) => {
    if (functionAround(around) !== undefined) return
    const variables = inner.kind === 'reference' ? [inner.variable] : inner.kind === 'names' ? inner.variables : []
    for (const { kind, slot } of variables) if (kind === 'local') found.add(slot)
  })
  return found
}
