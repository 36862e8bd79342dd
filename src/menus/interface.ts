// Owns /interface: all interfaces of the device in one list, from the menus that hold them.
import { actualMtuOf } from './interface/actual-mtu.ts'
import type { Router } from '../device/router.ts'
import { interfaceNamed, interfacesOf, type DeviceInterface } from '../device/plain/interfaces.ts'
import { interfaceTaken } from '../device/plain/unique.ts'
import type { StoredRow } from '../device/rows/store.ts'
import type { InterfaceKind } from '../schema/interfaces.ts'
import type { MenuProperty, Row, Rows } from '../schema/menu.ts'
import { shown, text, yesNo } from '../schema/property.ts'
import { show } from '../value/show.ts'
import { nothing, type Value } from '../value/value.ts'
import { menu } from './declaration.ts'
import { monitorTraffic } from './interface/monitor-traffic.ts'
import { isPort } from './interface-state.ts'

/** The attachment of a row: the kind of its interface, and its row in the menu of that kind. */
class Interface {
  readonly kind: InterfaceKind
  readonly source: StoredRow
  constructor(kind: InterfaceKind, source: StoredRow) {
    this.kind = kind
    this.source = source
  }
}

const of = (row: Row): Interface | undefined => (row.attachment instanceof Interface ? row.attachment : undefined)

/** Returns a value from the menu of the interface's kind; undefined where that has no such property or value. */
function valueIn(row: Row, device: Router, name: string): Value | undefined {
  const here = of(row)
  const value = here === undefined ? nothing : device.value(here.kind.path, here.source, name)
  return value === nothing ? undefined : value
}

const given = (name: string, type = shown({ quoted: false })): MenuProperty<Router> => ({
  type,
  value: (row, device) => valueIn(row, device, name),
})
const readOnly = (name: string, type = shown({ quoted: false })): MenuProperty<Router> => ({ ...given(name, type), readOnly: true })

/** Whether the menu of the interface's kind computes that it runs. */
const isRunning = (row: Row, device: Router): boolean => valueIn(row, device, 'running') === true
const isSlave = (row: Row, device: Router): boolean => isPort(device, show(row.values.get('name') ?? ''))

const number = shown({ right: true })

/** `/interface`: one row for each interface of any kind. Its properties are read from the menu that holds the interface. */
export const interfaces = menu({
  path: '/interface',
  kind: 'fixed',
  unexported: true,
  about: 'the interfaces of all kinds; they can be configured, but carry no traffic',
  name: 'name',
  properties: {
    name: { type: text() },
    'default-name': readOnly('default-name', text()),
    type: { type: text(), readOnly: true, value: (row) => of(row)?.kind.type },
    mtu: given('mtu'),
    'actual-mtu': {
      type: number,
      readOnly: true,
      value: (row, device) => {
        const here = of(row)
        return here === undefined ? undefined : actualMtuOf(here.kind.path, here.source, device)
      },
    },
    l2mtu: given('l2mtu', number),
    'max-l2mtu': readOnly('max-l2mtu', number),
    'mac-address': readOnly('mac-address'),
    dynamic: { type: yesNo, readOnly: true, value: () => false },
    inactive: { type: yesNo, readOnly: true, value: () => false, releases: '7.0..' },
    running: { type: yesNo, readOnly: true, value: isRunning },
    slave: { type: yesNo, readOnly: true, value: isSlave },
    passthrough: { type: yesNo, readOnly: true, value: () => false, releases: '7.0..' },
    disabled: { type: yesNo, value: (row, device) => valueIn(row, device, 'disabled') === true },
    comment: { type: text() },
  },
  // 6.x has X and R in one column (` 1 RS ether2`), and so have 7.x up to at least 7.10.2 (public listings of a hAP ac2, the manual's page
  // on counters); 7.2x has D, X, I or R, S, P (ntc-templates, interface_print_terse 4). The release that changed it is *inferred*.
  flags: [
    { letter: 'D', property: 'dynamic' },
    { letter: 'X', property: 'disabled' },
    { letter: 'R', property: 'running', shares: true, releases: '..7.17' },
    { letter: 'I', property: 'inactive', releases: '7.18..' },
    { letter: 'R', property: 'running', shares: true, releases: '7.18..' },
    { letter: 'S', property: 'slave' },
    { letter: 'P', property: 'passthrough', releases: '7.0..' },
  ],
  columns: [
    { property: 'name', stretch: true },
    { property: 'type' },
    { property: 'actual-mtu' },
    { property: 'l2mtu' },
    { property: 'max-l2mtu' },
    { property: 'mac-address' },
  ],
  commands: { 'monitor-traffic': { about: 'rates of interfaces', run: monitorTraffic } },
  refresh: updateRows,
  has: (name, device) => interfaceNamed(device, name) !== undefined,
  wasNamed: (name, device) =>
    name !== '' && interfacesOf(device).some((one) => one.name !== name && show(one.row.values.get('default-name') ?? '') === name),
  setting(row, change, device) {
    const here = of(row)
    if (here === undefined) return
    const name = change.values.get('name')
    const other = name === undefined ? undefined : interfaceNamed(device, show(name))
    if (other !== undefined && other !== here.source) throw interfaceTaken(device, show(other.values.get('name') ?? ''))
    const owner = device.declared(here.kind.path)
    for (const [property, value] of change.values) {
      const type = device.property(owner, property)?.type
      if (type !== undefined) device.store(owner).set(here.source, property, type.accept(value, property, device.references))
    }
    for (const property of change.unset) device.store(owner).set(here.source, property, undefined)
  },
  examples: [
    {
      title: 'all kinds in one list',
      transcript: `[admin@MikroTik] > /interface/bridge/add name=lan
[admin@MikroTik] > /interface/bridge/port/add bridge=lan interface=ether2
[admin@MikroTik] > /interface/set ether1 name=wan comment="to the provider"
[admin@MikroTik] > /interface/print
Flags: R - RUNNING; S - SLAVE
Columns: NAME, TYPE, ACTUAL-MTU, MAC-ADDRESS
#    NAME    TYPE    ACTUAL-MTU  MAC-ADDRESS      
;;; to the provider
0 R  wan     ether         1500  52:54:00:00:00:00
1 RS ether2  ether         1500  52:54:00:00:00:01
2 R  ether3  ether         1500  52:54:00:00:00:02
3 R  ether4  ether         1500  52:54:00:00:00:03
4 R  ether5  ether         1500  52:54:00:00:00:04
5 R  lan     bridge        1500                   
`,
    },
  ],
})

/** Whether a row already shows its interface's current values. */
const isUpToDate = (row: Row | undefined, { row: source, name }: DeviceInterface): boolean =>
  row !== undefined &&
  of(row)?.source === source &&
  row.values.get('name') === name &&
  row.values.get('comment') === source.values.get('comment')

/** Updates the rows: each interface keeps its row; name and comment are copied from the menu that holds it. */
function updateRows(rows: Rows, device: Router): void {
  // Only changes of rows can change the interfaces.
  if (updatedAt.get(rows) === device.changes.version) return
  updateAllRows(rows, device)
  updatedAt.set(rows, device.changes.version)
}

/** The version of the device's rows at which a list was last updated. */
const updatedAt = new WeakMap<Rows, number>()

function updateAllRows(rows: Rows, device: Router): void {
  const all = interfacesOf(device)
  const { items } = rows
  if (items.length === all.length && all.every((one, at) => isUpToDate(items[at], one))) return
  const there = new Set<unknown>(all.map(({ row: source }) => source))
  const known = new Map<unknown, Row>()
  for (const row of rows.items) {
    const source = of(row)?.source
    if (there.has(source)) known.set(source, row)
    else rows.remove(row)
  }
  for (const { kind, row: source, name } of all) {
    const row = known.get(source) ?? rows.add(new Map([['name', name]]))
    if (of(row) === undefined) rows.attach(row, new Interface(kind, source))
    if (row.values.get('name') !== name) rows.set(row, 'name', name)
    const comment = source.values.get('comment')
    if (row.values.get('comment') !== comment) rows.set(row, 'comment', comment)
  }
}
