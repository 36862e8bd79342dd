// Owns the JavaScript of `:if` and of the words that leave code.
import type { Branch, Jump } from '../form.ts'
import { Flow, type Machine } from '../machine.ts'
import { code } from './code.ts'
import { emitCondition } from './expression.ts'
import type { Region } from './region.ts'

/** Emits an `:if`; returns the expression of its value if that is needed. */
export function branch<M extends Machine>(
  { condition, then, otherwise }: Branch,
  region: Region<M>,
  needsValue: boolean,
): string | undefined {
  const nil = needsValue ? 'v = I;' : ''
  const test = emitCondition(condition, region)
  const yes = then === undefined ? nil : code(then, region, needsValue)
  const no = otherwise === undefined ? nil : code(otherwise, region, needsValue)
  if (yes === undefined || no === undefined) return undefined
  return `if (${test}) {\n${yes}\n}${no === '' ? '' : ` else {\n${no}\n}`}`
}

/** Ends a loop region: its closure expects the state of a next iteration, or false. */
const over = 'return false;'

/** Ends the region and keeps `frame.flow`. The frame of a function has its return value. */
export function leaving<M extends Machine>(region: Region<M>): string {
  return region.isRoutine ? `return frame.flow === ${Flow.return} ? frame.result : I;` : over
}

/** `:break` and `:continue` outside of any loop end the function, which then returns nil. */
export function leave<M extends Machine>({ flow, value }: Jump, region: Region<M>): string {
  const labels = region.loops.at(-1)
  if (flow === 'return') {
    const js = value === undefined ? 'I' : region.value(value).js
    return region.isRoutine ? `return ${js};` : `frame.result = ${js};\nframe.flow = ${Flow.return};\n${over}`
  }
  if (labels !== undefined) return flow === 'break' ? labels.onBreak : labels.onContinue
  return region.isRoutine ? 'return I;' : `frame.flow = ${Flow[flow]};\n${over}`
}
