// Owns the menus that only some boards have: the facts come from virtual machines, which lack them. Names of properties from the manual.
import { factsOf, type NamedMenu } from './facts-writer.ts'

/** One a line: path, kind, own commands behind `:` where it has some, then properties. */
const written = `
/interface/ethernet/poe fixed:monitor,power-cycle name poe-out poe-priority poe-voltage power-cycle-interval power-cycle-ping-address power-cycle-ping-enabled power-cycle-ping-timeout poe-lldp-enabled
/interface/ethernet/poe/settings settings psu1-max-power psu2-max-power ether1-poe-in-long-cable
/interface/ethernet/switch fixed:print name type mirror-source mirror-target mirror-egress-target cpu-flow-control l3-hw-offloading qos-hw-offloading switch-all-ports bridge-type drop-if-no-vlan-assignment-on-ports rspan rspan-egress-vlan-id rspan-ingress-vlan-id
/interface/ethernet/switch/host list switch mac-address ports vlan-id copy-to-cpu drop mirror redirect-to-cpu share-vlan-learned
/interface/ethernet/switch/l3hw-settings settings autorestart fasttrack-hw ipv6-hw icmp-reply-on-error hw-supports-fasttrack
/interface/ethernet/switch/l3hw-settings/advanced settings neigh-discovery-interval neigh-dump-retries neigh-keepalive-interval route-index-delay-min route-index-delay-max route-queue-limit-high route-queue-limit-low
/interface/ethernet/switch/port fixed name vlan-mode vlan-header default-vlan-id ingress-rate egress-rate mirror-ingress mirror-egress l3-hw-offloading limit-broadcasts limit-unknown-multicasts limit-unknown-unicasts storm-rate qos-map qos-profile
/interface/ethernet/switch/port-isolation fixed name forwarding-override
/interface/ethernet/switch/qos settings
/interface/ethernet/switch/qos/profile list name traffic-class dscp pcp color
/interface/ethernet/switch/qos/map list name
/interface/ethernet/switch/qos/port fixed name trust-l2 trust-l3 profile map tx-manager egress-rate-queue0
/interface/ethernet/switch/rule list switch ports src-address dst-address src-address6 dst-address6 src-mac-address dst-mac-address mac-protocol protocol src-port dst-port vlan-id vlan-priority vlan-header dscp flow-label traffic-class copy-to-cpu mirror new-dst-ports new-vlan-id new-vlan-priority rate redirect-to-cpu keep-vlan-fields
/interface/ethernet/switch/vlan list switch vlan-id ports independent-learning learn svl
/interface/pwr-line fixed:configure,join,leave name
/interface/w60g list:monitor,scan,align,sniff name arp band beamforming-event-mode default-scan-list frequency isolate-stations l2mtu mdmg-fix mode mtu password put-stations-in-bridge region scan-list ssid tx-sector
/interface/w60g/station list name parent remote-address mac-address arp mtu l2mtu put-in-bridge
/interface/wireless/wps list name
/lcd settings:backlight,show,take-screenshot enabled backlight-timeout color-scheme default-screen flip-screen read-only-mode time-interval touch-screen
/lcd/interface fixed interface max-speed timeout
/lcd/interface/pages list interfaces
/lcd/pin settings pin-number hide-pin-number
/lcd/screen fixed name timeout
/partitions fixed:activate,copy-to,repartition,restore-config-from,save-config-to name fallback-to
/system/health/settings settings fan-control-interval fan-full-speed-temp fan-min-speed-percent fan-on-threshold fan-switch fan-target-temp cpu-overtemp-check cpu-overtemp-startup-delay cpu-overtemp-threshold fan-mode use-fan
/system/routerboard settings:upgrade routerboard board-name model revision serial-number firmware-type factory-firmware current-firmware upgrade-firmware
/system/routerboard/mode-button settings enabled hold-time on-event
/system/routerboard/reset-button settings enabled hold-time on-event
/system/routerboard/settings settings auto-upgrade boot-device boot-os boot-protocol cpu-frequency cpu-mode disable-pci enable-jumper-reset enter-setup-on etherboot-port force-backup-booter gpio-function init-delay memory-data-rate memory-frequency preboot-etherboot preboot-etherboot-server protected-routerboot reformat-hold-button reformat-hold-button-max regulatory-domain-ce silent-boot
/system/routerboard/usb settings:power-reset type usb-mode
/system/routerboard/wps-button settings enabled hold-time on-event
/system/swos settings:password,save-config,load-config,upgrade address-acquisition-mode allow-from allow-from-ports allow-from-vlan identity static-ip-address
`

/** Arguments that boards add to commands of menus which every device has. */
const added: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/interface/ethernet': {
    set:
      'bandwidth default-name master-port poe-out poe-priority poe-voltage poe-lldp-enabled power-cycle-interval power-cycle-ping-address ' +
      'power-cycle-ping-enabled power-cycle-ping-timeout full-duplex passthrough-interface switch',
  },
  '/interface/lte': { set: 'antenna-scan' },
  // Boards with a switch that routes (an export of a CRS309 with 7.23.2); virtual machines lost them after 7.20.
  '/interface/vlan': { add: 'l3-hw-offloading', set: 'l3-hw-offloading' },
  '/ip/firewall/filter': { add: 'hw-offload', set: 'hw-offload' },
  '/ip/route': { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
  '/ipv6/route': { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
  '/system/health': {
    set:
      'fan-control-interval fan-full-speed-temp fan-min-speed-percent fan-target-temp fan-switch use-fan active-fan fan-on-threshold ' +
      'fan-mode cpu-overtemp-check cpu-overtemp-startup-delay cpu-overtemp-threshold',
  },
}

const generic: Readonly<Record<string, readonly string[]>> = {
  list: ['add', 'comment', 'disable', 'edit', 'enable', 'export', 'find', 'get', 'print', 'remove', 'reset', 'set', 'unset'],
  fixed: ['comment', 'disable', 'edit', 'enable', 'export', 'find', 'get', 'print', 'reset', 'set'],
  settings: ['edit', 'export', 'get', 'print', 'set'],
}
const flags = [
  'as-value',
  'brief',
  'count-only',
  'detail',
  'once',
  'terse',
  'without-paging',
  'value-list',
  'verbose',
  'compact',
  'hide-sensitive',
  'show-sensitive',
]

/** The facts of these menus and arguments, in the form that `FactsFile` reads. */
export function boardFacts(): string {
  const menus = written.trim().split('\n').map(menuOf)
  const paths = new Set(menus.map(({ path }) => path))
  const holders = new Set(menus.map(({ path }) => `/${path.split('/')[1] ?? ''}`).filter((path) => !paths.has(path)))
  return factsOf([
    ...menus,
    ...[...holders].map((path) => ({ path, commands: [], properties: [] })),
    ...Object.entries(added).map(additionOf),
  ])
}

function menuOf(line: string): NamedMenu {
  const [path = '', head = '', ...properties] = line.split(' ')
  const [kind = '', own = ''] = head.split(':')
  const items = kind === 'settings' ? [] : ['numbers']
  const given = [...properties, 'comment', 'disabled']
  const seen = [...flags, 'file', 'interval', 'proplist', 'where']
  const forms: Readonly<Record<string, readonly string[]>> = {
    add: [...given, 'copy-from', 'place-before'],
    set: [...items, ...given],
    get: [...items.map(() => 'number'), 'value-name', 'as-string'],
    find: ['where'],
    print: seen,
    export: seen,
    unset: [...items, 'value-name'],
    edit: [...items, 'value-name'],
    comment: [...items, 'comment'],
  }
  const names = [...new Set([...(generic[kind] ?? []), ...own.split(',').filter((name) => name !== '')])]
  return { path, commands: names.map((name) => [name, forms[name] ?? [...items, ...seen]]), properties, kind }
}

/** Their arguments are properties by being set; the order of the menu's own is not touched. */
function additionOf([path, names]: readonly [string, Readonly<Record<string, string>>]): NamedMenu {
  return { path, commands: Object.entries(names).map(([command, args]) => [command, args.split(' ')]), properties: [] }
}
