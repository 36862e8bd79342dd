// Owns generating the JavaScript of `:set`, `:local` and `:global`.
import type { Variable } from '../../syntax/variables.ts'
import type { Assign } from '../form.ts'
import type { Machine } from '../machine.ts'
import { pathOf, variablesOf } from '../target.ts'
import { all, emitTypeTest } from './emitted.ts'
import type { Region } from './region.ts'
import { emitShared } from './variable.ts'

/** Returns the statement of an assignment; undefined unless it writes a local or a global. (No region has code that writes arguments.) */
export function emitAssign<M extends Machine>({ target, value }: Assign, region: Region<M>): string | undefined {
  const [variable] = variablesOf(target)
  if (variable === undefined) return element(target, value, region)
  const place = emitTarget(variable, region)
  if (place === undefined) return undefined
  return `${place} = ${value === undefined ? (variable.kind === 'local' ? 'N' : 'undefined') : emitShared(value, region).js};`
}

/** The left side of an assignment to a variable; undefined for an argument or a property. */
export function emitTarget<M extends Machine>({ kind, name, slot }: Variable, region: Region<M>): string | undefined {
  if (kind === 'local') return region.slot(slot)
  return kind === 'global' ? `${region.cell(name)}.value` : undefined
}

/** An assignment to an element: it evaluates the value, then reads the variable, then evaluates the keys. */
function element<M extends Machine>(target: Assign['target'], value: Assign['value'], region: Region<M>): string | undefined {
  const path = pathOf(target)
  const place = path && emitTarget(path.variable, region)
  if (path === undefined || place === undefined) return undefined
  const before: string[] = []
  const given = value === undefined ? 'undefined' : region.temporary()
  if (value !== undefined) before.push(`${given} = ${emitShared(value, region).js}`)
  const old = path.variable.kind === 'local' ? place : `(${place} ?? N)`
  const [first, second] = path.keys
  if (value !== undefined && first !== undefined && second === undefined && path.variable.kind === 'local') {
    const key = region.bindTemporary(region.value(first), before)
    const isInPlace = all(
      `${old} instanceof ARRAY`,
      `!${old}.isShared`,
      emitTypeTest(key, 'num'),
      `${key.js} >= 0`,
      `${key.js} < ${old}.items.length`,
    )
    return `${before.map((statement) => `${statement};\n`).join('')}if (${isInPlace}) ${old}.items[${key.js}] = ${given};
else ${place} = WRITE(${old}, ${key.js}, ${given});`
  }
  const array = region.temporary()
  const keys = path.keys.map((key) => region.value(key).js).join(', ')
  return `${[...before, `${array} = ${old}`].join(';\n')};\n${place} = WRITE_DEEP(${array}, [${keys}], ${given});`
}
