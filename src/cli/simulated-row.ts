// Owns rows and values that a test or the fuzzer sets in place of the device: rows of menus that the device fills itself, and values that
// only a real device would know.
import { plainMenu } from '../device/plain/plain.ts'
import type { DeviceMenu, Router } from '../device/router.ts'
import type { StoredRow } from '../device/rows/store.ts'
import type { Staging } from '../device/staging.ts'
import { Failure } from '../diagnostic/failure.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { show } from '../value/show.ts'
import type { Value } from '../value/value.ts'

/** The menu at a path. Throws a Failure if the device does not have it, or cannot hold rows in it. */
export function simulatedMenu(router: Router, root: KnownMenu, path: string): DeviceMenu {
  const known = root.at(path)
  if (known === undefined) throw new Failure(`this device has no menu ${path}`)
  const there = router.menuAt(path)
  if (there !== undefined) return there
  const made = plainMenu(known, { isSimulated: true })
  if (made === undefined) throw new Failure(`${path} has no rows that can be kept: say what its commands answer, with # offbox: reply`)
  return router.menus.remember(made)
}

/** The stored form of a value: `text` is read like an argument's word; a value is taken unchanged. Throws a Failure for an invalid one. */
export function keptValue(router: Router, menu: DeviceMenu, name: string, given: { readonly text: string } | Value): Value {
  const property = router.property(menu, name)
  if (property === undefined) {
    const near = didYouMean(name, Object.keys(menu.properties))
    throw new Failure(`${menu.path} has no property '${name}'${near === undefined ? '' : `: ${near}`}`)
  }
  const { type } = property
  const value = typeof given === 'object' && 'text' in given ? (type.read(given.text, name, false) ?? given.text) : given
  return type.accept(value, name, router.references)
}

type SimulatedValues = readonly (readonly [name: string, value: Value])[]

/** Adds a row with stored and simulated values; in a settings menu changes the existing one. */
export function addSimulatedRow(router: Router, staging: Staging, menu: DeviceMenu, kept: SimulatedValues): StoredRow | undefined {
  const store = router.store(menu)
  // The rows of the log are made from its lines.
  if (menu.path === '/log') {
    const { topics = 'script,info', message = '' } = Object.fromEntries(kept)
    router.log(show(topics).replaceAll(';', ','), show(message))
    return router.store(menu).items.at(-1)
  }
  const row = (menu.kind === 'settings' ? store.items[0] : undefined) ?? store.add(new Map())
  setSimulatedRow(router, staging, menu, row, kept)
  return row
}

/** Sets stored and simulated values of a row. */
export function setSimulatedRow(router: Router, staging: Staging, menu: DeviceMenu, row: StoredRow, kept: SimulatedValues): void {
  const store = router.store(menu)
  for (const [name, value] of kept) {
    const property = router.property(menu, name)
    if (property?.readOnly === true || property?.value !== undefined) staging.setValue(row, name, value)
    else store.set(row, name, value)
  }
}
