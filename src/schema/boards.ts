// Owns the table of common boards: name, processor, ports, radios and sensors by model.

/** A board as the table has it. */
export interface BoardModel {
  /** As exports and `/system/routerboard` name it. */
  readonly model: string
  /** `/system/resource board-name`. */
  readonly name: string
  /** `/system/resource architecture-name`. */
  readonly architecture: string
  readonly ports: readonly string[]
  /** Names of radios: `wlan1` or `wifi1`. */
  readonly radios: readonly string[]
  readonly sensors: readonly Sensor[]
}

export interface Sensor {
  readonly name: string
  /** A plausible reading: no board was asked. */
  readonly value: string
  readonly type: string
}

/**
 * `model | board name | architecture | ports | radios | sensors`. Ports `ether1-5` are ether1 to ether5. Sensors: c cpu-temperature, f
 * fan1-speed, t temperature, v voltage; those of a board behind `~` are inferred from boards with the same processor. Sources: the names,
 * processors and ports that the maker's product pages give, and the headers of public exports.
 */
const table = `
C52iG-5HaxD2HaxD | hAP ax^2 | arm64 | ether1-5 | wifi1-2 | c
C53UiG+5HPaxD2HPaxD | hAP ax^3 | arm64 | ether1-5 | wifi1-2 | c
cAPGi-5HaxD2HaxD | cAP ax | arm64 | ether1-2 | wifi1-2 | ~c
L41G-2axD | hAP ax lite | arm | ether1-4 | wifi1 | ~c
L009UiGS | L009UiGS | arm | ether1-8 sfp1 | | ~c
L009UiGS-2HaxD | L009UiGS-2HaxD | arm | ether1-8 sfp1 | wifi1 | ~c
E50UG | hEX | arm | ether1-5 | | ~c
RB5009UG+S+ | RB5009UG+S+ | arm64 | ether1-8 sfp-sfpplus1 | | c
RB5009UPr+S+ | RB5009UPr+S+ | arm64 | ether1-8 sfp-sfpplus1 | | ~c
RB4011iGS+ | RB4011iGS+ | arm | ether1-10 sfp-sfpplus1 | | vt
RB4011iGS+5HacQ2HnD | RB4011iGS+5HacQ2HnD | arm | ether1-10 sfp-sfpplus1 | wlan1-2 | vt
RB3011UiAS | RB3011UiAS | arm | ether1-10 sfp1 | | vt
RB1100Dx4 | RB1100AHx4 Dude Edition | arm | ether1-13 | | ~vt
RB2011UiAS | RB2011UiAS | mipsbe | ether1-10 sfp1 | | vt
RB2011UiAS-2HnD | RB2011UiAS-2HnD | mipsbe | ether1-10 sfp1 | wlan1 | vt
RB2011iL | RB2011iL | mipsbe | ether1-10 | | vt
RB450G | RB450G | mipsbe | ether1-5 | | vt
RB450Gx4 | RB450Gx4 | arm | ether1-5 | | ~vt
RB493G | RB493G | mipsbe | ether1-9 | | ~vt
RB850Gx2 | RB850Gx2 | ppc | ether1-5 | | ~vt
RB750 | RB750 | mipsbe | ether1-5 | |
RB750GL | RB750GL | mipsbe | ether1-5 | |
RB750UP | RB750UP | mipsbe | ether1-5 | | ~v
RB750Gr3 | hEX | mmips | ether1-5 | | vt
RB750r2 | hEX lite | mipsbe | ether1-5 | |
RB760iGS | hEX S | mmips | ether1-5 sfp1 | | vt
RB960PGS | hEX PoE | mipsbe | ether1-5 sfp1 | | vt
RB941-2nD | hAP lite | smips | ether1-4 | wlan1 |
RB951Ui-2HnD | RB951Ui-2HnD | mipsbe | ether1-5 | wlan1 | ~v
RB951G-2HnD | RB951G-2HnD | mipsbe | ether1-5 | wlan1 | ~vt
RB951Ui-2nD | hAP | mipsbe | ether1-5 | wlan1 | ~v
RB952Ui-5ac2nD | hAP ac lite | mipsbe | ether1-5 | wlan1-2 | ~v
RB962UiGS-5HacT2HnT | hAP ac | mipsbe | ether1-5 sfp1 | wlan1-2 | ~vt
RBD52G-5HacD2HnD | hAP ac^2 | arm | ether1-5 | wlan1-2 | vt
RBD53iG-5HacD2HnD | hAP ac^3 | arm | ether1-5 | wlan1-2 | ~vt
RBcAPGi-5acD2nD | cAP ac | arm | ether1-2 | wlan1-2 | ~vt
RBwAPG-5HacT2HnD | wAP ac | mipsbe | ether1 | wlan1-2 | ~v
RBM33G | RBM33G | mmips | ether1-3 | | ~vt
CRS109-8G-1S-2HnD | CRS109-8G-1S-2HnD | mipsbe | ether1-8 sfp1 | wlan1 | ~vt
CRS112-8G-4S | CRS112-8G-4S | mipsbe | ether1-8 sfp9-12 | | ~vt
CRS125-24G-1S | CRS125-24G-1S | mipsbe | ether1-24 sfp1 | | ~vt
CRS305-1G-4S+ | CRS305-1G-4S+ | arm | ether1 sfp-sfpplus1-4 | | ~vt
CRS309-1G-8S+ | CRS309-1G-8S+ | arm | ether1 sfp-sfpplus1-8 | | ~vtc
CRS310-8G+2S+ | CRS310-8G+2S+ | arm | ether1-8 sfp-sfpplus1-2 | | ~cf
CRS317-1G-16S+ | CRS317-1G-16S+ | arm | ether1 sfp-sfpplus1-16 | | ~cf
CRS326-24G-2S+ | CRS326-24G-2S+ | arm | ether1-24 sfp-sfpplus1-2 | | ~vt
CRS328-24P-4S+ | CRS328-24P-4S+ | arm | ether1-24 sfp-sfpplus1-4 | | ~vtf
CCR1009-7G-1C-1S+ | CCR1009-7G-1C-1S+ | tile | ether1-7 combo1 sfp-sfpplus1 | | ~vtcf
CCR1016-12G | CCR1016-12G | tile | ether1-12 | | ~vtcf
CCR1036-12G-4S | CCR1036-12G-4S | tile | ether1-12 sfp1-4 | | ~vtcf
CCR1036-8G-2S+ | CCR1036-8G-2S+ | tile | ether1-8 sfp-sfpplus1-2 | | ~vtcf
CCR1072-1G-8S+ | CCR1072-1G-8S+ | tile | ether1 sfp-sfpplus1-8 | | ~vtcf
CCR2004-1G-12S+2XS | CCR2004-1G-12S+2XS | arm64 | ether1 sfp-sfpplus1-12 sfp28-1 sfp28-2 | | ~cf
CCR2004-16G-2S+ | CCR2004-16G-2S+ | arm64 | ether1-16 sfp-sfpplus1-2 | | ~cf
CCR2116-12G-4S+ | CCR2116-12G-4S+ | arm64 | ether1-13 sfp-sfpplus1-4 | | ~cf
`

const sensors: Readonly<Record<string, Sensor>> = {
  c: { name: 'cpu-temperature', value: '45', type: 'C' },
  f: { name: 'fan1-speed', value: '3000', type: 'RPM' },
  t: { name: 'temperature', value: '38', type: 'C' },
  v: { name: 'voltage', value: '24.1', type: 'V' },
}

/** `ether1-3` as ether1, ether2, ether3; `sfp28-1` is one name. */
function spread(text: string): readonly string[] {
  return text.split(' ').flatMap((part) => {
    const [, stem = '', first, last] = /^(?!sfp28)(.*?)(\d+)-(\d+)$/.exec(part) ?? []
    if (part === '') return []
    if (first === undefined) return [part]
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${stem}${Number(first) + at}`)
  })
}

function modelOf(line: string): BoardModel {
  const [model = '', name = '', architecture = '', ports = '', radios = '', letters = ''] = line.split('|').map((part) => part.trim())
  const has = [...letters].flatMap((letter) => sensors[letter] ?? [])
  return { model, name, architecture, ports: spread(ports), radios: spread(radios), sensors: has }
}

/** The menus that have rows because of a board. */
export const boardMenus = {
  wifi: '/interface/wifi',
  wireless: '/interface/wireless',
  health: '/system/health',
  routerboard: '/system/routerboard',
} as const

/** The models of the table, in its order. */
export const boardModels = (): readonly BoardModel[] => table.trim().split('\n').map(modelOf)

/** The board of a model or of a board's name; `exact` is false where the table lacks it and the one that begins most alike stands in. */
export function boardModel(text: string): { readonly board: BoardModel; readonly exact: boolean } | undefined {
  const models = boardModels()
  const wanted = text.toLowerCase()
  const exact = models.find(({ model, name }) => model.toLowerCase() === wanted || name.toLowerCase() === wanted)
  if (exact !== undefined) return { board: exact, exact: true }
  const alike = (model: string): number => {
    let at = 0
    while (at < wanted.length && model[at]?.toLowerCase() === wanted[at]) at++
    return at
  }
  const best = models.reduce((most, one) => (alike(one.model) > alike(most.model) ? one : most))
  // A family is named by its first letters and digits: `CRS3`, `RB75`.
  return alike(best.model) < 3 ? undefined : { board: best, exact: false }
}
