// Owns refusing properties that are only valid with certain values of another property.
import { Failure } from '../../diagnostic/failure.ts'
import type { Change, Row } from '../../schema/menu.ts'
import { noted } from '../../schema/noted.ts'
import { show } from '../../value/show.ts'

/** Throws a Failure where a change violates its menu's `demands` (notes). A negated value satisfies them; so does an empty property. */
export function refuseUnmet(path: string, { values, unset }: Change, row?: Row): void {
  const demand = noted(path, ({ demands }) => demands)
  if (demand === undefined) return
  const textOf = (name: string): string => (unset.has(name) ? '' : show(values.get(name) ?? row?.values.get(name) ?? ''))
  const beside = textOf(demand.beside)
  if (demand.of.includes(beside) || beside.startsWith('!') || demand.given.every((name) => textOf(name) === '')) return
  throw new Failure(`failure: ${demand.message}`)
}
