// Owns generating the JavaScript of `:if`, `:return`, `:break` and `:continue`.
import type { Branch, Jump } from '../form.ts'
import { Flow, type Machine } from '../machine.ts'
import { emitCode } from './code.ts'
import { emitCondition } from './expression.ts'
import type { Region } from './region.ts'

/** `:if`. With `needsValue` it stores its value in `v`. */
export function emitBranch<M extends Machine>(
  { condition, then, otherwise }: Branch,
  region: Region<M>,
  needsValue: boolean,
): string | undefined {
  const nil = needsValue ? 'v = I;' : ''
  const test = emitCondition(condition, region)
  const yes = then === undefined ? nil : emitCode(then, region, needsValue)
  const no = otherwise === undefined ? nil : emitCode(otherwise, region, needsValue)
  if (yes === undefined || no === undefined) return undefined
  return `if (${test}) {\n${yes}\n}${no === '' ? '' : ` else {\n${no}\n}`}`
}

/** Ends a loop region: it returns false instead of the state of the next iteration. */
const over = 'return false;'

/** Ends the region and keeps `frame.flow`. The frame of a function has its return value. */
export function emitLeaving<M extends Machine>(region: Region<M>): string {
  return region.isRoutine ? `return frame.flow === ${Flow.return} ? frame.result : I;` : over
}

/** `:return`, `:break` and `:continue`. The last two end the function with nil if they are outside of any loop. */
export function emitLeave<M extends Machine>({ flow, value }: Jump, region: Region<M>): string {
  const labels = region.loops.at(-1)
  if (flow === 'return') {
    const js = value === undefined ? 'I' : region.value(value).js
    return region.isRoutine ? `return ${js};` : `frame.result = ${js};\nframe.flow = ${Flow.return};\n${over}`
  }
  if (labels !== undefined) return flow === 'break' ? labels.onBreak : labels.onContinue
  return region.isRoutine ? 'return I;' : `frame.flow = ${Flow[flow]};\n${over}`
}
