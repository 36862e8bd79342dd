// Owns generating the JavaScript of calls of functions that are in variables.
import type { Call, LooseArgument } from '../../syntax/tree.ts'
import type { Machine } from '../machine.ts'
import type { Emitted } from './emitted.ts'
import type { Region } from './region.ts'
import { emitRead, emitShared } from './variable.ts'

/**
 * A call without named arguments. Each call site caches the last called function and its JavaScript. Undefined for any other call. The
 * place of the call is `region.at` on return.
 */
export function emitCall<M extends Machine>(node: Call, region: Region<M>): Emitted | undefined {
  const { callee, given } = node
  if (callee.kind !== 'reference' || given.some(({ key }) => key !== undefined)) return undefined
  const what = emitRead(callee.variable, region)
  if (what === undefined) return undefined
  region.at = region.place('call', node)
  const own = region.at
  const called = region.temporary()
  const before = [`p = ${own}`, `${called} = ${what.js}`]
  const values = given.map((one) => {
    const value = loose(one, region)
    if (value.simple && given.length === 1) return value.js
    const name = region.temporary()
    before.push(`${name} = ${value.js}`)
    return name
  })
  const positional = [JSON.stringify(`$${callee.variable.name}`), ...values].join(', ')
  const site = region.name({ callee: undefined, region: undefined })
  const traced = region.place('trace', node)
  const result = region.temporary()
  const call = `${called} === ${site}.callee ? ${site}.region(m, ${positional}) : CALL(${site}, m, ${called}, [${positional}])`
  const js = `(${before.join(', ')}, p = ${traced}, ${result} = ${call}, p = ${own}, ${result})`
  return { js, kind: 'any', pure: false, simple: false }
}

/** An argument of a call (see `loose` in ../call.ts). */
function loose<M extends Machine>({ value }: LooseArgument, region: Region<M>): Emitted {
  if (value === undefined) return region.constant('')
  if (value.kind === 'literal') return region.constant(value.text)
  if (value.kind === 'quoted' && value.parts.every((part) => typeof part === 'string')) return region.constant(value.parts.join(''))
  return emitShared(value, region)
}
