// Owns a device's state as texts to keep: what was set as JSON, certificates and keys as PEM files beside it.
import { Failure } from '../diagnostic/failure.ts'
import type { Catalog } from '../schema/catalog.ts'
import type { Value } from '../value/value.ts'
import { virtualMachine, type Board } from './board.ts'
import type { Device, DeviceMenu } from './device.ts'
import { plain } from './plain.ts'
import type { Item } from './store.ts'
import { readKept, writeKept, type Kept } from './kept-value.ts'

/** Texts by file name (`device.json`, `certificate/1.certificate.pem`); each holds UTF-8. */
export type State = ReadonlyMap<string, string>

/** Raised where the form changes; older forms are to be read for ever. */
const version = 1
const main = 'device.json'

interface KeptRow {
  readonly id: number
  readonly values: Readonly<Record<string, Kept>>
  /** What the row holds beside its values: short parts as they are, PEM as the name of its file. */
  readonly parts?: Readonly<Record<string, string>>
  /** Which of the rows of a new device it is. */
  readonly factory?: number
}

interface KeptMenu {
  readonly path: string
  readonly next: number
  readonly rows: readonly KeptRow[]
}

interface KeptDevice {
  readonly version: number
  readonly release: string
  /** What it is made of; absent for a virtual machine. */
  readonly board?: Board
  readonly menus: readonly KeptMenu[]
}

/** Everything that was set. Not kept: files (they are the host's), globals and the log (a reboot loses them too). */
export function saveState(device: Device): State {
  const files = new Map<string, string>()
  const menus: KeptMenu[] = []
  for (const menu of device.known) {
    // What a new device draws for itself (its name in the cloud) has to stay, also where nobody has asked for it yet.
    const store = menu.kind === 'settings' && menu.factory !== undefined ? device.store(menu) : device.stores.get(menu.path)
    if (store === undefined || (menu.refresh !== undefined && menu.keepsRows !== true)) continue
    menus.push({ path: menu.path, next: store.nextId, rows: store.items.map((item) => keptRow(menu, item, files)) })
  }
  const made = device.board === virtualMachine ? {} : { board: device.board }
  const kept: KeptDevice = { version, release: device.release.text, ...made, menus }
  files.set(main, `${JSON.stringify(kept, undefined, 2)}\n`)
  return files
}

function keptRow(menu: DeviceMenu, item: Item, files: Map<string, string>): KeptRow {
  const values = Object.fromEntries([...item.values].map(([name, value]) => [name, writeKept(value)]))
  const parts = item.attachment === undefined ? {} : (menu.keep?.save(item.attachment) ?? {})
  const named = Object.entries(parts).map(([name, text]): [string, string] => {
    if (!text.startsWith('-----BEGIN')) return [name, text]
    const file = `${menu.path.slice(1)}/${item.id}.${name}.pem`
    files.set(file, text)
    return [name, file]
  })
  const origin = item.factory === undefined ? {} : { factory: item.factory }
  return { id: item.id, values, ...origin, ...(named.length > 0 ? { parts: Object.fromEntries(named) } : {}) }
}

/**
 * Puts a kept state into a new device. Throws a Failure that says why where the state cannot be used: a newer form, a missing file, text that is
 * no state. The device is to be thrown away then.
 */
export function loadState(device: Device, state: State, catalog: Catalog): void {
  const text = state.get(main)
  if (text === undefined) return
  const kept = parsed(text)
  if (kept.version > version)
    throw new Failure(`this state was written by a newer offbox: its form is ${kept.version}, known are forms up to ${version}`)
  for (const { path, next, rows } of kept.menus) {
    const menu = menuAt(device, catalog, path)
    if (menu === undefined) continue
    device.fill(
      menu,
      next,
      rows.map(({ id, values, parts, factory }) => ({
        id,
        // States of before this was kept: rows of fixed menus have the ids in the order of a new device.
        factory: factory ?? (menu.kind === 'list' ? undefined : id - 1),
        values: new Map<string, Value>(Object.entries(values).map(([name, value]) => [name, readKept(value)])),
        attachment: parts === undefined ? undefined : menu.keep?.load(partsOf(parts, state)),
      })),
    )
  }
}

/** What a kept device is made of; undefined for a virtual machine. Throws as `loadState` does. */
export function keptBoard(state: State): Board | undefined {
  const text = state.get(main)
  return text === undefined ? undefined : parsed(text).board
}

function parsed(text: string): KeptDevice {
  try {
    const kept: unknown = JSON.parse(text)
    if (isKept(kept)) return kept
  } catch {
    // falls through: the same words for text that is not JSON and JSON that is no state
  }
  throw new Failure(`${main} holds no state of a device`)
}

const isKept = (kept: unknown): kept is KeptDevice =>
  typeof kept === 'object' && kept !== null && 'version' in kept && typeof kept.version === 'number' && 'menus' in kept && Array.isArray(kept.menus)

/** A menu that this release does not have is left out: its rows stay in the kept state of the other release only. */
function menuAt(device: Device, catalog: Catalog, path: string): DeviceMenu | undefined {
  const known = device.menuAt(path)
  if (known !== undefined) return known
  const facts = catalog.menu(path)
  const made = facts && plain(facts)
  return made && device.remember(made)
}

const partsOf = (parts: Readonly<Record<string, string>>, state: State): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, text]) => {
      if (!text.endsWith('.pem')) return [name, text]
      const contents = state.get(text)
      if (contents === undefined) throw new Failure(`the state lacks its file ${text}`)
      return [name, contents]
    }),
  )
