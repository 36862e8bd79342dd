// Owns evaluating expressions and commands in a stopped program, writing its variables, and displaying values as trees.
import type { Console } from '../../device/console.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { DisplayedValue } from '../../ide/dap/messages.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, nothing, typeOf, type Value } from '../../value/value.ts'
import type { Activation } from './activation.ts'

/** The name of evaluated texts, in which the debugger does not stop. */
export const evaluated = '(evaluated)'

/** The maximum length of a displayed value, in characters. */
const maxShownCharacters = 4096

/** The variable that contains a tree, and the keys to it; undefined if it is read-only. */
export interface Root {
  readonly name: string
  readonly keys: readonly (number | string)[]
}

/** Evaluates expressions in a stopped program. */
export class Evaluation {
  #quiet = 0
  /** Expandable trees, by reference; cleared at each stop. */
  #opened: (() => readonly DisplayedValue[])[] = []
  readonly #roots = new Map<number, { readonly activation: Activation; readonly root: Root }>()

  /** Whether an evaluation is running, which is not watched. */
  get isQuiet(): boolean {
    return this.#quiet > 0
  }

  /** Clears the trees of the previous stop. */
  reset(): void {
    this.#opened = []
    this.#roots.clear()
  }

  /** Runs something without stopping in it. */
  quietly<T>(act: () => T): T {
    this.#quiet++
    try {
      return act()
    } finally {
      this.#quiet--
    }
  }

  /** All readable names of an activation: its arguments, its variables, globals. */
  #named({ frame, locals }: Activation): Map<string, Value> {
    const named = new Map<string, Value>()
    for (const { name, value } of frame.machine.device.globals.values()) if (value !== undefined) named.set(name, value)
    for (const [name, slot] of locals) named.set(name, frame.slots[slot] ?? nothing)
    for (const [name, value] of frame.named ?? []) named.set(name, value)
    return named
  }

  /** The value of an expression (`$total * 2`) or of a command (`/ip/address/find`, `:len "a"`). Throws its Failure. */
  value(activation: Activation, text: string): Value {
    const bytes = toBytes(text.trim())
    const code = /^[:/]/.test(bytes) ? `:return [${bytes}]` : `:return (${bytes})`
    const { machine, positional } = activation.frame
    return this.quietly(() => machine.run(code, { name: evaluated, named: this.#named(activation), positional }))
  }

  /** The output of a command, then its value. Throws its Failure. */
  printed(activation: Activation, text: string): { readonly output: string; readonly value: Value } {
    let value: Value = nothing
    const output = activation.frame.machine.capture(() => {
      value = this.value(activation, text)
    })
    return { output: fromBytes(output), value }
  }

  /** Whether a condition is true; a failing one counts as true, so that the user notices it. */
  holds(activation: Activation, expression: string): boolean {
    try {
      return this.value(activation, expression) === true
    } catch (error) {
      if (error instanceof Failure) return true
      throw error
    }
  }

  /** A log point's text: `total is {$total}`. */
  filledIn(activation: Activation, template: string): string {
    return template.replaceAll(/\{([^{}]*)\}/g, (_, expression: string) => {
      try {
        return fromBytes(show(this.value(activation, expression)))
      } catch (error) {
        if (error instanceof Failure) return `{${fromBytes(error.message)}}`
        throw error
      }
    })
  }

  /** The current value of a watched item: `global NAME`, or `row /menu *1 property`. */
  datum(activation: Activation, of: string): string {
    const [kind, name = '', id = '', property = ''] = of.split(' ')
    if (kind === 'global') {
      const value = activation.frame.machine.device.globals.get(toBytes(name))?.value
      return value === undefined ? 'nothing' : brief(value)
    }
    try {
      return brief(this.value(activation, `${name}/get ${id} ${property}`))
    } catch (error) {
      if (error instanceof Failure) return 'gone'
      throw error
    }
  }

  /** Registers an expandable value; returns its reference. */
  open(list: () => readonly DisplayedValue[]): number {
    return this.#opened.push(list)
  }

  /** The children of a reference. */
  children(reference: number): readonly DisplayedValue[] {
    return this.#opened[reference - 1]?.() ?? []
  }

  /** A named value with its children. `root` is the variable through which it can be written; undefined if it is read-only. */
  shown(name: string, value: Value, activation?: Activation, root?: Root): DisplayedValue {
    const isTree = value instanceof ArrayValue && value.length > 0
    const reference = isTree ? this.open(() => this.#members(value, activation, root)) : 0
    if (isTree && activation !== undefined && root !== undefined) this.#roots.set(reference, { activation, root })
    const expression = root === undefined ? undefined : pathOf(root)
    return { name, value: brief(value), type: typeOf(value), reference, ...(expression === undefined ? {} : { expression }) }
  }

  #members(value: ArrayValue, activation: Activation | undefined, root: Root | undefined): readonly DisplayedValue[] {
    return [...value.entries()].map(([key, member]) =>
      this.shown(fromBytes(String(key)), member, activation, root && { name: root.name, keys: [...root.keys, key] }),
    )
  }

  /** Registers the writable variables of a scope; returns their reference. */
  openVariables(activation: Activation, list: () => readonly (readonly [string, Value])[]): number {
    const reference = this.open(() =>
      list().map(([name, value]) => this.shown(fromBytes(name), value, activation, { name: fromBytes(name), keys: [] })),
    )
    this.#roots.set(reference, { activation, root: { name: '', keys: [] } })
    return reference
  }

  /** Writes a child of a reference. Throws a Failure if it is read-only. */
  setUnder(reference: number, name: string, text: string): DisplayedValue {
    const at = this.#roots.get(reference)
    if (at === undefined) throw new Failure('this cannot be set')
    const { activation, root } = at
    return root.name === ''
      ? this.write(activation, { name, keys: [] }, text)
      : this.write(activation, { name: root.name, keys: [...root.keys, keyOf(name)] }, text)
  }

  /** Writes the value of `text` to a variable, or into the array that it holds. Throws a Failure for an unknown variable. */
  write(activation: Activation, { name, keys }: Root, text: string): DisplayedValue {
    const fresh = this.value(activation, text)
    const key = toBytes(name.replace(/^\$/, ''))
    const place = placeOf(activation, key)
    if (place === undefined) throw new Failure(`no variable is called ${key}`)
    place.set(keys.length === 0 ? fresh : this.#replaced(activation, place.value, keys, fresh))
    return this.shown(name, fresh, activation, { name, keys })
  }

  /** The array with one element replaced. */
  #replaced(activation: Activation, whole: Value, keys: readonly (number | string)[], fresh: Value): Value {
    const way = keys.map((key) => (typeof key === 'number' ? key : `"${key.replaceAll(/["$\\]/g, '\\$&')}"`)).join('->')
    const code = `:local a $offboxwhole; :set ($a->${way}) $offboxfresh; :return $a`
    const named = new Map<string, Value>([
      ['offboxwhole', whole],
      ['offboxfresh', fresh],
    ])
    return this.quietly(() => activation.frame.machine.run(code, { name: evaluated, named }))
  }
}

interface Written {
  readonly value: Value
  readonly set: (value: Value) => void
}

/** A variable of an activation, an argument, or a global, by name. */
function placeOf(activation: Activation, name: string): Written | undefined {
  const { frame, locals } = activation
  const { positional, slots, named } = frame
  if (/^\d+$/.test(name)) {
    const at = Number(name)
    const value = positional[at]
    return value === undefined ? undefined : { value, set: (fresh) => void (positional[at] = fresh) }
  }
  const argument = named?.get(name)
  if (named !== undefined && argument !== undefined) return { value: argument, set: (fresh) => void named.set(name, fresh) }
  const slot = locals.get(name)
  if (slot !== undefined) return { value: slots[slot] ?? nothing, set: (fresh) => void (slots[slot] = fresh) }
  return globalOf(frame.machine, name)
}

function globalOf(machine: Console, name: string): Written | undefined {
  const cell = machine.device.globals.get(name)
  return cell?.value === undefined ? undefined : { value: cell.value, set: (fresh) => void (cell.value = fresh) }
}

const keyOf = (name: string): number | string => (/^\d+$/.test(name) ? Number(name) : toBytes(name))

const pathOf = ({ name, keys }: Root): string =>
  keys.length === 0
    ? `$${name.replace(/^\$/, '')}`
    : `($${name.replace(/^\$/, '')}${keys.map((key) => (typeof key === 'number' ? `->${key}` : `->"${fromBytes(key)}"`)).join('')})`

/** A value on one line. */
function brief(value: Value): string {
  const text = fromBytes(show(value))
  return text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)} ...` : text
}
