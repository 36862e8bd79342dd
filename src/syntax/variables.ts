// Owns the variables of a script: what a name is bound to, and the frame that holds the locals of an activation.

/**
 * A name that an expression reads or a command writes.
 * local: a slot in the frame that its sealed body (script, function) creates per activation.
 * global: the device's environment, looked up by name; inside a function a named argument of that name takes precedence.
 * parameter: undeclared: an argument of the call (`$1`, `$key`), else nothing.
 * property: of the row that a condition is evaluated for.
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

/** The number of slots of an activation; grows while the body is parsed. */
export interface FrameLayout {
  size: number
}
