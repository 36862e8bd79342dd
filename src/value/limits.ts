// Owns the limits on the size of values and on the work of computing with them, so that a script cannot exhaust the machine.
import { limited } from '../diagnostic/failure.ts'

/** The maximum number of bytes of a text. */
export const maxTextBytes = 1 << 26

/** The maximum number of elements of an array. */
const maxElements = 1 << 22

/** The maximum nesting depth of arrays where an array is walked recursively (shown, compared, serialized). */
export const maxDepth = 1_000

/**
 * Counts what a run costs: steps, bytes and work. This class has no limits and is used for values that are computed outside of any run;
 * `Meter` (device/limits.ts) extends it with limits.
 */
export class Account {
  /** Loop iterations, calls, commands, and `unit`s of work. */
  steps = 0
  /** Bytes of the large values that were built. */
  bytes = 0
  /** Work that does not yet add up to a step. */
  owed = 0
  /** Work on code since the last check of the limits. */
  unchecked = 0
  /** The number of steps at which `step` next checks the limits. */
  next = Infinity

  /** Counts a loop iteration, a call or a command. Throws an uncatchable Failure if a limit is exceeded. Generated code inlines this. */
  step(): void {
    if (++this.steps >= this.next) this.checkLimitsIfDue()
  }

  /** Checks the limits if enough time has passed since the last check. Throws an uncatchable Failure. */
  checkLimitsIfDue(): void {}

  /** Checks all limits now. Throws an uncatchable Failure. */
  checkLimits(): void {}

  /** Milliseconds that the run may still take; Infinity without a limit. */
  get left(): number {
    return Infinity
  }
}

/** The work of one step, in about nanoseconds; a byte read or written counts as one. */
export const unit = 1 << 16

/** The account of computations outside of any run. */
const nobody = new Account()
/** The accounts of the current runs on this thread, the innermost last: a device that queries another one waits for it. */
const open: Account[] = [nobody]
let account = nobody

/** Runs `work`, which charges the account `of`; returns its result. Calls nest: a device that answers another one has its own account. */
export function onAccount<T>(of: Account, work: () => T): T {
  open.push(of)
  account = of
  try {
    return work()
  } finally {
    open.pop()
    account = open.at(-1) ?? nobody
  }
}

/**
 * Charges work that no step covers to the current account: code that processes a text, an array or rows calls it before or while it works.
 * Checks the limits once per `unit` of work, so that no loop evades them. Throws an uncatchable Failure if one is exceeded.
 */
export function pay(work: number): void {
  if ((account.owed += work) >= unit) settle()
}

/** Converts the work that is owed to steps, and checks the limits. */
function settle(): void {
  const units = Math.floor(account.owed / unit)
  account.owed -= units * unit
  account.steps += units
  account.checkLimitsIfDue()
}

/**
 * Charges the work of parsing and compiling, which the step limit does not count (the size of code has its own limit): only time, memory
 * and interrupts are checked. Throws an uncatchable Failure if a limit is exceeded.
 */
export function payTime(work: number): void {
  if ((account.unchecked += work) < unit) return
  account.unchecked = 0
  account.checkLimitsIfDue()
}

/** Checks the limits of all current runs. Must be called at least ten times a second while waiting. Throws an uncatchable Failure. */
export function checkAllLimits(): void {
  for (const one of open) one.checkLimits()
}

/** Milliseconds that a wait may take: the least time left of all current runs. Infinity without a limit. */
export function timeLeft(): number {
  return open.reduce((least, { left }) => Math.min(least, left), Infinity)
}

/** Counts a text of `length` bytes that was built. The step that builds a small text covers it. */
export function builtText(length: number): void {
  if (length < unit) return
  account.bytes += length
  pay(length)
}

/** Counts an array of `count` elements that was built. */
export function builtArray(count: number): void {
  builtText(count * elementBytes)
}

/** The memory that one element of an array counts as, in bytes. */
const elementBytes = 16

/** Charges the size of a value that is passed to code which processes all of it. */
export function payFor(value: unknown): void {
  if (typeof value === 'string') {
    if (value.length >= unit) pay(value.length)
  } else if (isLong(value)) pay(value.length * elementBytes)
}

const isLong = (value: unknown): value is { readonly length: number } =>
  typeof value === 'object' && value !== null && 'length' in value && typeof value.length === 'number'

/**
 * Transforms a text in pieces, each paid for when it is made. `cut` moves the end of a piece to a permitted position. Throws if the result
 * exceeds `maxTextBytes`.
 */
export function inPieces(bytes: string, change: (piece: string) => string, cut = (_bytes: string, at: number): number => at): string {
  if (bytes.length <= pieceBytes) return change(bytes)
  const changed: string[] = []
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const end = at + pieceBytes < bytes.length ? cut(bytes, at + pieceBytes) : bytes.length
    const piece = change(bytes.slice(at, end))
    changed.push(piece)
    guardText((length += piece.length))
    pay(workPerByte * (end - at))
    at = end
  }
  return changed.join('')
}

/** A multiple of the group sizes: 3 bytes of base64, 5 of base32, 8 letters of base32. */
const pieceBytes = 120 * 2048
/** The cost of transforming one byte, in units of `pay`. */
const workPerByte = 16

/** Throws an uncatchable Failure: a limit of offbox, not an error of the device. */
function exceeded(what: string): never {
  throw limited(`offbox: ${what}`)
}

/** Throws an uncatchable Failure if a text of `length` bytes would be too long. Called before the text is built. */
export function guardText(length: number): void {
  if (length > maxTextBytes) exceeded(`a text grows beyond ${maxTextBytes} bytes`)
}

/** Throws an uncatchable Failure if an array of `count` elements would be too large. Called before the array is built. */
export function guardElements(count: number): void {
  if (count > maxElements) exceeded(`an array grows beyond ${maxElements} elements`)
}

/** Like `split` of a string, but counts the parts before it builds them, since each takes memory of its own. */
export function split(text: string, delimiter: string): string[] {
  if (delimiter === '') return [text]
  let count = 1
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + delimiter.length)) guardElements(++count)
  pay(elementBytes * count)
  return text.split(delimiter)
}

/** A recursive visit of an array: it counts all elements, since an array may contain another one repeatedly. */
export class ArrayVisit {
  #elements = 0

  /** Counts the elements of one array. Throws if the visit is too deep, or has come to too many elements. */
  enter(elements: number, depth: number): void {
    guardDepth(depth)
    guardElements((this.#elements += elements))
  }
}

/** Throws if a recursive walk through arrays is too deep. */
export function guardDepth(depth: number): void {
  if (depth > maxDepth) exceeded(`arrays nest deeper than ${maxDepth}`)
}
