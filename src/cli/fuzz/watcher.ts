// Owns looking on while a script runs: where nothing stands for a text, a place or a number,
// and where a condition reads a property for a variable.
import type { Closure, Frame, Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { Invocation, Node, Operation, Reference, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { nil, nothing, type Value } from '../../value/value.ts'
import { bare } from '../../syntax/descent.ts'
import type { Finding } from './finding.ts'

type Asked = (frame: Frame<Console>) => void

const arithmetic = new Set(['+', '-', '*', '/', '%'])
const comparing = new Set(['=', '!=', '<', '>', '<=', '>=', '~'])
const isMissing = (value: Value | undefined): boolean => value === nil || value === nothing

/**
 * A watch for one script. `isInput` tells names that are given from outside; what it sees is told as findings,
 * after the closure has run well.
 */
export function watcher(text: string, isInput: (name: string) => boolean, tell: (finding: Finding) => void): Watch<Console> {
  const last = new WeakMap<object, Value>()
  const valueOf = (node: Node, { slots }: Frame<Console>): Value | undefined => {
    const inner = bare(node)
    return inner.kind === 'reference' && inner.variable.kind === 'local' ? slots[inner.variable.slot] : last.get(inner)
  }
  const report = (kind: Finding['kind'], { from, to }: Node, message: string): void =>
    tell({ kind, message, span: { from, to }, details: [] })
  const looks = new Looks(valueOf, isInput, report)
  return (node, source, closure) => (source.text === text ? seen(node, source, closure, last, looks) : closure)
}

function seen(
  node: Statement | Node,
  source: Source,
  closure: Closure<Console>,
  last: WeakMap<object, Value>,
  looks: Looks,
): Closure<Console> {
  const asked = looks.at(node, source)
  return (frame) => {
    const value = closure(frame)
    last.set(node, value)
    asked?.(frame)
    return value
  }
}

class Looks {
  readonly #valueOf: (node: Node, frame: Frame<Console>) => Value | undefined
  readonly #isInput: (name: string) => boolean
  readonly #report: (kind: Finding['kind'], node: Node, message: string) => void

  constructor(
    valueOf: (node: Node, frame: Frame<Console>) => Value | undefined,
    isInput: (name: string) => boolean,
    report: (kind: Finding['kind'], node: Node, message: string) => void,
  ) {
    this.#valueOf = valueOf
    this.#isInput = isInput
    this.#report = report
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
    return (frame) => {
      for (const { argument, value } of values) {
        if (isMissing(this.#valueOf(value, frame)))
          this.#report('nothing', value, `the ${argument.name} of ${command.path} is nothing: ${this.#why(value, source)}`)
        for (const part of partsOf(value))
          if (isMissing(this.#valueOf(part, frame)))
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

  #isStray({ variable: { kind, name } }: Reference): boolean {
    return kind === 'parameter' && !/^\d/.test(name) && !this.#isInput(name)
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
