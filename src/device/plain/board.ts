// Owns a device's hardware: its model, and the rows that menus have because of it.
import { boardMenus, boardModel, type BoardModel } from '../../schema/boards.ts'
import { headerOf } from '../../schema/export-header.ts'
import { ethernetPorts } from '../../schema/interfaces.ts'
import { noted } from '../../schema/noted.ts'
import { exportLines } from './export-lines.ts'
import { settingLinesIn, type SettingLines } from './setting-lines.ts'

/** A row as texts, by property. */
export type BoardRow = Readonly<Record<string, string>>

/** A device's hardware: its model, and what its menus contain because of it. */
export interface Board {
  /** The model's code as in exports (`# model = RB951`, `# serial number = ...`); absent for virtual machines. */
  readonly model?: string
  readonly serialNumber?: string
  /** The board's name in `/system/resource`, and its architecture; absent for a virtual machine. */
  readonly name?: string
  readonly architecture?: string
  /** The settings in the export that the board was read from, by menu. */
  readonly exportedSettings?: SettingLines
  /** Rows by menu that the board adds to those of every new device: ports, radios, disks. */
  readonly rows: Readonly<Record<string, readonly BoardRow[]>>
}

/**
 * Whether a board's rows are a device's own listing: one has a read-only property (`isRead`). Flags that such rows leave out are off, and
 * listings show only the properties that the rows have. *Inferred*.
 */
export function isListing(rows: readonly BoardRow[] | undefined, isRead: (name: string) => boolean): boolean {
  if (rows === undefined) return false
  const known = listings.get(rows) ?? rows.some((row) => Object.keys(row).some((name) => name !== 'default-name' && isRead(name)))
  listings.set(rows, known)
  return known
}
const listings = new WeakMap<readonly BoardRow[], boolean>()

const port = (name: string): BoardRow => ({ name, 'default-name': name })

const virtualPorts: readonly string[] = ['ether1', 'ether2', 'ether3', 'ether4', 'ether5']

/** A virtual machine with five ports: the default board. */
export const virtualMachine: Board = { rows: { [ethernetPorts]: virtualPorts.map(port) } }

/** How lines select existing rows. `name` and other properties that users choose do not describe a board. */
const selected = /\bset \[ *find (?:where )?(default-name|vcno|default)=("?)([^\]"]+?)\2 *\]/
const numbered = /\bset (\d+)(?= )/
const called = /\bset ([A-Za-z][\w.-]*)(?= )(?!=)/

/**
 * Returns the board that an export was taken from: model and serial number of its header, and every row that it assumes to exist, beside
 * those of the model; of a virtual machine where the model is unknown. A text that is no export returns the virtual machine.
 */
export const boardOf = (text: string): Board => boardOfParts([text])

/** The same for an export in several parts, such as files that are applied in turn: the first header with a model counts. */
export function boardOfParts(texts: readonly string[]): Board {
  const rows = new Map<string, Map<string, BoardRow>>()
  for (const { path, line } of exportLines(texts)) {
    if (!line.includes('set ')) continue
    const add = (key: string, row: BoardRow): unknown => (rows.get(path) ?? rows.set(path, new Map()).get(path)!).set(key, row)
    const [, property = '', , value = ''] = selected.exec(line) ?? []
    if (property === 'default-name') add(value, port(value))
    else if (property !== '') add(value, { [property]: value })
    const naming = noted(path, ({ boardRows }) => boardRows)
    const number = naming?.numbered === true ? numbered.exec(line)?.[1] : undefined
    if (number !== undefined)
      for (let at = 0; at <= Number(number); at++) add(`*${at}`, naming?.stem === undefined ? {} : { name: `${naming.stem}${at}` })
    const word = naming?.by === undefined ? undefined : called.exec(line)?.[1]
    if (naming?.by !== undefined && word !== undefined) add(word, { [naming.by]: word })
  }
  const ports = rows.get(ethernetPorts) ?? new Map<string, BoardRow>()
  const headers = texts.map(headerOf)
  const { model, serialNumber } = headers.find((header) => header.model !== undefined) ?? headers[0] ?? {}
  const found = model === undefined ? undefined : boardModel(model)
  const own = found === undefined ? undefined : boardOfModel(found.board)
  // A board that the table lacks may have other ports than the most similar one.
  const modelPorts = found?.exact === true ? found.board.ports : virtualPorts
  const names = inOrder([...new Set([...modelPorts, ...ports.keys(), ...between([...ports.keys()])])])
  const ofModel = own === undefined ? {} : { name: own.name, architecture: own.architecture }
  return {
    ...(model === undefined ? {} : { model }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...ofModel,
    exportedSettings: settingLinesIn(texts),
    rows: {
      ...own?.rows,
      ...Object.fromEntries([...rows].map(([menu, own]) => [menu, [...own.values()]])),
      [ethernetPorts]: names.map(port),
    },
  }
}

/** Returns a board of the table: its ports, radios and sensors, and its firmware's names. It has no serial number. */
export function boardOfModel({
  model,
  name,
  architecture,
  ports,
  radios,
  chips,
  sensors,
  hasScreen,
}: BoardModel): Required<Omit<Board, 'serialNumber' | 'exportedSettings'>> {
  const radio = radios[0]?.startsWith('wifi') === true ? boardMenus.wifi : boardMenus.wireless
  return {
    model,
    name,
    architecture,
    rows: {
      [ethernetPorts]: ports.map(port),
      ...(radios.length === 0 ? {} : { [radio]: radios.map(port) }),
      ...(chips.length === 0 ? {} : { [boardMenus.switch]: chips.map((type, at) => ({ name: `switch${at + 1}`, type })) }),
      // Evidence: public exports have `set 0 interfaces=...`. The interfaces on the page of a new device are not known.
      ...(hasScreen ? { [boardMenus.screenPages]: [{}] } : {}),
      [boardMenus.health]: sensors.map(({ name, value, type }) => ({ name, value, type })),
      [boardMenus.routerboard]: [{ routerboard: 'yes', 'board-name': name, model }],
    },
  }
}

/** The maximum number of ports that an export implies: a name with a large number is no port. */
const maxPorts = 512

/** Adds ports up to the highest: `ether10` implies `ether6` to `ether9`, since an export lists only changed ports. */
function between(names: readonly string[]): string[] {
  const last = Math.max(0, ...names.map((name) => Number(/^ether(\d+)$/.exec(name)?.[1] ?? 0)))
  return Array.from({ length: Math.min(last, maxPorts) }, (_, at) => `ether${at + 1}`)
}

/** Sorts names by stem and number: ether1, ether2, ether10, sfp1. */
function inOrder(names: readonly string[]): string[] {
  const parts = (name: string): [string, number] => {
    const [, stem = name, number = '0'] = /^(.*?)(\d*)$/.exec(name) ?? []
    return [stem, Number(number)]
  }
  return [...names].sort((a, b) => {
    const [stemA, numberA] = parts(a)
    const [stemB, numberB] = parts(b)
    return stemA < stemB ? -1 : stemA > stemB ? 1 : numberA - numberB
  })
}
