// Owns the precedence of operators and the climb from a flat list of operands to a tree.
import { Operation, type Node } from '../src/syntax/tree.ts'

interface Binding {
  readonly level: number
  readonly right?: true
  /** A chain is one node with many operands. */
  readonly variadic?: true
}

/** Tightest first, three release channels agree: `->` 14 ... `,` 0. Juxtaposition is `' '`. */
const bindings: Readonly<Record<string, Binding>> = {
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

/** The name of a sign: `&&` is `and`, `||` is `or`. */
export const operatorName = (sign: string): string => (sign === '&&' ? 'and' : sign === '||' ? 'or' : sign)

/** Whether a chain of this sign is one operation with many operands. */
export const isVariadic = (sign: string): boolean => bindings[sign]?.variadic === true

/** The tree of `operands[0] signs[0] operands[1] ...`; one operand more than signs. Linear in their number. */
export function climb(operands: readonly Node[], signs: readonly string[]): Node {
  if (signs.length === 0) return operands[0]!
  if (signs.length === 1) return new Operation(operands[0]!.from, operands[1]!.to, signs[0]!, [operands[0]!, operands[1]!])
  const output: Node[] = [operands[0]!]
  const waiting: string[] = []
  const merged: Node[][] = []
  const reduce = (): void => {
    const sign = waiting.pop()!
    const right = output.pop()!
    const chain = merged.pop()!
    const left = output.pop()!
    const all = [left, ...chain, right]
    output.push(new Operation(left.from, right.to, sign, all))
  }
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at]!
    const { level, right, variadic } = bindings[sign]!
    let joined = false
    while (waiting.length > 0) {
      const top = waiting[waiting.length - 1]!
      const above = bindings[top]!.level
      if (variadic === true && top === sign) {
        merged[merged.length - 1]!.push(output.pop()!)
        joined = true
        break
      }
      if (above > level || (above === level && right !== true)) reduce()
      else break
    }
    if (!joined) {
      waiting.push(sign)
      merged.push([])
    }
    output.push(operands[at + 1]!)
  }
  while (waiting.length > 0) reduce()
  return output[0]!
}
