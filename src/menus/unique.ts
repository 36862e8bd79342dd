// Owns names that no two rows of a menu share.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from '../device/router.ts'
import { nameTaken } from '../device/plain/unique.ts'
import type { Row } from '../schema/menu.ts'
import { show } from '../value/show.ts'
import type { Value } from '../value/value.ts'

/** Refuses a name that another row of the menu has, in the menu's own words where they are known. */
export function refuseTaken(device: Router, path: string, name: Value | undefined, row: Row | undefined, words = nameTaken): void {
  if (name === undefined) return
  const other = device.store(device.declared(path)).byName(show(name))
  if (other !== undefined && other.id !== row?.id) throw new Failure(words, { cause: { kind: 'name-taken' } })
}

/** The first of `stem1`, `stem2`, ... that is free in the menu; `first` before them where it is given. */
export function freeName(device: Router, path: string, stem: string, first?: string): string {
  const store = device.store(device.declared(path))
  if (first !== undefined && store.byName(first) === undefined) return first
  let number = 1
  while (store.byName(`${stem}${number}`) !== undefined) number++
  return `${stem}${number}`
}
