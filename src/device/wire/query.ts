// Owns the queries of the API: words for a stack machine of booleans, evaluated for each row.
import { Failure } from '../../diagnostic/failure.ts'
import { toIp, toNum } from '../../value/convert.ts'
import { readId } from '../../value/literal.ts'
import { order } from '../../value/operators.ts'
import { show } from '../../value/show.ts'
import { readTime } from '../../value/time.ts'
import { Id, Ip, isEmpty, nothing, Time, type Value } from '../../value/value.ts'
import { matchesWire, wireText } from './value.ts'

/** Reads a property of the tested row; nothing where it has none. */
type Read = (name: string) => Value

type Step = (stack: boolean[], read: Read) => void

/** Whether a row passes the query. */
export type Query = (read: Read) => boolean

/**
 * Compiles the words of a query without their `?` (manual, page on the API): `name`, `-name`, `name=x`, `=name=x`, `<name=x`, `>name=x`,
 * `#` and operations. A row passes where no `false` is left on the stack; popping an empty stack yields `true`. Undefined where there are
 * no words. Throws a Failure for unknown operations.
 */
export function readQuery(words: readonly string[]): Query | undefined {
  if (words.length === 0) return undefined
  const steps = words.map(stepOf)
  return (read) => {
    const stack: boolean[] = []
    for (const step of steps) step(stack, read)
    return stack.every((one) => one)
  }
}

/**
 * The id of the only row that may pass the query; undefined where several may. Without operations a row has to pass every word, so a word
 * that requires an `.id` leaves one row.
 */
export function onlyId(words: readonly string[]): number | undefined {
  if (words.some((word) => word.startsWith('#'))) return undefined
  const [, id] = words.map((word) => /^=?\.id=\*([0-9A-F]{1,8})$/.exec(word)).find((found) => found !== null) ?? []
  return id === undefined ? undefined : parseInt(id, 16)
}

function stepOf(word: string): Step {
  if (word.startsWith('#')) return operations(word.slice(1))
  if (word.startsWith('-')) return pushing((read) => isEmpty(read(word.slice(1))))
  const [, sign = '', name = '', text] = /^([=<>]?)([^=]*)(?:=([^]*))?$/.exec(word) ?? []
  if (text === undefined) return pushing((read) => !isEmpty(read(name)))
  if (sign === '<' || sign === '>') return pushing((read) => compares(read(name), text, sign))
  return pushing((read) => {
    const value = read(name)
    return isEmpty(value) ? text === '' && value !== nothing : matchesWire(value, text)
  })
}

const pushing =
  (test: (read: Read) => boolean): Step =>
  (stack, read) => {
    stack.push(test(read))
  }

/** Compares as the property's type where the text is of it, else as texts; `>name=` holds for every non-empty value. */
function compares(value: Value, text: string, sign: '<' | '>'): boolean {
  if (isEmpty(value)) return false
  const other = asTypeOf(value, text)
  const typed = typeof value === 'string' && typeof other === 'number' ? Number(value) : value
  if (other !== undefined) return sign === '<' ? order(typed, other, '<') : order(other, typed, '<')
  const own = wireText(value)
  return sign === '<' ? own < text : own > text
}

/** Converts a text to the type of a value; undefined where that fails. */
function asTypeOf(value: Value, text: string): Value | undefined {
  if (value instanceof Time) return readTime(text)
  if (value instanceof Ip) return ofType(toIp(text), (one) => one instanceof Ip)
  if (value instanceof Id) return readId(text)
  if (typeof value === 'number' || typeof value === 'bigint') return ofType(toNum(text), (one) => typeof one === typeof value)
  // Values without a known type are stored as text.
  if (typeof value === 'string' && isDigits(value) && isDigits(text)) return ofType(toNum(text), (one) => typeof one === 'number')
  return undefined
}

const isDigits = (text: string): boolean => /^-?\d{1,15}$/.test(text)

const ofType = (value: Value, is: (value: Value) => boolean): Value | undefined => (is(value) ? value : undefined)

/**
 * Runs `!`, `&`, `|`, `.` and numbers: the value at that index, counted from the top, is pushed; at the end of the word it replaces all
 * others. `.` after a number does nothing, else it pushes the top value again (the manual).
 */
function operations(text: string): Step {
  const found = text.match(/\d+|[!&|.]/g) ?? []
  if (found.join('') !== text) throw new Failure(`unknown query operation ${show(text)}`)
  return (stack) => {
    for (const [at, operation] of found.entries()) {
      if (/\d/.test(operation)) {
        const value = stack.at(-1 - Number(operation)) ?? true
        if (at === found.length - 1) stack.length = 0
        stack.push(value)
      } else if (operation === '!') stack.push(!popped(stack))
      else if (operation === '.') {
        if (!/\d/.test(found[at - 1] ?? '')) stack.push(stack.at(-1) ?? true)
      } else {
        const [second, first] = [popped(stack), popped(stack)]
        stack.push(operation === '&' ? first && second : first || second)
      }
    }
  }
}

const popped = (stack: boolean[]): boolean => stack.pop() ?? true
