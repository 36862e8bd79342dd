// Owns the call stack while debugging: activations of scripts and functions with their variables, and whether a failure will be caught.
import type { Frame } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { SourcePlace } from '../../ide/dap/messages.ts'
import type { Invocation, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'

/** A declared variable of an activation: its index in `Frame.slots`. */
interface Local {
  readonly name: string
  readonly slot: number
  /** The number of enclosing statements at its declaration: with fewer it is out of scope. */
  readonly depth: number
}

/** One activation of a script or a function. */
export class Activation {
  readonly frame: Frame<Console>
  readonly source: Source
  readonly name: string
  /** Its current place. */
  spot: SourcePlace
  /** Its current line in its own text: code in a string has its own line numbers. */
  line = 0
  /** Whether the user inspects it: it is alive although no statement is running. */
  isHeld = false
  /** The statements being executed, outermost first. */
  readonly active: Statement[] = []
  #locals: Local[] = []

  constructor(frame: Frame<Console>, source: Source, name: string, spot: SourcePlace) {
    this.frame = frame
    this.source = source
    this.name = name
    this.spot = spot
  }

  /** Drops variables of blocks that have ended. */
  forget(): void {
    const depth = this.active.length
    if (this.#locals.some((one) => one.depth > depth)) this.#locals = this.#locals.filter((one) => one.depth <= depth)
  }

  /** A statement begins: its declarations become visible. */
  begin(statement: Statement): void {
    const depth = this.active.length
    if (statement.kind !== 'invocation') return
    for (const { value } of statement.given)
      if (value?.kind === 'names')
        for (const { kind, name, slot } of value.variables)
          if (kind === 'local' && !this.#locals.some((one) => one.slot === slot))
            this.#locals.push({ name, slot, depth: statement.command.name === 'local' ? depth : depth + 1 })
  }

  /** The slots of its variables by name, the innermost of each name. */
  get locals(): ReadonlyMap<string, number> {
    return new Map(this.#locals.map(({ name, slot }) => [name, slot]))
  }
}

/** Arguments whose failures a language command catches. Failures of a job do not reach its caller. */
const catching: Readonly<Record<string, readonly string[]>> = {
  do: ['command'],
  onerror: ['in'],
  retry: ['command'],
  execute: ['script'],
  grep: ['script'],
}

/** Whether a failure in the innermost statement is caught by an enclosing one. */
export function isCaught(stack: readonly Activation[]): boolean {
  return stack.some(({ active }) => active.some((statement, at) => statement.kind === 'invocation' && catches(statement, active[at + 1])))
}

/** Whether a command catches failures of `inner`, a nested statement of the same activation; undefined: of a function that it called. */
function catches({ command, given }: Invocation, inner: Statement | undefined): boolean {
  const own = command.menu.parent === undefined ? catching[command.name] : undefined
  const handler = given.find(({ argument }) => argument.name === 'on-error')
  if (own === undefined) return false
  if (command.name !== 'onerror' && command.name !== 'execute' && command.name !== 'grep' && handler === undefined) return false
  if (inner === undefined) return command.name === 'execute' || command.name === 'grep'
  const within = given.find(({ value }) => value !== undefined && value.from <= inner.from && inner.to <= value.to)
  return within !== undefined && own.includes(within.argument.name)
}
