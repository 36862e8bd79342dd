// Owns the data about a function while it is searched for language traps.
import type { Body } from '../syntax/tree.ts'
import { Declarations } from './declarations.ts'

/** A function being visited. `isOwn`: only this script can call it. */
export class VisitedFunction {
  readonly isOwn: boolean
  readonly #body: Body
  #names: ReadonlySet<string> | undefined

  constructor(body: Body, isOwn: boolean) {
    this.#body = body
    this.isOwn = isOwn
  }

  /** The names declared in it. */
  get names(): ReadonlySet<string> {
    return (this.#names ??= new Declarations(this.#body).names)
  }
}
