// Owns shrinking a trial as long as it still shows its fault.
import { hookInputs } from './hooks.ts'
import { without } from './mutate.ts'
import { sizeOf, type Bound, type SetupStep, type Trial } from './trial.ts'

/** The smallest trial found that still shows it, within `most` attempts. The first `fixed` steps are kept. */
export function smallest(trial: Trial, shows: (trial: Trial) => boolean, most: number, fixed: number): Trial {
  let best = trial
  let left = most
  for (let found = true; found && left > 0;) {
    found = false
    for (const candidate of smaller(best, fixed)) {
      if (sizeOf(candidate) >= sizeOf(best)) continue
      if (left-- <= 0) break
      if (!shows(candidate)) continue
      best = candidate
      found = true
      break
    }
  }
  return best
}

/** Smaller trials, the largest reductions first. */
function* smaller(trial: Trial, fixed: number): Generator<Trial> {
  const { steps, events, globals, parameters, call, web } = trial
  const free = steps.length - fixed
  if (free > 0) yield without(trial, fixed, free)
  for (let size = Math.floor(free / 2); size > 0; size = Math.floor(size / 2))
    for (let from = steps.length - size; from >= fixed; from -= size) yield without(trial, from, size)
  if (events.length > 0) yield { ...trial, events: [] }
  for (const at of events.keys()) yield { ...trial, events: events.toSpliced(at, 1) }
  if (call !== null) yield { ...trial, call: null }
  for (const at of globals.keys()) yield { ...trial, globals: globals.toSpliced(at, 1) }
  if (web !== 'unreachable') {
    yield { ...trial, web: 'unreachable' }
    for (const body of shorter(web.body)) yield { ...trial, web: { ...web, body } }
  }
  for (const [at, step] of steps.entries())
    if (at >= fixed) for (const other of plainer(step)) yield { ...trial, steps: steps.with(at, other) }
  for (const [at, bound] of globals.entries()) for (const other of simpler(bound)) yield { ...trial, globals: globals.with(at, other) }
  for (const [at, bound] of parameters.entries())
    if (isShrinkable(bound)) for (const other of simpler(bound)) yield { ...trial, parameters: parameters.with(at, other) }
  if (call !== null)
    for (const [at, bound] of call.given.entries())
      for (const other of simpler(bound)) yield { ...trial, call: { ...call, given: call.given.with(at, other) } }
}

/** Whether a part of a value may stand for it: an address that a device passes is one, and no part of it is. */
function isShrinkable({ name }: Bound): boolean {
  const type = hookInputs.get(name)
  return type !== 'ip' && type !== 'mac'
}

function* plainer(step: SetupStep): Generator<SetupStep> {
  if (step.kind === 'command') return
  // Every property of a row of the device itself is kept.
  if (step.kind !== 'simulate') for (const at of step.values.keys()) yield { ...step, values: step.values.toSpliced(at, 1) }
  for (const [at, [name, text]] of step.values.entries())
    if (!/^[\d.:/-]+[wdhms]?/.test(text))
      for (const other of shorter(text)) if (other !== '') yield { ...step, values: step.values.with(at, [name, other]) }
}

function* simpler({ name, text }: Bound): Generator<Bound> {
  const inside = /^"([^"\\$]*)"$/.exec(text)?.[1]
  if (inside !== undefined) for (const other of shorter(inside)) yield { name, text: `"${other}"` }
  else if (/^\d{1,9}$/.test(text))
    for (const less of new Set([0, 1, Math.floor(Number(text) / 2), Number(text) - 1]))
      if (less >= 0 && less < Number(text)) yield { name, text: String(less) }
}

function* shorter(text: string): Generator<string> {
  if (text === '') return
  yield ''
  if (text.length > 3) {
    const half = Math.floor(text.length / 2)
    yield text.slice(0, half)
    yield text.slice(half)
  }
  yield text.slice(1)
  yield text.slice(0, -1)
}
