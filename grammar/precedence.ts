// Owns operator precedence and the conversion of a flat list of operands to a tree (precedence climbing).
import { Operation, type Node } from '../src/syntax/tree.ts'

interface BindingPower {
  readonly level: number
  readonly right?: true
  /** A chain of the operator is one node with many operands. */
  readonly variadic?: true
}

/** The binding power by operator, tightest first: `->` 14 ... `,` 0. Juxtaposition is `' '`. Equal in three release channels. */
const bindings: Readonly<Record<string, BindingPower>> = {
  '->': { level: 14 },
  '<%%': { level: 13, right: true },
  '*': { level: 12, variadic: true },
  '/': { level: 12 },
  '%': { level: 12 },
  '+': { level: 11, variadic: true },
  '-': { level: 11 },
  '&': { level: 10, variadic: true },
  '^': { level: 9, variadic: true },
  '|': { level: 8, variadic: true },
  '<<': { level: 7, right: true },
  '>>': { level: 7, right: true },
  '.': { level: 6, variadic: true },
  '<': { level: 5 },
  '>': { level: 5 },
  '=': { level: 5 },
  '<=': { level: 5 },
  '>=': { level: 5 },
  '!=': { level: 5 },
  '~': { level: 5 },
  in: { level: 4 },
  and: { level: 3, variadic: true },
  or: { level: 2, variadic: true },
  ' ': { level: 1, variadic: true },
  ',': { level: 0, variadic: true },
}

/** The canonical name of an operator: `&&` is `and`, `||` is `or`. */
export const operatorName = (sign: string): string => (sign === '&&' ? 'and' : sign === '||' ? 'or' : sign)

/** Whether a chain of this operator is one operation with many operands. */
export const isVariadic = (sign: string): boolean => bindings[sign]?.variadic === true

/** Builds the tree of `operands[0] signs[0] operands[1] ...`; there is one operand more than signs. Takes linear time. */
export function climb(operands: readonly Node[], signs: readonly string[]): Node {
  if (signs.length === 0) return operands[0]!
  if (signs.length === 1) return new Operation(operands[0]!.from, operands[1]!.to, signs[0]!, [operands[0]!, operands[1]!])
  const { output, waiting } = stacks
  output.length = waiting.length = 0
  output.push(operands[0]!)
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at]!
    const { level, right, variadic } = bindings[sign]!
    let joined = false
    while (waiting.length > 0) {
      const top = waiting[waiting.length - 1]!
      const above = bindings[top.sign]!.level
      if (variadic === true && top.sign === sign) {
        top.count++
        joined = true
        break
      }
      if (above > level || (above === level && right !== true)) reduce()
      else break
    }
    if (!joined) waiting.push({ sign, count: 2 })
    output.push(operands[at + 1]!)
  }
  while (waiting.length > 0) reduce()
  return output[0]!
}

/** The stacks of the current climb, which is never nested. `output`: operands; `waiting`: operators with their operand counts. */
const stacks: { readonly output: Node[]; readonly waiting: { readonly sign: string; count: number }[] } = { output: [], waiting: [] }

/** Pops the last operator and its operands and pushes the operation. */
function reduce(): void {
  const { output, waiting } = stacks
  const { sign, count } = waiting.pop()!
  const from = output.length - count
  const operands = output.slice(from)
  output.length = from
  output.push(new Operation(operands[0]!.from, operands[count - 1]!.to, sign, operands))
}
