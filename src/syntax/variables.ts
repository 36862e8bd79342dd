// Owns the variables to which the names of a script are bound, and the layout of the frame that stores local variables.

/**
 * A name that an expression reads or a command writes.
 * local: a slot in a frame. A sealed body (script, function) creates its frame at each activation.
 * global: the device's environment, looked up by name; inside a function a named argument of that name takes precedence.
 * parameter: an undeclared name: the value of that argument of the call (`$1`, `$key`); without one the value `nothing`.
 * property: a property of the row for which a condition is evaluated.
 */
export class Variable {
  readonly kind: 'local' | 'global' | 'parameter' | 'property'
  readonly name: string
  /** Index into `Frame.slots`; only for locals. */
  readonly slot: number
  constructor(kind: Variable['kind'], name: string, slot = -1) {
    this.kind = kind
    this.name = name
    this.slot = slot
  }
}

/** The names in a name, names or variable slot (`:local x`, `:foreach k,v`), each bound to the variable that it declares or resolves to. */
export class Names {
  readonly kind = 'names'
  readonly from: number
  readonly to: number
  readonly variables: readonly Variable[]
  constructor(from: number, to: number, variables: readonly Variable[]) {
    this.from = from
    this.to = to
    this.variables = variables
  }
}

/** The number of slots for local variables in a frame; grows while the body is parsed. */
export interface FrameLayout {
  size: number
}
