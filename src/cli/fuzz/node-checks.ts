// Owns the checks after each node has run: missing values in texts, indexes and numbers; conditions that read a property instead of a
// variable. Rows found by a partial match are checked by `loose-find.ts`.
import type { Frame } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { Invocation, Node, Operation, Reference, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { fromBytes } from '../../text/bytes.ts'
import { Id, nil, nothing, type Value } from '../../value/value.ts'
import { withoutParentheses } from '../../syntax/descent.ts'
import type { Feedback } from './feedback.ts'
import { partialMatches, type NodeCheck, type CellOf } from './loose-find.ts'
import type { FindingKind } from './rules.ts'
import { converting, isElement, type ScriptOutline } from './outline.ts'
import type { RunObservations } from './run-observations.ts'

const arithmetic = new Set(['+', '-', '*', '/', '%'])
const ordering = new Set(['<', '>', '<=', '>='])
const comparing = new Set(['=', '!=', '~', ...ordering])
const isMissing = (value: Value | undefined): boolean => value === nil || value === nothing
/** Arguments that are texts for people, which may be built up from an empty text. */
const forPeople = new Set(['comment', 'message', 'subject', 'body', 'note', 'about'])
const written = new Set(['add', 'set'])

/** How often an element used in arithmetic, comparisons or texts existed, and how often not. */
export interface ElementUse {
  readonly node: Node
  readonly message: string
  there: number
  missing: number
}

/** The checks after each node has run, by the kind of the node; they report to the observations of the run. */
export class NodeChecks {
  readonly #cellOf: CellOf
  readonly #outline: ScriptOutline
  readonly #feedback: Feedback
  /** Elements under computed keys. */
  readonly missed = new Map<Node, ElementUse>()

  constructor(cellOf: CellOf, outline: ScriptOutline, feedback: Feedback) {
    this.#cellOf = cellOf
    this.#outline = outline
    this.#feedback = feedback
  }

  /** The check after a node has run; undefined if there is none. */
  at(node: Statement | Node, source: Source): NodeCheck | undefined {
    switch (node.kind) {
      case 'invocation':
        return node.command.menu.parent === undefined ? this.#word(node) : this.#command(node, source)
      case 'operation':
        return this.#operation(node, source)
      case 'quoted':
        return node.parts.length > 1
          ? this.#joined(
              node.parts.flatMap((part) => (typeof part === 'string' ? [] : [part])),
              source,
            )
          : undefined
      default:
        return undefined
    }
  }

  #valueOf(node: Node, { slots }: Frame<Console>): Value | undefined {
    const inner = withoutParentheses(node)
    if (inner.kind === 'reference' && inner.variable.kind === 'local') return slots[inner.variable.slot]
    if (inner.kind === 'literal') return inner.value
    if (inner.kind === 'quoted' && inner.parts.every((part) => typeof part === 'string')) return inner.parts.join('')
    return this.#cellOf(inner).value
  }

  /** Arguments of a menu command. A comment may be empty: it is often copied from another row. */
  #command(invocation: Invocation, source: Source): NodeCheck {
    const { given, command } = invocation
    const values = given.flatMap(({ argument, value }) =>
      value === undefined || value.kind === 'condition' || argument.name === 'numbers' || argument.name === 'number'
        ? []
        : [{ argument, value, parts: partsOf(value) }],
    )
    const isWriting = written.has(command.name)
    const found =
      command.name === 'find' ? partialMatches(invocation, this.#cellOf, (node, frame) => this.#valueOf(node, frame)) : undefined
    const isQuiet = command.path.startsWith('/log/')
    const cell = command.name === 'add' ? this.#cellOf(invocation) : undefined
    return (frame, observations) => {
      found?.(frame, observations)
      if (cell?.value instanceof Id) observations.added.set(`${command.menu.path} ${cell.value.id}`, invocation)
      if (command.name === 'set') observations.set.set(command.menu.path, invocation)
      for (const { argument, value, parts } of values) {
        const own = this.#valueOf(value, frame)
        if (isWriting) this.#feedback.wrote(invocation, argument.name, own, observations)
        if (isQuiet || forPeople.has(argument.name)) continue
        if (isMissing(own))
          this.#report(
            observations,
            'nothing',
            value,
            `the ${argument.name} of ${command.path} is nothing: ${this.#why(value, source, observations)}`,
          )
        for (const part of parts)
          if (isMissing(this.#valueOf(part, frame)))
            this.#report(
              observations,
              'nothing',
              part,
              `the ${argument.name} of ${command.path} contains a missing value: ${this.#why(part, source, observations)}`,
            )
      }
    }
  }

  #word(invocation: Invocation): NodeCheck | undefined {
    const { given, command } = invocation
    const value = (name: string): Node | undefined => given.find(({ argument }) => argument.name === name)?.value
    if (command.path === '/delay') {
      const time = value('delay-time')
      const inner = time && withoutParentheses(time)
      if (inner?.kind !== 'literal' || !/^\d{3,9}$/.test(inner.text)) return undefined
      const [count, node] = [Number(inner.text), inner]
      return (_, observations) => this.#report(observations, 'slow', node, `waits ${minutes(count)}: a number without a unit is seconds`)
    }
    if (command.path === '/find') {
      const [within, key] = [value('in'), value('key')]
      if (within === undefined || key === undefined) return undefined
      return (frame, observations) =>
        this.#feedback.sought(invocation, this.#valueOf(within, frame), this.#valueOf(key, frame), observations)
    }
    const only = value('value')
    if (only !== undefined && command.path !== '/len' && command.path !== '/typeof')
      return (frame, observations) => this.#feedback.converted(invocation, this.#valueOf(only, frame), observations)
    if (command.path !== '/pick') return undefined
    const places = given.flatMap(({ argument, value: one }) =>
      one !== undefined && (argument.name === 'begin' || argument.name === 'end') ? [{ argument, value: one }] : [],
    )
    return (frame, observations) => {
      for (const { argument, value: place } of places)
        if (isMissing(this.#valueOf(place, frame)))
          this.#report(observations, 'nothing', place, `the ${argument.name} of :pick is nothing: what was looked for is not there`)
    }
  }

  #operation(node: Operation, source: Source): NodeCheck | undefined {
    const { operator, operands } = node
    if (operator === '.') return this.#joined(operands, source)
    if (operator === '->') return this.#element(node)
    if (arithmetic.has(operator) && operands.length > 1) {
      const counted = this.#counted(operands, source)
      return (frame, observations) => {
        counted?.(frame, observations)
        for (const operand of operands) {
          const value = this.#valueOf(operand, frame)
          if (value === nil)
            this.#report(observations, 'nothing', operand, `a missing value counts as 0: ${this.#why(operand, source, observations)}`)
        }
      }
    }
    if (!comparing.has(operator)) return undefined
    const right = operands[1] && withoutParentheses(operands[1])
    const shadowed = right?.kind === 'reference' && right.variable.kind === 'property' && right.dollar ? right.variable.name : undefined
    const menu = this.#outline.menuOf(node)
    const judged = ordering.has(operator) && menu === undefined && !this.#outline.isGuarded(node) ? operands : []
    const counted = ordering.has(operator) && menu === undefined ? this.#counted(operands, source) : undefined
    return (frame, observations) => {
      counted?.(frame, observations)
      if (shadowed !== undefined)
        this.#report(observations, 'shadowed', node, `'$${shadowed}' is the property ${shadowed} of each row here, and no variable`)
      for (const operand of judged)
        if (isMissing(this.#valueOf(operand, frame)) && this.#mayBeMissed(operand))
          this.#report(
            observations,
            'nothing',
            operand,
            `a missing value is compared with '${operator}', which is always false: ${this.#why(operand, source, observations)}`,
          )
      this.#feedback.compared(node, menu, (one) => this.#valueOf(one, frame), observations)
    }
  }

  /** Whether the value should exist: a property, an element, a converted text. `:find` returns nothing if there is no match. */
  #mayBeMissed(operand: Node): boolean {
    const made = this.#outline.sourceOf(operand)
    if (isElement(made)) return !this.#outline.isFilled(made)
    if (made.kind !== 'bracket') return false
    const last = made.body.statements.at(-1)
    return (
      last?.kind === 'invocation' &&
      (converting.has(last.command.path) || (last.command.name === 'get' && last.command.menu.parent !== undefined))
    )
  }

  #element(node: Operation): NodeCheck | undefined {
    const [, key] = node.operands
    if (key === undefined) return undefined
    const inner = withoutParentheses(key)
    return inner.kind === 'literal' || inner.kind === 'quoted' ? (frame) => this.#feedback.looked(this.#valueOf(key, frame)) : undefined
  }

  /** Counts elements under computed keys: one that never exists was not intended. */
  #counted(operands: readonly Node[], source: Source): NodeCheck | undefined {
    const watched = operands
      .filter((operand) => this.#outline.isLookedUp(operand) && !this.#outline.isArgument(operand))
      .map((node): ElementUse => {
        const written = fromBytes(source.text.slice(node.from, node.to).replaceAll(/\s+/g, ' '))
        const missed = {
          node,
          message: `the element ${written} did not exist in any run`,
          there: 0,
          missing: 0,
        }
        this.missed.set(node, missed)
        return missed
      })
    if (watched.length === 0) return undefined
    return (frame) => {
      for (const missed of watched)
        if (isMissing(this.#valueOf(missed.node, frame))) missed.missing++
        else missed.there++
    }
  }

  /**
   * Parts of a text: elements missing in an array, and undeclared names.
   * A variable without a value is often the start of a text.
   */
  #joined(parts: readonly Node[], source: Source): NodeCheck {
    const watched = parts.filter((part) => {
      const inner = withoutParentheses(part)
      return inner.kind === 'reference' ? inner.variable.kind === 'parameter' : isElement(inner)
    })
    return (frame, observations) => {
      for (const part of watched) {
        const inner = withoutParentheses(part)
        if (!isMissing(this.#valueOf(part, frame))) continue
        const key = inner.kind === 'operation' && inner.operands[1] !== undefined ? this.#valueOf(inner.operands[1], frame) : undefined
        if (inner.kind === 'reference' ? isStray(inner, observations) : typeof key === 'number')
          this.#report(observations, 'nothing', part, `nothing instead of a text: ${this.#why(part, source, observations)}`)
      }
    }
  }

  #report(observations: RunObservations, kind: FindingKind, node: Node, message: string): void {
    // An element of an argument: the function expects longer lists.
    const made = this.#outline.sourceOf(node)
    if (kind === 'nothing' && isElement(made) && this.#outline.isArgument(made)) return
    // A text was given where a number is expected.
    if (kind === 'nothing' && this.#outline.convertsArgument(made)) return
    const cause = kind === 'nothing' ? { cause: this.#outline.causeOf(node) } : {}
    observations.findings.push({ kind, message, span: { from: node.from, to: node.to }, ...cause, details: [] })
  }

  #why(node: Node, source: Source, observations: RunObservations): string {
    const inner = withoutParentheses(node)
    const text = source.text.slice(inner.from, inner.to).replaceAll(/\s+/g, ' ')
    if (inner.kind === 'reference')
      return isStray(inner, observations) ? `nothing declares $${inner.variable.name}` : `$${inner.variable.name} has no value`
    if (isElement(inner)) return `the array has no such element: ${text}`
    return `${text} returns no value`
  }
}

const isStray = ({ variable: { kind, name } }: Reference, observations: RunObservations): boolean =>
  kind === 'parameter' && !/^\d/.test(name) && !observations.isInput(name)

const minutes = (seconds: number): string => (seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 6) / 10} minutes`)

/** The parts of a concatenated text in an argument. */
function partsOf(value: Node): readonly Node[] {
  const inner = withoutParentheses(value)
  if (inner.kind === 'quoted' && inner.parts.length > 1) return inner.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]))
  return inner.kind === 'operation' && inner.operator === '.'
    ? inner.operands.filter((operand) => withoutParentheses(operand).kind !== 'quoted')
    : []
}
