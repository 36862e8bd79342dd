// Owns generating the JavaScript that reads variables and marks values as shared.
import type { Node } from '../../syntax/tree.ts'
import type { Variable } from '../../syntax/variables.ts'
import { constantOf, mayAlias } from '../constant.ts'
import type { Machine } from '../machine.ts'
import { isArgumentNumber } from '../reference.ts'
import type { Emitted } from './emitted.ts'
import type { Region } from './region.ts'

/** The maximum number of arguments of a function that become JavaScript parameters. */
const maxParameters = 8

/** Reads a variable; undefined for a property, which only conditions have. A region has no named arguments. */
export function emitRead<M extends Machine>({ kind, name, slot }: Variable, region: Region<M>): Emitted | undefined {
  switch (kind) {
    case 'local':
      return { js: region.slot(slot), kind: region.counters.has(slot) ? 'num' : 'any', pure: true, simple: true }
    case 'global':
      return { js: `(${region.cell(name)}.value ?? N)`, kind: 'any', pure: true, simple: false }
    case 'parameter':
      return parameter(name, region)
    case 'property':
      return undefined
  }
}

function parameter<M extends Machine>(name: string, region: Region<M>): Emitted | undefined {
  if (!isArgumentNumber(name)) return { js: 'N', kind: 'any', pure: true, simple: true }
  const at = Number(name)
  if (at >= maxParameters) return undefined
  if (!region.isRoutine) return { js: `(frame.positional[${at}] ?? N)`, kind: 'any', pure: true, simple: false }
  region.parameters = Math.max(region.parameters, at)
  return { js: `a${at}`, kind: 'any', pure: true, simple: true }
}

/** A value that is about to be stored (see `sharedValue` in ../expression.ts). */
export function emitShared<M extends Machine>(node: Node, region: Region<M>): Emitted {
  const emitted = region.value(node)
  if (emitted.kind !== 'any' || !mayAlias(node) || constantOf(node, region.context.analysis.constants) !== undefined) return emitted
  return { ...emitted, js: `SHARE(${emitted.js})`, simple: false }
}
