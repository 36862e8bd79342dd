// Owns the table of common boards: name, processor, ports, radios and sensors by model.

import { wordsIn } from '../text/words.ts'

/** A board of the table. */
export interface BoardModel {
  /** The model's code in exports and `/system/routerboard`. */
  readonly model: string
  /** `/system/resource board-name`. */
  readonly name: string
  /** `/system/resource architecture-name`. */
  readonly architecture: string
  readonly ports: readonly string[]
  /** Names of radios: `wlan1` or `wifi1`. */
  readonly radios: readonly string[]
  /** The chips of `/interface/ethernet/switch`, in its order: `switch1`, `switch2`. */
  readonly chips: readonly string[]
  readonly sensors: readonly Sensor[]
  /** Whether it has a touch screen, and so the rows of `/lcd`. */
  readonly hasScreen: boolean
  /** Whether the sensors were recorded on a device of the model; else they are *inferred*. */
  readonly isRecorded: boolean
  /** Whether a public source has the ports; else they are from memory. */
  readonly isSourced: boolean
}

/** A sensor of a board, as /system/health lists it. */
export interface Sensor {
  readonly name: string
  /** A plausible reading, not taken from a device. */
  readonly value: string
  readonly type: string
}

/**
 * Columns: `model | board name | architecture | ports | radios | switch chips | sensors | source of the ports`. Ports `ether1-5` are ether1
 * to ether5.
 *
 * Sources of ports: `l` the device type library of netbox-community, `m` the manual's page on switch chips, `e` default names in public
 * exports, `-` none was found: from memory. Models and processors: headers of public exports and the maker's product pages. Radios are
 * *inferred* from the model's name (`2HnD`, `5HacD2HnD`). Switch chips: the manual's pages on switch chips, on CRS1xx and on CRS3xx, in its
 * spelling.
 *
 * Sensors: `*` as recorded on a device of the model (`recorded`); letters are *inferred* from boards with the same processor: c
 * cpu-temperature, f fan1-speed, t temperature, v voltage. Values are plausible, and not taken from a device.
 */
const table = `
C52iG-5HaxD2HaxD | hAP ax^2 | arm64 | ether1-5 | wifi1-2 | IPQ-PPE | c | l
C53UiG+5HPaxD2HPaxD | hAP ax^3 | arm64 | ether1-5 | wifi1-2 | IPQ-PPE | c | l
cAPGi-5HaxD2HaxD | cAP ax | arm64 | ether1-2 | wifi1-2 | IPQ-PPE | c | m
L41G-2axD | hAP ax lite | arm | ether1-4 | wifi1 | MT7531 | c | m
L009UiGS | L009UiGS | arm | ether1-8 sfp1 |  | 88E6190 | c | m
L009UiGS-2HaxD | L009UiGS-2HaxD | arm | ether1-8 sfp1 | wifi1 | 88E6190 | c | m
E50UG | hEX | arm | ether1-5 |  | EN7523 | c | m
RB5009UG+S+ | RB5009UG+S+ | arm64 | ether1-8 sfp-sfpplus1 |  | 88E6393X | c | l
RB5009UPr+S+ | RB5009UPr+S+ | arm64 | ether1-8 sfp-sfpplus1 |  | 88E6393X | * | l
RB4011iGS+ | RB4011iGS+ | arm | ether1-10 sfp-sfpplus1 |  | RTL8367 RTL8367 | vt | l
RB4011iGS+5HacQ2HnD | RB4011iGS+5HacQ2HnD | arm | ether1-10 sfp-sfpplus1 | wlan1-2 | RTL8367 RTL8367 | vt | m
RB3011UiAS | RB3011UiAS | arm | ether1-10 sfp1 |  | QCA8337 QCA8337 | vt | l
RB1100x4 | RB1100AHx4 | arm | ether1-13 |  | RTL8367 RTL8367 RTL8367 | vt | l
RB1100Dx4 | RB1100AHx4 Dude Edition | arm | ether1-13 |  | RTL8367 RTL8367 RTL8367 | vt | m
RB2011UiAS | RB2011UiAS | mipsbe | ether1-10 sfp1 |  | Atheros8327 Atheros8227 | vt | l
RB2011UiAS-2HnD | RB2011UiAS-2HnD | mipsbe | ether1-10 sfp1 | wlan1 | Atheros8327 Atheros8227 | vt | m
RB2011iL | RB2011iL | mipsbe | ether1-10 |  | Atheros8327 Atheros8227 | vt | l
RB450G | RB450G | mipsbe | ether1-5 |  | Atheros8316 | vt | m
RB450Gx4 | RB450Gx4 | arm | ether1-5 |  | Atheros8327 | vt | m
RB493G | RB493G | mipsbe | ether1-9 |  | Atheros8316 Atheros8316 | vt | m
RB850Gx2 | RB850Gx2 | ppc | ether1-5 |  | Atheros8327 | vt | m
RB750 | RB750 | mipsbe | ether1-5 |  | Atheros7240 |  | m
RB750GL | RB750GL | mipsbe | ether1-5 |  | Atheros8327 |  | m
RB750UP | RB750UP | mipsbe | ether1-5 |  | Atheros7240 | v | m
RB750Gr3 | hEX | mmips | ether1-5 |  | MT7621 | * | l
RB750r2 | hEX lite | mipsbe | ether1-5 |  | Atheros8227 |  | l
RB760iGS | hEX S | mmips | ether1-5 sfp1 |  | MT7621 | * | l
RB960PGS | hEX PoE | mipsbe | ether1-5 sfp1 |  | QCA8337 | vt | l
RB941-2nD | hAP lite | smips | ether1-4 | wlan1 | Atheros8227 |  | l
RB951Ui-2HnD | RB951Ui-2HnD | mipsbe | ether1-5 | wlan1 | Atheros8227 | v | m
RB951G-2HnD | RB951G-2HnD | mipsbe | ether1-5 | wlan1 | Atheros8327 | vt | l
RB951Ui-2nD | hAP | mipsbe | ether1-5 | wlan1 | Atheros8227 | v | l
RB952Ui-5ac2nD | hAP ac lite | mipsbe | ether1-5 | wlan1-2 | Atheros8227 | * | m
RB962UiGS-5HacT2HnT | hAP ac | mipsbe | ether1-5 sfp1 | wlan1-2 | QCA8337 | vt | e
RBD52G-5HacD2HnD | hAP ac^2 | arm | ether1-5 | wlan1-2 | Atheros8327 | vt | m
RBD53iG-5HacD2HnD | hAP ac^3 | arm | ether1-5 | wlan1-2 | Atheros8327 | vt | m
RBcAPGi-5acD2nD | cAP ac | arm | ether1-2 | wlan1-2 | Atheros8327 | vt | m
RBwAPG-5HacT2HnD | wAP ac | mipsbe | ether1 | wlan1-2 |  | v | e
RBM33G | RBM33G | mmips | ether1-3 |  | MT7621 | vt | m
CRS109-8G-1S-2HnD | CRS109-8G-1S-2HnD | mipsbe | ether1-8 sfp1 | wlan1 | QCA-8513L | vt | l
CRS112-8G-4S | CRS112-8G-4S | mipsbe | ether1-8 sfp9-12 |  | QCA-8511 | vt | -
CRS125-24G-1S | CRS125-24G-1S | mipsbe | ether1-24 sfp1 |  | QCA-8513L | vt | l
CRS305-1G-4S+ | CRS305-1G-4S+ | arm | ether1 sfp-sfpplus1-4 |  | Marvell-98DX3236 | vt | l
CRS309-1G-8S+ | CRS309-1G-8S+ | arm | ether1 sfp-sfpplus1-8 |  | Marvell-98DX8208 | vtc | l
CRS310-8G+2S+ | CRS310-8G+2S+ | arm | ether1-8 sfp-sfpplus1-2 |  | Marvell-98DX226S | cf | l
CRS317-1G-16S+ | CRS317-1G-16S+ | arm | ether1 sfp-sfpplus1-16 |  | Marvell-98DX8216 | * | l
CRS326-24G-2S+ | CRS326-24G-2S+ | arm | ether1-24 sfp-sfpplus1-2 |  | Marvell-98DX3236 | vt | l
CRS328-24P-4S+ | CRS328-24P-4S+ | arm | ether1-24 sfp-sfpplus1-4 |  | Marvell-98DX3236 | vtf | l
CCR1009-7G-1C-1S+ | CCR1009-7G-1C-1S+ | tile | ether1-7 combo1 sfp-sfpplus1 |  |  | vtcf | l
CCR1016-12G | CCR1016-12G | tile | ether1-12 |  |  | vtcf | l
CCR1036-12G-4S | CCR1036-12G-4S | tile | ether1-12 sfp1-4 |  |  | vtcf | l
CCR1036-8G-2S+ | CCR1036-8G-2S+ | tile | ether1-8 sfp-sfpplus1-2 |  |  | vtcf | l
CCR1072-1G-8S+ | CCR1072-1G-8S+ | tile | ether1 sfp-sfpplus1-8 |  |  | * | l
CCR2004-1G-12S+2XS | CCR2004-1G-12S+2XS | arm64 | ether1 sfp-sfpplus1-12 sfp28-1 sfp28-2 |  |  | cf | l
CCR2004-16G-2S+ | CCR2004-16G-2S+ | arm64 | ether1-16 sfp-sfpplus1-2 |  | 88E6191X 88E6191X | cf | l
CCR2116-12G-4S+ | CCR2116-12G-4S+ | arm64 | ether1-13 sfp-sfpplus1-4 |  | Marvell-98DX3255 | cf | l
`

/** Recorded sensors: SNMP walks in the tests of LibreNMS; for the CCR1072 the manual's page on health. */
const recorded: Readonly<Record<string, string>> = {
  'CRS317-1G-16S+': 'temperature cpu-temperature sfp-temperature fan1-speed fan2-speed psu1-state psu2-state',
  'RB5009UPr+S+': 'poe-out-consumption cpu-temperature jack-voltage 2pin-voltage poe-in-voltage',
  RB750Gr3: 'voltage temperature',
  'RB952Ui-5ac2nD': 'voltage temperature',
  RB760iGS: 'voltage temperature',
  'CCR1072-1G-8S+':
    'power-consumption cpu-temperature fan1-speed fan2-speed fan3-speed fan4-speed board-temperature1 board-temperature2 ' +
    'psu1-voltage psu2-voltage psu1-current psu2-current',
}

/** Boards with a touch screen: RB2011U and CCR (the manual's page on the LCD, of the time of CCR1xxx); *inferred* of RB3011 and CRS1xx. */
const screens = /^(?:RB2011U|RB3011U|CRS109|CRS125|CCR1)/

const letters: Readonly<Record<string, string>> = { c: 'cpu-temperature', f: 'fan1-speed', t: 'temperature', v: 'voltage' }

/** The reading of a sensor, by the end of its name. */
const units: readonly (readonly [ending: RegExp, value: string, type: string])[] = [
  [/^cpu-temperature$/, '45', 'C'],
  [/temperature\d?$/, '38', 'C'],
  [/speed$/, '3000', 'RPM'],
  [/voltage$/, '24.1', 'V'],
  [/consumption$/, '20.4', 'W'],
  [/current$/, '0.9', 'A'],
  [/state$/, 'ok', ''],
]

function sensorNamed(name: string): Sensor {
  const [, value = '', type = ''] = units.find(([ending]) => ending.test(name)) ?? []
  return { name, value, type }
}

/** Expands `ether1-3` to ether1, ether2, ether3; `sfp28-1` is a single name. */
function expanded(text: string): readonly string[] {
  return text.split(' ').flatMap((part) => {
    const [, stem = '', first, last] = /^(?!sfp28)(.*?)(\d+)-(\d+)$/.exec(part) ?? []
    if (part === '') return []
    if (first === undefined) return [part]
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${stem}${Number(first) + at}`)
  })
}

/** Parses a line of the table. */
function modelOf(line: string): BoardModel {
  const [model = '', name = '', architecture = '', ports = '', radios = '', chips = '', sensors = '', source = ''] = line
    .split('|')
    .map((part) => part.trim())
  const names = sensors === '*' ? wordsIn(recorded[model] ?? '') : [...sensors].flatMap((letter) => letters[letter] ?? [])
  return {
    model,
    name,
    architecture,
    ports: expanded(ports),
    radios: expanded(radios),
    chips: wordsIn(chips),
    sensors: names.map(sensorNamed),
    hasScreen: screens.test(model),
    isRecorded: sensors === '*',
    isSourced: source !== '-',
  }
}

/** The menus that have rows because of a board. */
export const boardMenus = {
  wifi: '/interface/wifi',
  wireless: '/interface/wireless',
  health: '/system/health',
  routerboard: '/system/routerboard',
  switch: '/interface/ethernet/switch',
  screenPages: '/lcd/interface/pages',
} as const

/** Returns the models of the table, in order. */
export const boardModels = (): readonly BoardModel[] => table.trim().split('\n').map(modelOf)

/** Normalises the name of a board: lower case, without blanks and `^`. `hAP ax^2`, `hAP ax2` and `hap ax²` have the same key. */
const keyOf = (text: string): string => text.toLowerCase().replaceAll('²', '2').replaceAll('³', '3').replaceAll(/[\s^]/g, '')

/** The word before a model in exports of old releases. */
const maker = /^routerboard/
/** The start of many models, which many exports omit. */
const code = 'rb'

/**
 * The end of a model that does not change its hardware: the case (`-TC`, `-IN`, `+RM`, by the maker's page on product names), the region,
 * or the revision. That other revisions have the hardware of the first one is *inferred*.
 */
const variant = /(?:(?:-|(?<=\+))(?:be|bu|em|in|int|lm|out|pc|rm|tc|us)|-?r\d)$/

/** A spelling of a model to look up: its normalised key, and the number of letters in it that the text does not have. */
interface Spelling {
  readonly key: string
  readonly added: number
}

/**
 * Returns the spellings of a model, the full one first. Evidence: exports of 6.40 to 7.2 in public repositories have `RouterBOARD 750G r3`,
 * `RouterBOARD D52G-5HacD2HnD-TC`, `951G-2HnD` and `2011UiAS-2HnD r2` for `RB750Gr3`, `RBD52G-5HacD2HnD`, `RB951G-2HnD` and
 * `RB2011UiAS-2HnD`.
 */
function spellings(text: string): readonly Spelling[] {
  let key = keyOf(text).replace(maker, '')
  const keys = [key]
  while (variant.test(key)) keys.push((key = key.replace(variant, '')))
  return keys.flatMap((key) => [{ key, added: 0 }, ...(key.startsWith(code) ? [] : [{ key: code + key, added: code.length }])])
}

/** The length of the common prefix of two keys. */
function commonPrefixLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

/** The fewest first letters and digits that identify a family of models: `CRS3`, `RB75`. */
const minFamilyLetters = 3

/**
 * Returns the names that have the longest common prefix with a text, for the first of its spellings that has one of at least
 * `minFamilyLetters`. Empty if there is none.
 */
function similar(wanted: readonly Spelling[], names: readonly string[]): readonly string[] {
  for (const { key, added } of wanted) {
    const letters = names.map((name) => commonPrefixLength(key, keyOf(name)) - added)
    const most = Math.max(...letters)
    if (most >= minFamilyLetters) return names.filter((_, at) => letters[at] === most)
  }
  return []
}

/**
 * Returns the board of a model, or of a board's name. If the table lacks it, returns the model with the longest common prefix, with `exact`
 * false; undefined if no model is similar.
 */
export function boardModel(text: string): { readonly board: BoardModel; readonly exact: boolean } | undefined {
  const models = boardModels()
  const wanted = spellings(text)
  for (const { key } of wanted) {
    const exact = models.find(({ model, name }) => keyOf(model) === key || keyOf(name) === key)
    if (exact !== undefined) return { board: exact, exact: true }
  }
  const [nearest] = similar(
    wanted,
    models.map(({ model }) => model),
  )
  const board = models.find(({ model }) => model === nearest)
  return board && { board, exact: false }
}

/** Returns the board that a text names: a model, a board's name, or the beginning of a model, as `RB5009` is of `RB5009UG+S+`. */
export function namedBoard(text: string): ReturnType<typeof boardModel> {
  const found = boardModel(text)
  if (found === undefined || found.exact) return found
  return text.length >= minFamilyLetters && keyOf(found.board.model).startsWith(keyOf(text)) ? found : undefined
}

/** Returns the models and names with the longest common prefix with a text; empty if none is similar. */
export function boardFamily(text: string): readonly string[] {
  return similar(spellings(text), [...new Set(boardModels().flatMap(({ model, name }) => [model, name]))])
}
