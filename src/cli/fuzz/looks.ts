// Owns what is wrong with values while a script runs: where nothing stands for a text, a place or a number,
// and where a condition reads a property for a variable.
import type { Frame } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { bare } from '../../syntax/descent.ts'
import type { Invocation, Node, Operation, Reference, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { ArrayValue, nil, nothing, type Value } from '../../value/value.ts'
import type { Finding } from './finding.ts'
import { onlyCommand, type Flow } from './flow.ts'

/** What is asked after a part has run. */
export type Asked = (frame: Frame<Console>) => void

export interface LooksOptions {
  readonly flow: Flow
  /** The script. */
  readonly text: string
  /** The last value of a part. */
  readonly valueOf: (node: Node, frame: Frame<Console>) => Value | undefined
  /** Whether a name is given from outside. */
  readonly isInput: (name: string) => boolean
  readonly tell: (finding: Finding) => void
  /** An element by a computed key of an array that is written out: whether it was there. */
  readonly element: (node: Operation, isThere: boolean) => void
}

const arithmetic = new Set(['+', '-', '*', '/', '%'])
const comparing = new Set(['=', '!=', '<', '>', '<=', '>=', '~'])
const ordering = new Set(['<', '>', '<=', '>='])
/** Words that give nothing where they cannot make what they are to make. */
const conversions = new Set(['/tonum', '/toip', '/toip6', '/totime', '/tobool', '/pick'])
const isMissing = (value: Value | undefined): boolean => value === nil || value === nothing

export class Looks {
  readonly #valueOf: LooksOptions['valueOf']
  readonly #flow: Flow
  readonly #options: LooksOptions

  constructor(options: LooksOptions) {
    this.#options = options
    this.#flow = options.flow
    this.#valueOf = options.valueOf
  }

  #report(kind: Finding['kind'], node: Node, message: string): void {
    const cause = kind === 'nothing' ? this.#causeOf(bare(node)) : undefined
    this.#options.tell({ kind, message, span: { from: node.from, to: node.to }, details: [], ...(cause === undefined ? {} : { cause }) })
  }

  /** The same variable, or the same `[:find $x "/"]`, is one cause wherever it stands. */
  #causeOf(node: Node): string | undefined {
    if (node.kind === 'reference') return node.variable.kind === 'local' ? `$${node.variable.name} ${node.variable.slot}` : undefined
    return onlyCommand(node)?.command.path === '/find' ? this.#options.text.slice(node.from, node.to).replaceAll(/\s+/g, '') : undefined
  }

  /** What is asked after a part has run; undefined where nothing is. */
  at(node: Statement | Node, source: Source): Asked | undefined {
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

  /** Arguments of a menu's command. A comment may be nothing: it often is a copy of another one. */
  #command({ given, command }: Invocation, source: Source): Asked {
    const values = given.flatMap(({ argument, value }) =>
      value === undefined || value.kind === 'condition' || argument.name === 'comment' || argument.name === 'numbers'
        ? []
        : [{ argument, value }],
    )
    // A line of the log may have any gap but a name that is spelled wrong.
    const isLog = command.menu.parent !== undefined && command.path.startsWith('/log/')
    const matters = (node: Node): boolean => {
      const inner = bare(node)
      return !isLog || (inner.kind === 'reference' && this.#isStray(inner))
    }
    return (frame) => {
      for (const { argument, value } of values) {
        if (matters(value) && isMissing(this.#valueOf(value, frame)))
          this.#report('nothing', value, `the ${argument.name} of ${command.path} is nothing: ${this.#why(value, source)}`)
        for (const part of partsOf(value))
          if (matters(part) && isMissing(this.#valueOf(part, frame)))
            this.#report(
              'nothing',
              part,
              `the ${argument.name} of ${command.path} is put together with nothing: ${this.#why(part, source)}`,
            )
      }
    }
  }

  #word({ given, command }: Invocation): Asked | undefined {
    if (command.path !== '/pick') return undefined
    const places = given.flatMap(({ argument, value }) =>
      value !== undefined && (argument.name === 'begin' || argument.name === 'end') ? [{ argument, value }] : [],
    )
    return (frame) => {
      for (const { argument, value } of places)
        if (isMissing(this.#valueOf(value, frame)))
          this.#report('nothing', value, `the ${argument.name} of :pick is nothing: what was looked for is not there`)
    }
  }

  #operation(node: Operation, source: Source): Asked | undefined {
    const { operator, operands } = node
    if (operator === '.') return this.#joined(operands, source)
    if (arithmetic.has(operator) && operands.length > 1)
      return (frame) => {
        for (const operand of operands)
          if (this.#valueOf(operand, frame) === nil)
            this.#report('nothing', operand, `nothing is counted with as 0: ${this.#why(operand, source)}`)
      }
    const right = operands[1] && bare(operands[1])
    if (operator === '->') return this.#element(node, source)
    if (ordering.has(operator)) {
      const ordered = operands.filter((operand) => this.#isMade(operand))
      if (ordered.length > 0)
        return (frame) => {
          for (const operand of ordered)
            if (isMissing(this.#valueOf(operand, frame)))
              this.#report('nothing', operand, `nothing is compared as a number: ${this.#why(operand, source)}`)
        }
    }
    const left = operands[0] && bare(operands[0])
    if (
      comparing.has(operator) &&
      right !== undefined &&
      left?.kind === 'reference' &&
      left.variable.kind === 'property' &&
      right.kind === 'reference' &&
      this.#isStray(right)
    )
      return (frame) => {
        if (isMissing(this.#valueOf(right, frame)))
          this.#report('nothing', right, `a condition compares ${left.variable.name} with nothing: ${this.#why(right, source)}`)
      }
    if (!comparing.has(operator) || right?.kind !== 'reference' || right.variable.kind !== 'property' || !right.dollar) return undefined
    const { name } = right.variable
    return () => this.#report('shadowed', node, `'$${name}' is the property ${name} of each row here, and no variable`)
  }

  /**
   * Parts of a text: elements that an array does not have, and names that nothing declares.
   * A variable without a value yet is how texts are begun.
   */
  #joined(parts: readonly Node[], source: Source): Asked {
    const watched = parts.filter((part) => {
      const inner = bare(part)
      return (inner.kind === 'reference' && this.#isStray(inner)) || isElement(inner)
    })
    return (frame) => {
      for (const part of watched) {
        const inner = bare(part)
        if (!isMissing(this.#valueOf(part, frame))) continue
        const key =
          inner.kind === 'operation' ? (this.#valueOf(inner.operands[1] ?? inner, frame) ?? constantNumber(inner.operands[1])) : undefined
        if (inner.kind === 'reference' || typeof key === 'number')
          this.#report('nothing', part, `nothing stands where text was meant: ${this.#why(part, source)}`)
      }
    }
  }

  /** Whether a value is made by a conversion, or is an element; what `:find` gives is asked like that on purpose. */
  #isMade(node: Node, depth = 0): boolean {
    const inner = bare(node)
    if (isElement(inner)) return true
    const command = onlyCommand(inner)
    if (command !== undefined) return conversions.has(command.command.path)
    if (inner.kind !== 'reference' || inner.variable.kind !== 'local' || depth > 4 || this.#flow.isAskedAnywhere(inner)) return false
    const held = this.#flow.heldBy(inner)
    return (
      held.length > 0 &&
      held.every(({ node: from, isElement: isOne }) => !isOne && (this.#isMade(from, depth + 1) || bare(from).kind === 'literal'))
    )
  }

  /**
   * An element by a computed key: one by its place has to be there, unless the script asks; one of an array that is written out, in some
   * run.
   */
  #element(node: Operation, source: Source): Asked | undefined {
    const [array, key] = node.operands
    if (array === undefined || key === undefined || this.#flow.textsOf(key).length > 0) return undefined
    const inner = bare(array)
    const held = inner.kind === 'reference' ? this.#flow.heldBy(inner) : []
    const isWrittenOut = held.length === 1 && held.every(({ node: from }) => isFilled(from))
    const isAsked = this.#flow.isAsked(node)
    return (frame) => {
      const isThere = !isMissing(this.#valueOf(node, frame))
      if (isWrittenOut) this.#options.element(node, isThere)
      if (!isThere && !isAsked && typeof this.#valueOf(key, frame) === 'number' && this.#valueOf(array, frame) instanceof ArrayValue)
        this.#report('nothing', node, this.#why(node, source))
    }
  }

  #isStray({ variable: { kind, name } }: Reference): boolean {
    return kind === 'parameter' && !/^\d/.test(name) && !this.#options.isInput(name)
  }

  #why(node: Node, source: Source): string {
    const inner = bare(node)
    const written = source.text.slice(inner.from, inner.to).replaceAll(/\s+/g, ' ')
    if (inner.kind === 'reference')
      return this.#isStray(inner) ? `nothing declares $${inner.variable.name}` : `$${inner.variable.name} has no value`
    if (isElement(inner)) return `the array has no such element: ${written}`
    return `${written} gives none`
  }
}

const isFilled = (node: Node): boolean => {
  const made = bare(node)
  return made.kind === 'array' && made.members.length > 0
}

const isElement = (node: Node): node is Operation => node.kind === 'operation' && node.operator === '->'

const constantNumber = (node: Node | undefined): Value | undefined => {
  const inner = node && bare(node)
  return inner?.kind === 'literal' ? inner.value : undefined
}

/** What a text in an argument is put together from. */
function partsOf(value: Node): readonly Node[] {
  const inner = bare(value)
  if (inner.kind === 'quoted' && inner.parts.length > 1) return inner.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]))
  return inner.kind === 'operation' && inner.operator === '.' ? inner.operands.filter((operand) => bare(operand).kind !== 'quoted') : []
}
