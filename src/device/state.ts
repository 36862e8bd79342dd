// Owns a device's state as texts to keep: what was set as JSON, certificates and keys as PEM files beside it.
import { Failure } from '../diagnostic/failure.ts'
import type { Catalog } from '../schema/catalog.ts'
import { compareReleases, defaultRelease, readRelease } from '../schema/release.ts'
import type { Packages } from '../schema/visibility.ts'
import { show } from '../value/show.ts'
import type { Value } from '../value/value.ts'
import { virtualMachine, type Board } from './board.ts'
import type { Device, DeviceMenu } from './device.ts'
import { plain } from './plain.ts'
import type { Item } from './store.ts'
import { readKept, writeKept, type Kept } from './kept-value.ts'

/** Texts by file name (`device.json`, `certificate/1.certificate.pem`); each holds UTF-8. */
export type State = ReadonlyMap<string, string>

/** Raised where the form changes; older forms are to be read for ever. */
const version = 2
const main = 'device.json'

interface KeptRow {
  readonly id: number
  readonly values: Readonly<Record<string, Kept>>
  /** What the row holds beside its values: short parts as they are, PEM as the name of its file. */
  readonly parts?: Readonly<Record<string, string>>
  /** Which of the rows of a new device it is: the name that it had there; its place where they have no names, and in states of form 1. */
  readonly factory?: string | number
}

interface KeptMenu {
  readonly path: string
  readonly next: number
  readonly rows: readonly KeptRow[]
}

interface KeptDevice {
  readonly version: number
  readonly release: string
  /** Its packages; absent in states of form 1. */
  readonly packages?: Packages
  /** What it is made of; absent for a virtual machine. */
  readonly board?: Board
  readonly menus: readonly KeptMenu[]
}

/** Everything that was set. Not kept: files (they are the host's), globals and the log (a reboot loses them too). */
export function saveState(device: Device, packages?: Packages): State {
  const files = new Map<string, string>()
  const menus: KeptMenu[] = []
  for (const menu of device.known) {
    // What a new device draws for itself (its name in the cloud) has to stay, also where nobody has asked for it yet.
    const store = menu.kind === 'settings' && menu.factory !== undefined ? device.store(menu) : device.stores.get(menu.path)
    if (store === undefined || (menu.refresh !== undefined && menu.keepsRows !== true)) continue
    menus.push({ path: menu.path, next: store.nextId, rows: store.items.map((item) => keptRow(device, menu, item, files)) })
  }
  const made = device.board === virtualMachine ? {} : { board: device.board }
  const kept: KeptDevice = { version, release: device.release.text, ...(packages === undefined ? {} : { packages }), ...made, menus }
  files.set(main, `${JSON.stringify(kept, undefined, 2)}\n`)
  return files
}

function keptRow(device: Device, menu: DeviceMenu, item: Item, files: Map<string, string>): KeptRow {
  const values = Object.fromEntries([...item.values].map(([name, value]) => [name, writeKept(value)]))
  const parts = item.attachment === undefined ? {} : (menu.keep?.save(item.attachment) ?? {})
  const named = Object.entries(parts).map(([name, text]): [string, string] => {
    if (!text.startsWith('-----BEGIN')) return [name, text]
    const file = `${menu.path.slice(1)}/${item.id}.${name}.pem`
    files.set(file, text)
    return [name, file]
  })
  const name = menu.name === undefined ? undefined : device.original(menu, item)?.[menu.name]
  const origin = item.factory === undefined ? {} : { factory: name === undefined ? item.factory : show(name) }
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
  for (const { path, next, rows } of kept.menus) {
    const menu = menuAt(device, catalog, path)
    if (menu === undefined) continue
    device.fill(
      menu,
      next,
      rows.map(({ id, values, parts, factory }) => ({
        id,
        factory: originOf(device, menu, id, factory, values),
        values: new Map<string, Value>(Object.entries(values).map(([name, value]) => [name, readKept(value)])),
        attachment: parts === undefined ? undefined : menu.keep?.load(partsOf(parts, state)),
      })),
    )
  }
}

/**
 * Which of the rows of a new device a kept row is. Names tell: the order is that of the release and of what offbox knows of it.
 */
function originOf(device: Device, menu: DeviceMenu, id: number, factory: KeptRow['factory'], values: KeptRow['values']): number | undefined {
  if (typeof factory === 'string') return device.factoryNamed(menu, factory)
  if (menu.kind === 'list' || menu.name === undefined) return factory ?? (menu.kind === 'list' ? undefined : id - 1)
  const name = values[menu.name]
  // Form 1: rows of fixed menus whose names are not among their values have the ids in the order of a new device.
  return name === undefined ? (factory ?? id - 1) : device.factoryNamed(menu, show(readKept(name)))
}

/** What a kept device is. */
export interface KeptNature {
  readonly release: string
  /** Undefined in states of form 1. */
  readonly packages: Packages | undefined
  /** What it is made of; undefined for a virtual machine. */
  readonly board: Board | undefined
}

/** What a kept device is; undefined where nothing is kept. Throws as `loadState` does. */
export function keptNature(state: State): KeptNature | undefined {
  const text = state.get(main)
  if (text === undefined) return undefined
  const { release, packages, board } = parsed(text)
  return { release: readRelease(release) === undefined ? defaultRelease : release, packages, board }
}

/** Whether two texts name one release. */
export function isSameRelease(one: string, other: string): boolean {
  const [a, b] = [readRelease(one), readRelease(other)]
  return a !== undefined && b !== undefined && compareReleases(a, b) === 0
}

function parsed(text: string): KeptDevice {
  const kept = jsonOf(text)
  if (!isKept(kept)) throw new Failure(`${main} holds no state of a device`)
  if (kept.version > version)
    throw new Failure(`this state was written by a newer offbox: its form is ${kept.version}, known are forms up to ${version}`)
  return kept
}

/** What a text holds; undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
