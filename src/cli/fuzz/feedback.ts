// Owns learning from a run: values that a condition compares with become values of the rows and inputs that the other side came from.
import fc from 'fast-check'
import { fromBytes } from '../../text/bytes.ts'
import type { Invocation, Node, Operation } from '../../syntax/tree.ts'
import { withoutParentheses } from '../../syntax/descent.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, nil, nothing, Time, type Value } from '../../value/value.ts'
import { inputSlot, textSlotOf, type LearnedTexts } from './learned-texts.ts'
import type { RunObservations } from './run-observations.ts'
import { second } from '../../text/units.ts'

/** The maximum number of lessons per place, which soon covers it. */
const maxLessonsPerPlace = 60

const isText = (value: Value | undefined): value is Value =>
  value !== undefined && value !== nil && value !== nothing && !(value instanceof ArrayValue)

/** Values with which a condition of this operator is true, and just not. */
function variants(operator: string, value: Value): readonly string[] {
  const text = fromBytes(show(value))
  if (typeof value === 'boolean') return ['yes', 'no']
  if (operator === '~') return examplesOf(text)
  if (operator === '=' || operator === '!=') return [text]
  if (typeof value === 'number') return [value, value + 1, value - 1].map(String)
  if (value instanceof Time)
    return [value.ns, value.ns + second, value.ns - second].filter((ns) => ns >= 0n).map((ns) => show(new Time(ns)))
  return [text]
}

const known = new Map<string, readonly string[]>()

/** Texts that a pattern matches. */
function examplesOf(pattern: string): readonly string[] {
  const made = known.get(pattern) ?? makeExamples(pattern)
  known.set(pattern, made)
  return made
}

function makeExamples(pattern: string): readonly string[] {
  if (/^[\w .,:@/-]+$/.test(pattern)) return [pattern]
  // Wildcards are replaced by short texts; POSIX classes by those of JavaScript.
  const plain = pattern
    .replaceAll('[:digit:]', '0-9')
    .replaceAll(/\[:al(?:pha|num):\]/g, 'a-z0-9')
    .replaceAll('[:space:]', ' ')
    .replaceAll(/(?<!\\)\.[*+]/g, 'x')
    .replaceAll(/\+(?![^[]*\])/g, '{1,2}')
    .replace(/^\^?/, '^')
    .replace(/\$?$/, '$')
  try {
    return fc.sample(fc.stringMatching(new RegExp(plain), { size: 'xsmall' }), { seed: 1, numRuns: 3 })
  } catch {
    return []
  }
}

/** Inputs for conversions. */
const convertible: ReadonlyMap<string, readonly string[]> = new Map([
  ['/toip', ['10.20.30.7', '10.20.30.8']],
  ['/tonum', ['7', '12']],
  ['/totime', ['1d', '00:05:00']],
  ['/toarray', ['a,b', 'a']],
  ['/tobool', ['yes']],
  ['/deserialize', ['{"a":1}', '[1,2]', '7']],
])

/** Reads the values of nodes that have just run. */
type ReadNodeValue = (node: Node) => Value | undefined

/** Learns values that matter to a script from its runs. */
export class Feedback {
  readonly #known: LearnedTexts
  readonly #lessons = new WeakMap<object, number>()

  constructor(known: LearnedTexts) {
    this.#known = known
  }

  /** A comparison has run. `menu` is that of its condition. */
  compared(node: Operation, menu: string | undefined, valueOf: ReadNodeValue, observations: RunObservations): void {
    const [left, right] = node.operands
    if (left === undefined || right === undefined || !this.#isNew(node)) return
    const { operator } = node
    const property = menu === undefined ? undefined : propertyOf(left)
    const [a, b] = [valueOf(left), valueOf(right)]
    const own = property === undefined || menu === undefined ? undefined : textSlotOf(menu, property)
    if (own !== undefined && isText(b)) this.#learn([own], variants(operator, b), observations)
    this.#missing(left, a, operator, b)
    this.#missing(right, b, operator, a)
    if (!isText(a) || !isText(b)) return
    if (own === undefined) this.#from(a, variants(operator, b), observations)
    if (operator !== '~') this.#from(b, variants(operator, a), observations, own)
    if (operator !== '=' && operator !== '~') return
    // Values of a trial are repeated, so that the other side can be made equal.
    for (const value of own === undefined ? [a, b] : [b]) {
      const text = fromBytes(show(value))
      this.#learn(observations.texts.get(text) ?? [], [text], observations)
    }
  }

  /** A global without a value was compared: it may have that value. */
  #missing(node: Node, value: Value | undefined, operator: string, other: Value | undefined): void {
    const inner = withoutParentheses(node)
    if (inner.kind !== 'reference' || inner.variable.kind !== 'global' || isText(value) || !isText(other)) return
    const texts = typeof other === 'boolean' ? ['true'] : variants(operator, other)
    for (const text of texts) this.#known.learn(inputSlot(inner.variable.name), text)
  }

  /** A command wrote a row: equal rows may already exist, or may be made again from the same input. */
  wrote({ command }: Invocation, property: string, value: Value | undefined, observations: RunObservations): void {
    if (!isText(value)) return
    const text = fromBytes(show(value))
    this.#learn([textSlotOf(command.menu.path, property), ...(observations.texts.get(text) ?? [])], [text], observations)
  }

  /** `:find IN KEY`. */
  sought(node: Invocation, within: Value | undefined, key: Value | undefined, observations: RunObservations): void {
    if (!isText(within) || !isText(key) || !this.#isNew(node)) return
    const text = fromBytes(show(within))
    const word = fromBytes(show(key))
    this.#from(within, [`${text}${word}`, word, `${text}${word}7`, `a${word}b`], observations)
    // A text composed of several: one of its parts may be the key.
    for (const [part, slots] of observations.texts)
      if (part.length > 2 && part.length < text.length && text.includes(part)) this.#learn(slots, [word], observations)
  }

  /** A conversion: learns convertible texts for the value's origin. */
  converted(node: Invocation, value: Value | undefined, observations: RunObservations): void {
    const texts = convertible.get(node.command.path)
    if (texts !== undefined && isText(value) && this.#isNew(node)) this.#from(value, texts, observations)
  }

  /** An element was looked up: learns servers' answers that contain it. */
  looked(key: Value | undefined): void {
    if (typeof key !== 'string') return
    const name = fromBytes(key)
    this.#known.learn('web', JSON.stringify({ [name]: 7 }))
    this.#known.learn('web', JSON.stringify({ [name]: 'abc' }))
  }

  #isNew(node: object): boolean {
    const count = (this.#lessons.get(node) ?? 0) + 1
    this.#lessons.set(node, count)
    return count <= maxLessonsPerPlace
  }

  #learn(slots: Iterable<string>, texts: readonly string[], observations: RunObservations): void {
    for (const slot of slots) for (const text of texts) this.#known.learn(slot, text, observations.texts.has(text))
  }

  /** Learns texts for the origin of a value: it is a text of the trial, or a part of one. */
  #from(value: Value, texts: readonly string[], observations: RunObservations, except?: string): void {
    const text = fromBytes(show(value))
    const direct = observations.texts.get(text)
    if (direct !== undefined) {
      const slots = [...direct].filter((slot) => slot !== except)
      this.#learn(slots, texts, observations)
    } else if (text.length > 1)
      for (const [whole, slots] of observations.texts)
        if (whole.includes(text))
          this.#learn(
            slots,
            texts.map((other) => whole.replace(text, () => other)),
            observations,
          )
  }
}

function propertyOf(node: Node): string | undefined {
  const inner = withoutParentheses(node)
  return inner.kind === 'reference' && inner.variable.kind === 'property' ? inner.variable.name : undefined
}
