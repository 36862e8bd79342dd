// Owns the closures that read and write variables: locals in slots, globals, arguments of the call, properties of a row.
import { nothing, shared, type Value } from '../value/value.ts'
import type { Variable } from '../syntax/variables.ts'
import type { Cell, Closure, Frame, Machine } from './machine.ts'

/** Stores a value, or removes the variable if it is undefined. */
export type StoreValue<M extends Machine> = (frame: Frame<M>, value: Value | undefined) => void

/** Makes the closure that reads a variable; the value of an unset variable is `nothing`. */
export function readVariable<M extends Machine>(variable: Variable): Closure<M> {
  const { kind, name, slot } = variable
  switch (kind) {
    case 'local':
      return (frame) => frame.slots[slot]!
    case 'global': {
      const cell = cells<M>(name)
      return (frame) => frame.named?.get(name) ?? cell(frame.machine).value ?? nothing
    }
    case 'parameter': {
      if (!isArgumentNumber(name)) return (frame) => frame.named?.get(name) ?? nothing
      const place = Number(name)
      return (frame) => frame.positional[place] ?? nothing
    }
    case 'property':
      return (frame) => frame.property?.(name) ?? nothing
  }
}

/** Makes the function that writes a variable. An array is marked as shared, since it may also be stored elsewhere. */
export function writeVariable<M extends Machine>(variable: Variable): StoreValue<M> {
  const { kind, name, slot } = variable
  const store = writer<M>(kind, name, slot)
  return (frame, value) => store(frame, shared(value))
}

/** Makes the function that writes a variable, for values that are stored nowhere else. */
export function writer<M extends Machine>(kind: Variable['kind'], name: string, slot: number): StoreValue<M> {
  switch (kind) {
    case 'local':
      return (frame, value) => {
        frame.slots[slot] = value ?? nothing
      }
    case 'global': {
      const cell = cells<M>(name)
      return (frame, value) => {
        // A named argument takes precedence over a global declared again inside, for :set too: manual, scripting page, "1234, lala, 123".
        if (frame.named?.has(name)) frame.named.set(name, value ?? nothing)
        else cell(frame.machine).value = value
      }
    }
    case 'parameter':
      return (frame, value) => {
        if (isArgumentNumber(name)) {
          while (frame.positional.length < Number(name)) frame.positional.push(nothing)
          frame.positional[Number(name)] = value ?? nothing
        } else (frame.named ??= new Map()).set(name, value ?? nothing)
      }
    case 'property':
      return () => undefined
  }
}

/** The cell of a global, looked up once per machine. */
export function cells<M extends Machine>(name: string): (machine: M) => Cell {
  let known: M | undefined
  let cell: Cell = { name, value: undefined }
  return (machine) => {
    if (machine !== known) {
      cell = machine.global(name)
      known = machine
    }
    return cell
  }
}

const argumentNumber = /^[0-9]{1,4}$/

/** Whether a parameter is given by position: `$0` to `$9999`. */
export const isArgumentNumber = (name: string): boolean => argumentNumber.test(name)
