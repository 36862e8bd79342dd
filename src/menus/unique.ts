// Owns names that have to be unique in a menu.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from '../device/router.ts'
import { nameTaken } from '../device/plain/unique.ts'
import type { Row } from '../schema/menu.ts'
import { show } from '../value/show.ts'
import type { Value } from '../value/value.ts'

/** Throws a Failure for a name that another row of the menu has, with the menu's own message where it is known. */
export function refuseTaken(device: Router, path: string, name: Value | undefined, row: Row | undefined, words = nameTaken): void {
  if (name === undefined) return
  const other = device.storeAt(path).byName(show(name))
  if (other !== undefined && other.id !== row?.id) throw new Failure(words, { cause: { kind: 'name-taken' } })
}

/** Returns the first free name of `stem1`, `stem2`, ...; `first`, if given, is tried before. */
export function freeName(device: Router, path: string, stem: string, first?: string): string {
  const store = device.storeAt(path)
  if (first !== undefined && store.byName(first) === undefined) return first
  let number = 1
  while (store.byName(`${stem}${number}`) !== undefined) number++
  return `${stem}${number}`
}
