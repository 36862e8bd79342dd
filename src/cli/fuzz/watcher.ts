// Owns looking on while a script runs: values of its parts, texts that it meets, where it waits, loops without end, rows that it removes.
import type { Closure, Frame, Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { bare } from '../../syntax/descent.ts'
import type { Invocation, Node, Operation, Statement } from '../../syntax/tree.ts'
import type { Source, Span } from '../../text/source.ts'
import { text } from '../../value/show.ts'
import { ArrayValue, Id, nil, nothing, type Value } from '../../value/value.ts'
import type { Finding } from './finding.ts'
import { argumentOf } from './flow.ts'
import type { Site } from './knowledge.ts'
import { Looks, type Asked } from './looks.ts'
import type { Subject } from './subject.ts'

/** Rows were removed that a pattern without bounds chose. */
export interface Chosen {
  readonly menu: string
  readonly property: string
  /** What the property has in it; no other signs of patterns. */
  readonly word: string
  readonly span: Span
}

/** Whoever plays the trial. */
export interface Watched {
  readonly subject: Subject
  /** Whether a name is given from outside. */
  readonly isInput: (name: string) => boolean
  readonly tell: (finding: Finding) => void
  /** A command has named a row. */
  readonly touched: (menu: string, id: number) => void
  /** The script has waited: what may happen meanwhile does. */
  readonly waited: () => void
  readonly chosen: (rows: Chosen) => void
  /** An element by a computed key of an array that is written out: whether it was there. */
  readonly element: (node: Operation, isThere: boolean) => void
}

export interface Watcher {
  readonly watch: Watch<Console>
  /** The outermost loop that something no script catches ended. */
  readonly endless: () => Span | undefined
  /** Whether an input was of a type that the script's own use of it excludes: what fails then is no fault of it. */
  readonly isExcluded: () => boolean
}

const loops = new Set(['/while', '/do', '/for', '/foreach'])
const waits = new Set(['/delay', '/tool/fetch', '/execute'])

/** A watch for one run of a script: what it sees is told after the closure has run well. */
export function watcher(watched: Watched): Watcher {
  const seeing = new Seeing(watched)
  return {
    watch: (node, source, closure) => (source.text === watched.subject.source.text ? seeing.seen(node, source, closure) : closure),
    endless: () => seeing.endless,
    isExcluded: () => seeing.isExcluded,
  }
}

/** Holds the last value of a part. */
interface Cell {
  value: Value | undefined
}

class Seeing {
  readonly #watched: Watched
  readonly #cells = new WeakMap<object, Cell>()
  readonly #looks: Looks
  endless: Span | undefined
  isExcluded = false

  constructor(watched: Watched) {
    this.#watched = watched
    const { subject, isInput, tell, element } = watched
    const { flow, source } = subject
    this.#looks = new Looks({ flow, text: source.text, valueOf: (node, frame) => this.#valueOf(node, frame), isInput, tell, element })
  }

  #valueOf(node: Node, { slots }: Frame<Console>): Value | undefined {
    const inner = bare(node)
    return inner.kind === 'reference' && inner.variable.kind === 'local' ? slots[inner.variable.slot] : this.#cells.get(inner)?.value
  }

  seen(node: Statement | Node, source: Source, closure: Closure<Console>): Closure<Console> {
    const cell: Cell = { value: undefined }
    this.#cells.set(node, cell)
    const asked = [this.#looks.at(node, source), ...this.#more(node)].filter((one) => one !== undefined)
    const run = this.#guarded(node, closure)
    const [only] = asked
    if (only === undefined) return (frame) => (cell.value = run(frame))
    if (asked.length === 1)
      return (frame) => {
        const value = (cell.value = run(frame))
        only(frame)
        return value
      }
    return (frame) => {
      const value = (cell.value = run(frame))
      for (const one of asked) one(frame)
      return value
    }
  }

  /** What is asked after a part has run, beside what may be wrong with its values. */
  #more(node: Statement | Node): readonly (Asked | undefined)[] {
    if (node.kind !== 'operation' && node.kind !== 'invocation') return []
    const sites = this.#watched.subject.sites.get(`${node.from} ${node.to}`) ?? []
    return [
      ...sites.map((site) => this.#learning(node, site)),
      ...(node.kind === 'invocation' && waits.has(node.command.path) ? [() => this.#watched.waited()] : []),
      ...(node.kind === 'invocation' && node.command.path === '/delay' ? [this.#delay(node)] : []),
      ...(node.kind === 'invocation' && node.command.name === 'remove' ? [this.#removal(node)] : []),
      ...(node.kind === 'invocation' && (node.command.name === 'get' || node.command.name === 'set') ? [this.#touching(node)] : []),
    ]
  }

  #touching(node: Invocation): Asked | undefined {
    const row = argumentOf(node, 'number') ?? argumentOf(node, 'numbers')
    if (row === undefined) return undefined
    const { path } = node.command.menu
    return (frame) => {
      const value = this.#valueOf(row, frame)
      const one = value instanceof ArrayValue ? value.items[0] : value
      if (one instanceof Id) this.#watched.touched(path, one.id)
    }
  }

  /** What a condition compares with, and what a command names. */
  #learning(node: Operation | Invocation, { at, place, what }: Site): Asked | undefined {
    const { knowledge } = this.#watched.subject
    const part = node.kind === 'operation' ? (typeof at === 'number' ? node.operands[at] : undefined) : argumentOf(node, String(at))
    if (part === undefined || bare(part).kind === 'literal') return undefined
    return (frame) => {
      const value = this.#valueOf(part, frame)
      if (value === undefined || value === nil || value === nothing || value instanceof ArrayValue || typeof value === 'boolean') return
      knowledge.learn(place, what, text(value))
    }
  }

  /** A bare number is seconds. */
  #delay(node: Invocation): Asked | undefined {
    const time = argumentOf(node, 'delay-time')
    const seconds = this.#watched.subject.flow.textsOf(time).find((one) => /^\d{3,}$/.test(one))
    if (time === undefined || seconds === undefined) return undefined
    const minutes = (Number(seconds) / 60).toFixed(1)
    return () =>
      this.#watched.tell({
        kind: 'slow',
        message: `:delay ${seconds} waits ${minutes} minutes: a number without a unit is seconds`,
        span: { from: time.from, to: time.to },
        details: [],
      })
  }

  /** `remove [find where comment~"word"]`, also through a variable. */
  #removal(node: Invocation): Asked | undefined {
    const condition = this.#watched.subject.flow.conditionOf(argumentOf(node, 'numbers'))
    const expression = condition?.expression && bare(condition.expression)
    if (condition === undefined || expression?.kind !== 'operation' || expression.operator !== '~') return undefined
    const [property, pattern] = expression.operands
    const inner = property && bare(property)
    if (inner?.kind !== 'reference' || inner.variable.kind !== 'property' || pattern === undefined) return undefined
    const { name } = inner.variable
    const span = { from: expression.from, to: expression.to }
    return (frame) => {
      const value = bare(pattern).kind === 'literal' ? undefined : this.#valueOf(pattern, frame)
      const [written] = this.#watched.subject.flow.textsOf(pattern)
      const word = value === undefined ? written : text(value)
      if (word !== undefined && /^[\w -]+$/.test(word)) this.#watched.chosen({ menu: condition.menu.path, property: name, word, span })
    }
  }

  /** What is noted when a part fails. */
  #guarded(node: Statement | Node, closure: Closure<Console>): Closure<Console> {
    const isLoop = node.kind === 'invocation' && loops.has(node.command.path)
    const isWord = node.kind === 'operation' || (node.kind === 'invocation' && node.command.menu.parent === undefined)
    const inputs = isWord && !isLoop ? this.#inputsIn(node) : []
    if (!isLoop && inputs.length === 0) return closure
    return (frame) => {
      try {
        return closure(frame)
      } catch (error) {
        if (error instanceof Failure && error.catchable && inputs.some((input) => this.#valueOf(input, frame) !== undefined))
          this.isExcluded = true
        if (error instanceof Failure && !error.catchable && error.halt === undefined && isLoop)
          this.endless = { from: node.from, to: node.to }
        throw error
      }
    }
  }

  /** Operands that are an argument of a function, as it was given or a part of it. */
  #inputsIn(node: Operation | Invocation): readonly Node[] {
    const { flow, functions } = this.#watched.subject
    const parts = node.kind === 'operation' ? node.operands : node.given.flatMap(({ value }) => value ?? [])
    return parts.filter((part) => {
      const origin = flow.originOf(part)
      return origin?.from === 'input' && functions.some(({ inputs }) => inputs.some(({ name }) => name === origin.name))
    })
  }
}
