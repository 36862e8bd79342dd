// Owns parsing the rate limits of firewall rules (`limit=10/1m,5:packet`, `dst-limit=10/1m,5,dst-address/1m40s`).
import { readTime } from '../../value/time.ts'
import type { Draw } from './draw.ts'

const amount = /^\d{1,11}[kKMG]?$/
const isTime = (text: string): boolean => /^\d/.test(text) && (/^\d+$/.test(text) || readTime(text) !== undefined)

/** Whether a text is an amount, with an optional time behind a slash (`10/1m`). */
function isPace(text: string): boolean {
  const [much = '', per, ...more] = text.split('/')
  return amount.test(much) && (per === undefined || isTime(per)) && more.length === 0
}

const modes = ['packet', 'bit']

/**
 * Returns a value of `limit` unchanged; undefined for other text. The manual's type: a number, `/` a time, `,` a burst, `:` a mode. That
 * the burst may be missing is *inferred* from the printed forms.
 */
export function readLimit(text: string): string | undefined {
  const [ending = '', mode = 'packet'] = /:([a-z]+)$/.exec(text) ?? []
  const [pace = '', burst = '1', ...more] = text.slice(0, text.length - ending.length).split(',')
  const isLimit = isPace(pace) && amount.test(burst) && more.length === 0 && modes.some((one) => one.startsWith(mode))
  return isLimit ? text : undefined
}

/**
 * Returns a value of `dst-limit` (a limit for each address) unchanged; undefined for other text. The manual's type: a number, `/` a time,
 * `,` a burst, `,` what is counted, `/` a time.
 */
export function readEachLimit(text: string): string | undefined {
  const [pace = '', burst = '', by = 'dst-address', ...more] = text.split(',')
  const [what = '', expires = '1s', ...behind] = by.split('/')
  const isLimit =
    isPace(pace) && amount.test(burst) && /^[a-z]+(-[a-z]+)*$/.test(what) && isTime(expires) && more.length + behind.length === 0
  return isLimit ? text : undefined
}

const paceOf = <T>(draw: Draw<T>): T => draw.join([draw.integer(1, 999), draw.one(['', '/1s', '/1m', '/1h'])])

/** Generates a value of `limit`. */
export const drawnLimit = <T>(draw: Draw<T>): T => draw.join([paceOf(draw), ',', draw.integer(0, 99), draw.one(['', ':packet', ':bit'])])

/** Generates a value of `dst-limit`. */
export const drawnEachLimit = <T>(draw: Draw<T>): T =>
  draw.join([paceOf(draw), ',', draw.integer(0, 99), ',', draw.one(['dst-address', 'src-address', 'addresses-and-dst-port']), '/1m40s'])
