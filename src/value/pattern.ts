// Owns matching texts with patterns (the operator `~`). An automaton reads each byte once, so no pattern takes exponential time.
import { pay, unit } from './limits.ts'
import { simpleRegExp } from './pattern-regexp.ts'
import { isWord, readPattern, tooLarge, type Assertion, type ByteSet, type PatternNode } from './pattern-syntax.ts'

/** The maximum number of instructions of a pattern. Matching takes at most this times the length of the text. */
const maxInstructions = 20_000

/** An instruction of the automaton; its index in the program is its state. */
type Instruction =
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Continues both at the next instruction and at `to`. */
  | { readonly kind: 'split'; to: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' }

/** The cost of one state for one byte, in units of `pay`. */
const workPerState = 16
/** States paid for per call of `pay`. Those of a short text are paid for by the caller. */
const statesPerPayment = 1 << 12

/** A compiled pattern. An invalid pattern matches nothing (J074); `invalid` has the reason. */
export class Pattern {
  readonly source: string
  readonly invalid: string | undefined
  readonly #program: readonly Instruction[]
  /** The text to search for if the pattern consists of plain bytes. */
  readonly #plain: string | undefined
  /** Bytes with which a match can start; undefined if a match may be empty or start with an assertion. */
  readonly #first: ByteSet | undefined
  /** For short texts if the pattern is simple: takes a fifth of the automaton's time. */
  readonly #regExp: RegExp | undefined

  constructor(source: string) {
    this.source = source
    this.#plain = /[\\^$.[\]|()?*+{}]/.test(source) ? undefined : source
    if (this.#plain !== undefined) {
      this.#program = []
      return
    }
    const tree = readPattern(source)
    if (tree.kind === 'invalid') this.invalid = tree.reason
    this.#program = tree.kind === 'invalid' ? [] : assemble(tree)
    this.#first = firstBytes(this.#program)
    if (tree.kind !== 'invalid') this.#regExp = simpleRegExp(tree)
  }

  /** Whether the pattern matches anywhere in `text` (bytes). Takes at most the size of the pattern times the length of the text. */
  matches(text: string): boolean {
    if (this.#regExp !== undefined && text.length < unit) return this.#regExp.test(text)
    if (text.length >= unit) pay(text.length)
    if (this.#plain !== undefined) return text.includes(this.#plain)
    return this.invalid === undefined && run(this.#program, this.#first, text)
  }
}

/**
 * Compiles a pattern. Throws a Failure for one that needs too much memory or has a back reference; an invalid one compiles to one that
 * never matches.
 */
export function compilePattern(source: string): Pattern {
  return new Pattern(source)
}

/** A cache of compiled patterns, of at most `limit` patterns. */
export class PatternCache {
  readonly #limit: number
  readonly #patterns = new Map<string, Pattern>()

  constructor(limit = 64) {
    this.#limit = limit
  }

  /** Returns the compiled pattern of `source`, compiled at first use. Beyond the limit the oldest one is dropped. */
  get(source: string): Pattern {
    const known = this.#patterns.get(source)
    if (known !== undefined) return known
    const pattern = new Pattern(source)
    if (this.#patterns.size >= this.#limit) {
      const oldest = this.#patterns.keys().next()
      if (oldest.done !== true) this.#patterns.delete(oldest.value)
    }
    this.#patterns.set(source, pattern)
    return pattern
  }
}

/** The program of a parsed pattern. */
function assemble(tree: PatternNode): readonly Instruction[] {
  const program: Instruction[] = []
  // Counted before compiling: `(a{255}){255}` must not be built to find that it is too large.
  const size = sizeOf(tree)
  if (size > maxInstructions) throw tooLarge()
  pay(size * workPerState)
  emit(tree, program)
  program.push({ kind: 'match' })
  return program
}

/** The number of instructions of a node; at least 1, so that repetitions of empty nodes count too. */
function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'empty':
    case 'set':
    case 'assertion':
      return 1
    case 'sequence':
    case 'choice': {
      let total = 0
      for (const part of node.parts) total += sizeOf(part) + 2
      return total
    }
    case 'repeat':
      return (sizeOf(node.part) + 2) * (node.most === Infinity ? node.least + 1 : Math.max(node.most, 1))
  }
}

/** Appends the instructions of a node. */
function emit(node: PatternNode, program: Instruction[]): void {
  switch (node.kind) {
    case 'empty':
      return
    case 'set':
    case 'assertion':
      program.push(node)
      return
    case 'sequence':
      for (const part of node.parts) emit(part, program)
      return
    case 'choice':
      emitChoice(node.parts, program)
      return
    case 'repeat':
      for (let count = 0; count < node.least; count++) emit(node.part, program)
      if (node.most === Infinity) emitLoop(node.part, program)
      else emitOptional(node.part, node.most - node.least, program)
  }
}

function emitChoice(parts: readonly PatternNode[], program: Instruction[]): void {
  const ends: { to: number }[] = []
  for (let at = 0; at < parts.length; at++) {
    if (at === parts.length - 1) emit(parts[at]!, program)
    else {
      const split = { kind: 'split' as const, to: 0 }
      const jump = { kind: 'jump' as const, to: 0 }
      program.push(split)
      emit(parts[at]!, program)
      program.push(jump)
      ends.push(jump)
      split.to = program.length
    }
  }
  for (const end of ends) end.to = program.length
}

function emitLoop(part: PatternNode, program: Instruction[]): void {
  const start = program.length
  const split = { kind: 'split' as const, to: 0 }
  program.push(split)
  emit(part, program)
  program.push({ kind: 'jump', to: start })
  split.to = program.length
}

function emitOptional(part: PatternNode, times: number, program: Instruction[]): void {
  const splits: { to: number }[] = []
  for (let count = 0; count < times; count++) {
    const split = { kind: 'split' as const, to: 0 }
    program.push(split)
    splits.push(split)
    emit(part, program)
  }
  for (const split of splits) split.to = program.length
}

/** The first offset from `at` on whose byte is in a set. */
function skipped(first: ByteSet, text: string, at: number): number {
  let place = at
  while (place < text.length && first[text.charCodeAt(place)] === 0) place++
  return place
}

/** Pays for visited states; returns how many are not yet paid for. */
function payVisits(visited: number): number {
  pay(visited * workPerState)
  return 0
}

/** Whether the program matches anywhere in the text. Follows all states of the automaton at once (Thompson's algorithm). */
function run(program: readonly Instruction[], first: ByteSet | undefined, text: string): boolean {
  // Each list holds states that wait for a byte; `seen` has the position at which a state was last entered.
  let waiting = new Int32Array(program.length)
  let next = new Int32Array(program.length)
  const seen = new Int32Array(program.length).fill(-1)
  const stack: number[] = []
  let count = 0
  let visited = 0
  for (let at = 0; ; at++) {
    if (count === 0 && first !== undefined && (at = skipped(first, text, at)) >= text.length) return false
    // A match may start at every position, so the first state is always added.
    count = enter(0, at, waiting, count)
    if (count < 0) return true
    if (at >= text.length) return false
    const code = text.charCodeAt(at)
    let reached = 0
    if (visited >= statesPerPayment) visited = payVisits(visited)
    for (let index = 0; index < count; index++) {
      const state = waiting[index]!
      const instruction = program[state]!
      if (instruction.kind !== 'set' || instruction.set[code] === 0) continue
      reached = enter(state + 1, at + 1, next, reached)
      if (reached < 0) return true
    }
    const swapped = waiting
    waiting = next
    next = swapped
    count = reached
  }

  /** Adds the states reachable from a state without a byte. Returns the number of states, or -1 if the final state is reached. */
  function enter(from: number, at: number, into: Int32Array, held: number): number {
    let total = held
    stack.push(from)
    while (stack.length > 0) {
      const state = stack.pop()!
      visited++
      if (seen[state] === at) continue
      seen[state] = at
      const instruction = program[state]!
      switch (instruction.kind) {
        case 'match':
          stack.length = 0
          return -1
        case 'set':
          into[total++] = state
          break
        case 'jump':
          stack.push(instruction.to)
          break
        case 'split':
          stack.push(instruction.to, state + 1)
          break
        case 'assertion':
          if (holds(instruction.assertion, text, at)) stack.push(state + 1)
      }
    }
    return total
  }
}

/** Whether an assertion is true at an offset of the text. */
function holds(assertion: Assertion, text: string, at: number): boolean {
  if (assertion === 'start') return at === 0
  if (assertion === 'end') return at === text.length
  const before = at > 0 && isWord(text.charCodeAt(at - 1))
  const after = at < text.length && isWord(text.charCodeAt(at))
  switch (assertion) {
    case 'border':
      return before !== after
    case 'no-border':
      return before === after
    case 'word-start':
      return !before && after
    case 'word-end':
      return before && !after
  }
}

/** The bytes that the first states wait for; undefined if a match may need no byte, or depends on an assertion. */
function firstBytes(program: readonly Instruction[]): ByteSet | undefined {
  const bytes = new Uint8Array(256)
  const seen = new Set<number>()
  const stack = [0]
  while (stack.length > 0) {
    const state = stack.pop()!
    if (seen.has(state)) continue
    seen.add(state)
    const instruction = program[state]
    if (instruction === undefined || instruction.kind === 'match' || instruction.kind === 'assertion') return undefined
    if (instruction.kind === 'set') instruction.set.forEach((flag, code) => (bytes[code]! |= flag))
    else {
      stack.push(instruction.to)
      if (instruction.kind === 'split') stack.push(state + 1)
    }
  }
  return bytes
}
