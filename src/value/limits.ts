// Owns the sizes at which computing with values stops: a script may ask for more than any machine has.
import { limited } from '../diagnostic/failure.ts'

/** Bytes that one text may have. */
export const maxText = 1 << 26

/** Elements that one array may have. */
const maxElements = 1 << 22

/** How deeply arrays may stand in each other where all of it is walked (shown, compared, serialized). */
export const maxDepth = 1_000

/**
 * What running costs, counted for one run. `device/limits.ts` extends it with limits; this one has none: it counts for those who compute
 * with values outside of any run.
 */
export class Account {
  /** Turns of loops, calls, commands, and `unit`s of work. */
  steps = 0
  /** Bytes that large values were built of. */
  bytes = 0
  /** Work that does not make a whole step yet. */
  owed = 0
  /** Work on code since the clock was last looked at. */
  unseen = 0
  /** The steps at which `step` looks at the clock next. */
  next = Infinity

  /** Pays for a turn of a loop, a call or a command. Throws an uncatchable Failure. Code that is emitted does the same in place. */
  step(): void {
    if (++this.steps >= this.next) this.glance()
  }

  /** Looks at the clock, and at the limits where some time has passed since the last look. Throws an uncatchable Failure. */
  glance(): void {}

  /** Looks at all limits now. Throws an uncatchable Failure. */
  look(): void {}

  /** Milliseconds that the run may still take; Infinity where nothing bounds it. */
  get left(): number {
    return Infinity
  }
}

/** Work that counts as one step, in about the nanoseconds that it takes: bytes that are read or written count as one each. */
export const unit = 1 << 16

/** The accounts of the runs under way on this thread, the innermost last: a device that asks another one waits for it. */
const nobody = new Account()
const open: Account[] = [nobody]
let account = nobody

/** Runs `work` at the expense of an account; what it waits for meanwhile (another device) may have an account of its own. */
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
 * Pays for work that no step pays for: whoever goes over a text, an array or rows says here how much work that is, before or while it is
 * done. Looks at the clock once for each unit, so that nothing outlasts the limits. Throws an uncatchable Failure.
 */
export function pay(work: number): void {
  if ((account.owed += work) >= unit) settle()
}

function settle(): void {
  const units = Math.floor(account.owed / unit)
  account.owed -= units * unit
  account.steps += units
  account.glance()
}

/**
 * The same for reading and compiling code, which the limit on steps does not count: how long code may be is a limit of its own. Only time,
 * memory and the interrupt are looked at.
 */
export function payTime(work: number): void {
  if ((account.unseen += work) < unit) return
  account.unseen = 0
  account.glance()
}

/** Looks at the limits of all runs under way now: for whoever waits, at least ten times a second. Throws an uncatchable Failure. */
export function look(): void {
  for (const one of open) one.look()
}

/** The same where some time has passed since the last look: for whoever has done something that may have taken long. */
export function glance(): void {
  account.glance()
}

/** Milliseconds that waiting may take: what is left of the shortest run under way. Infinity where nothing bounds it. */
export function timeLeft(): number {
  return open.reduce((least, { left }) => Math.min(least, left), Infinity)
}

/** A text of so many bytes was built. Small ones are paid for by the step that built them. */
export function builtText(length: number): void {
  if (length < unit) return
  account.bytes += length
  pay(length)
}

/** An array of so many elements was built. */
export function builtArray(count: number): void {
  builtText(count * elementSize)
}

const elementSize = 16

/** Pays for handing a value to something that goes over all of it. */
export function payFor(value: unknown): void {
  if (typeof value === 'string') {
    if (value.length >= unit) pay(value.length)
  } else if (isLong(value)) pay(value.length * elementSize)
}

const isLong = (value: unknown): value is { readonly length: number } =>
  typeof value === 'object' && value !== null && 'length' in value && typeof value.length === 'number'

/**
 * Changes a text piece by piece, each paid for as it is made. `cut` moves the end of a piece to where the text may be cut. Throws where the
 * result grows beyond `maxText`.
 */
export function inPieces(bytes: string, change: (piece: string) => string, cut = (_bytes: string, at: number): number => at): string {
  if (bytes.length <= pieceSize) return change(bytes)
  const changed: string[] = []
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const end = at + pieceSize < bytes.length ? cut(bytes, at + pieceSize) : bytes.length
    const piece = change(bytes.slice(at, end))
    changed.push(piece)
    guardText((length += piece.length))
    pay(workPerByte * (end - at))
    at = end
  }
  return changed.join('')
}

/** A multiple of what bytes are grouped by: 3 of base64, 5 of base32, 8 letters of base32. */
const pieceSize = 120 * 2048
const workPerByte = 16

/** Throws an uncatchable Failure: a limit of the host, not a thing that a device says. */
function exceeded(what: string): never {
  throw limited(`offbox: ${what}`)
}

/** Guards the length of a text about to be made, in bytes. */
export function guardText(length: number): void {
  if (length > maxText) exceeded(`a text grows beyond ${maxText} bytes`)
}

/** Guards the number of elements of an array about to be made. */
export function guardElements(count: number): void {
  if (count > maxElements) exceeded(`an array grows beyond ${maxElements} elements`)
}

/** The parts of a text between delimiters, as `split` gives them, but counted before it is cut: each part takes room of its own. */
export function split(text: string, delimiter: string): string[] {
  if (delimiter === '') return [text]
  let count = 1
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + delimiter.length)) guardElements(++count)
  pay(elementSize * count)
  return text.split(delimiter)
}

/** Guards the depth of a walk through nested arrays. */
export function guardDepth(depth: number): void {
  if (depth > maxDepth) exceeded(`arrays nest deeper than ${maxDepth}`)
}
