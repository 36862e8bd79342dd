// Owns the check of a `find` that has run: rows that its pattern matches only by a piece of a word.
import type { Frame } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { withoutParentheses, descendFrom } from '../../syntax/descent.ts'
import type { Invocation, Node, Operation } from '../../syntax/tree.ts'
import { fromBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, type Value } from '../../value/value.ts'
import type { RunObservations } from './run-observations.ts'

/** The check of a node, called after it has run. */
export type NodeCheck = (frame: Frame<Console>, observations: RunObservations) => void
/** Where the last value of a node is noted. */
export type CellOf = (node: object) => { readonly value: Value | undefined }

/**
 * Notes the rows that `find` returned because a text contains another one inside a word: `name~"customer1"` and customer10. Undefined if
 * the condition has no pattern, or also compares a property as a whole.
 */
export function partialMatches(
  invocation: Invocation,
  cellOf: CellOf,
  valueOf: (node: Node, frame: Frame<Console>) => Value | undefined,
): NodeCheck | undefined {
  const { menu } = invocation.command
  const condition = invocation.given.find(({ value }) => value?.kind === 'condition')?.value
  if (condition?.kind !== 'condition' || condition.expression === undefined) return undefined
  const patterns: { readonly node: Operation; readonly property: string; readonly pattern: Node }[] = []
  let isWhole = false
  descendFrom(condition.expression, (part) => {
    if (part.kind !== 'operation') return
    const [left, right] = part.operands
    const property = left && withoutParentheses(left)
    if (property?.kind !== 'reference' || property.variable.kind !== 'property' || right === undefined) return
    if (part.operator === '~') patterns.push({ node: part, property: property.variable.name, pattern: right })
    else if (part.operator === '=' && !isYesOrNo(right)) isWhole = true
  })
  if (patterns.length === 0 || isWhole) return undefined
  const cell = cellOf(invocation)
  return (frame, observations) => {
    const { device } = frame.machine
    const declared = 'path' in menu && typeof menu.path === 'string' ? device.menuAt(menu.path) : undefined
    if (declared === undefined || !(cell.value instanceof ArrayValue)) return
    const store = device.store(declared)
    for (const id of cell.value.items) {
      const row = id instanceof Id ? store.byId(id.id) : undefined
      if (row === undefined) continue
      for (const { node, property, pattern } of patterns) {
        const text = show(device.read(declared, row, property))
        const word = valueOf(pattern, frame)
        if (typeof word !== 'string' || !cuts(text, word)) continue
        const message =
          word === ''
            ? `a row of ${declared.path} is removed because an empty pattern fits every ${property}, also "${fromBytes(text)}"`
            : `a row of ${declared.path} is removed whose ${property} is "${fromBytes(text)}": "${fromBytes(word)}" is only a piece of it`
        observations.loose.set(`${declared.path} ${row.id}`, { node, message })
      }
    }
  }
}

const isYesOrNo = (node: Node): boolean => {
  const inner = withoutParentheses(node)
  return inner.kind === 'literal' && /^(yes|no|true|false)$/.test(inner.text)
}

/** Whether a plain word occurs inside a longer word of a text, which then means something else. */
function cuts(text: string, word: string): boolean {
  if (word === '') return text !== ''
  if (!/^[\w .,:@/-]+$/.test(word)) return false
  const at = text.indexOf(word)
  const sign = /[A-Za-z0-9]/
  const joins = (outer: string, inner: string): boolean => sign.test(outer) && sign.test(inner)
  return at !== -1 && (joins(text.charAt(at - 1), word.charAt(0)) || joins(text.charAt(at + word.length), word.charAt(word.length - 1)))
}
