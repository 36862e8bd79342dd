// Owns making the JavaScript function of a region from its generated statements: variables, entry and exit, and places of failures.
import { Failure } from '../../diagnostic/failure.ts'
import { payTime } from '../../value/limits.ts'
import { calleeName } from '../call.ts'
import type { Context } from '../context.ts'
import type { Frame, Machine } from '../machine.ts'
import { lined, located } from '../place.ts'
import type { RoutineRegion } from '../tier.ts'
import type { RegionPlace, Region } from './region.ts'
import { runtime } from './runtime.ts'
import { withSlots } from './slot-text.ts'

/** The cost of compiling a byte of JavaScript, in units of `payTime`. */
const workPerByte = 64

/** A function that generated code calls with the state of a loop. */
export type AnyFunction = (...given: readonly unknown[]) => unknown

/**
 * Makes the function of a loop region; `state` are the names of its parameters. Locals that hold numbers in `frame` are converted to
 * numbers on entry, so that the engine keeps them unboxed; if one of them holds another type then, the region calls `otherwise` instead.
 * All locals are written back to the frame however the region ends.
 */
export function loopFunction<M extends Machine, F>(
  region: Region<M>,
  inside: string,
  state: readonly string[],
  frame: Frame<M> | undefined,
  otherwise: AnyFunction,
): F {
  const variables = [...region.slots].filter((slot) => !region.frameSlots.has(slot))
  const numbers = frame === undefined ? [] : variables.filter((slot) => typeof frame.slots[slot] === 'number')
  const parameters = ['frame', ...state].join(', ')
  const guard = numbers.map((slot) => `typeof S[${slot}] !== 'number'`).join(' || ')
  const reads = variables.map((slot) => `l${slot} = ${numbers.includes(slot) ? '+' : ''}S[${slot}]`)
  const source = `return function (${parameters}) {
const m = frame.machine, A = m.account, S = frame.slots;
${guard === '' ? '' : `if (${guard}) return ${region.name(otherwise)}(${parameters});`}
let ${['p = 0', 'v', ...reads, ...region.temporaries].join(', ')};
try {
${inside}
return false;
} catch (e) { throw R(e, p, -1); } finally { ${variables.map((slot) => `S[${slot}] = l${slot};`).join(' ')} }
}`
  return functionFromSource(source, region)
}

/** Makes the function of a routine region. It creates a frame only if closures in it use variables. */
export function routineFunction<M extends Machine>(region: Region<M>, inside: string, size: number): RoutineRegion {
  const hasFrame = region.needsFrame || region.frameSlots.size > 0
  const names = Array.from({ length: region.parameters + 1 }, (_, at) => `a${at}`)
  const variables = [...region.slots].filter((slot) => !region.frameSlots.has(slot)).map((slot) => `l${slot} = N`)
  const read = hasFrame ? names.map((name, at) => `${name} = P[${at}] ?? N`) : []
  const frame = hasFrame ? `const S = SLOTS(${size}), frame = new FRAME(m, S, P, undefined, I);` : ''
  const source = `return function (${['m', ...(hasFrame ? ['...P'] : names.map((name) => `${name} = N`))].join(', ')}) {
const A = m.account;
${frame}
let ${['p = 0', 'v', ...read, ...variables, ...region.temporaries].join(', ')};
m.enter();
try {
if (++A.steps >= A.next) A.checkLimitsIfDue();
${inside}
return v;
} catch (e) { throw R(e, p, -1); } finally { m.leave(); }
}`
  return functionFromSource(source, region)
}

function functionFromSource<M extends Machine, F>(source: string, region: Region<M>): F {
  const js = `'use strict';\n${withSlots(source, region.frameSlots)}`
  payTime(js.length * workPerByte)
  const { constants } = region
  const names = [...Object.keys(runtime), 'R', ...constants.map((_, at) => `K${at}`)]
  const values = [...Object.values(runtime), placer(region.context, region.places), ...constants]
  // The text above defines a function of type F.
  // oxlint-disable-next-line typescript/no-implied-eval
  return (new Function(...names, js) as (...given: readonly unknown[]) => F)(...values)
}

/** Adds places to a thrown value. `at` and `stop` are place numbers (1-based indexes of `Region.places`). */
type Placer = (error: unknown, at: number, stop: number) => unknown

/** Adds the places that a thrown failure passed, from `at` outwards up to `stop` (-1: all), as the closures do. */
function placer<M extends Machine>({ source }: Context<M>, places: readonly RegionPlace[]): Placer {
  return (thrown, at, stop) => {
    let error = thrown
    for (let place = places[at - 1]; place !== undefined && at !== stop; at = place.parent, place = places[at - 1]) {
      const { node, kind } = place
      if (node.kind === 'invocation') error = located(error, node, source)
      else if (kind === 'call') error = lined(error, source, node.from)
      else if (error instanceof Failure)
        error = error.through({ what: calleeName(node), line: source.lineAt(node.from), file: source.name })
    }
    return error
  }
}
