// Owns rows that somebody tells a device: in menus that it fills itself, and with values that only it would know.
import { plain } from '../device/plain/plain.ts'
import type { DeviceMenu, Router } from '../device/router.ts'
import type { Item } from '../device/rows/store.ts'
import type { Staging } from '../device/staging.ts'
import { Failure } from '../diagnostic/failure.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { show } from '../value/show.ts'
import type { Value } from '../value/value.ts'

/** The menu at a path as somebody tells of it. Throws a Failure where the device has none, or none whose rows can be kept. */
export function toldMenu(router: Router, root: KnownMenu, path: string): DeviceMenu {
  const known = root.at(path)
  if (known === undefined) throw new Failure(`this device has no menu ${path}`)
  const there = router.menuAt(path)
  if (there !== undefined) return there
  const made = plain(known, { isTold: true })
  if (made === undefined) throw new Failure(`${path} has no rows that can be kept: say what its commands answer, with # offbox: reply`)
  return router.remember(made)
}

/** What a row keeps of a value: `text` as a word of an argument would be read, or a value as it is. Throws a Failure where it is none. */
export function keptValue(router: Router, menu: DeviceMenu, name: string, given: { readonly text: string } | Value): Value {
  const property = router.property(menu, name)
  if (property === undefined) {
    const near = didYouMean(name, Object.keys(menu.properties))
    throw new Failure(`${menu.path} has no property '${name}'${near === undefined ? '' : `: ${near}`}`)
  }
  const { type } = property
  const value = typeof given === 'object' && 'text' in given ? (type.read(given.text, name, false) ?? given.text) : given
  return type.accept(value, name, router)
}

type Told = readonly (readonly [name: string, value: Value])[]

/** A new row (of settings: the one that is there) that holds and reads as what is said. */
export function tellNew(router: Router, staging: Staging, menu: DeviceMenu, kept: Told): Item | undefined {
  const store = router.store(menu)
  // The rows of the log follow from its lines.
  if (menu.path === '/log') {
    const { topics = 'script,info', message = '' } = Object.fromEntries(kept)
    router.log(show(topics).replaceAll(';', ','), show(message))
    return router.store(menu).items.at(-1)
  }
  const row = (menu.kind === 'settings' ? store.items[0] : undefined) ?? store.add(new Map())
  tellRow(router, staging, menu, row, kept)
  return row
}

/** Says what a row holds and reads as. */
export function tellRow(router: Router, staging: Staging, menu: DeviceMenu, row: Item, kept: Told): void {
  const store = router.store(menu)
  for (const [name, value] of kept) {
    const property = router.property(menu, name)
    if (property?.readOnly === true || property?.value !== undefined) staging.tell(row, name, value)
    else store.set(row, name, value)
  }
}
