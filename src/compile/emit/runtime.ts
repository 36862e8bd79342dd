// Owns the functions that generated JavaScript calls, for cases that are too rare or too long to inline.
import { describe } from '../describe.ts'
import { attributesOf, caught } from '../attempt.ts'
import { writeElement } from '../assign.ts'
import { interpolated } from '../interpolation.ts'
import { numberOf, refuseZeroStep } from '../given.ts'
import { Frame, type Cell, type Machine } from '../machine.ts'
import { call, freshSlots, routineOf } from '../routine.ts'
import { writtenAt } from '../target.ts'
import type { RoutineRegion } from '../tier.ts'
import { Walk } from '../walk.ts'
import type { Failure } from '../../diagnostic/failure.ts'
import { concatenate } from '../../value/concatenate.ts'
import { maxTextBytes } from '../../value/limits.ts'
import { isTruthy } from '../../value/operators.ts'
import { compilePattern } from '../../value/pattern.ts'
import { toText } from '../../value/show.ts'
import { ArrayValue, nil, nothing, shared, type Value } from '../../value/value.ts'
import type { PatternSite } from './operation.ts'
import { elementOf } from '../../value/element.ts'

/** A call site: the last called function, with its JavaScript. */
interface CallSite {
  callee: Value | undefined
  region: RoutineRegion | undefined
}

/** Calls a function that is not the cached one, or has no JavaScript yet. */
function callAt(site: CallSite, machine: Machine, callee: Value, positional: Value[]): Value {
  // An array that is not shared may be modified in place and become another function.
  const routine = !(callee instanceof ArrayValue) || callee.isShared ? routineOf(callee) : undefined
  const region = routine?.region
  if (region === undefined) return call(machine, callee, positional, undefined)
  site.callee = callee
  site.region = region
  return region(machine, ...positional)
}

/** A use of a global variable: the cell that was looked up last, and its machine. */
interface CellSite {
  readonly name: string
  machine: Machine | undefined
  cell: Cell | undefined
}

/** Looks up the cell of a global, and caches it in its site. */
function cellAt(site: CellSite, machine: Machine): Cell {
  const cell = machine.global(site.name)
  site.machine = machine
  site.cell = cell
  return cell
}

/** The maximum number of digits and sign of a number that is not a bigint. */
const maxNumberDigits = 17

function concatenateFast(a: Value, b: Value): Value {
  if (typeof a === 'string') {
    if (typeof b === 'string' && a.length + b.length <= maxTextBytes) return a + b
    if (typeof b === 'number' && a.length + maxNumberDigits <= maxTextBytes) return a + b
  }
  return concatenate(a, b)
}

const keyed = (keys: readonly (string | undefined)[], values: readonly Value[]): ArrayValue => {
  const made = new ArrayValue()
  for (let at = 0; at < values.length; at++) made.addMember(keys[at], values[at] ?? nil)
  return made
}

const match = (site: PatternSite, value: Value): boolean =>
  (site.pattern ??= compilePattern(site.source)).matches(typeof value === 'string' ? value : toText(value))

/** The functions and classes by their names in generated code. */
export const runtime: Readonly<Record<string, unknown>> = {
  I: nil,
  N: nothing,
  ARRAY: ArrayValue,
  FRAME: Frame,
  WALK: Walk,
  CALL: callAt,
  CAUGHT: caught,
  CELL: cellAt,
  CONCAT: concatenate,
  CONCAT_FAST: concatenateFast,
  ATTRIBUTES: attributesOf,
  DESCRIBE: (failure: Failure) => describe(failure, 'script'),
  ELEMENT: elementOf,
  IS_TRUTHY: isTruthy,
  KEYED: keyed,
  MATCH: match,
  NO_STEP: refuseZeroStep,
  NUMBER: numberOf,
  QUOTED: interpolated,
  SHARE: shared,
  SLOTS: freshSlots,
  WRITE: writeElement,
  WRITE_DEEP: writtenAt,
}
