// Owns the device events that start scripts of the configuration: for each event where the script is stored, and its variables.
import { netwatchPolicies, type Policy } from './policy.ts'

/** An event. If several rows of `menu` have such a script, the test selects one. */
export interface DeviceEvent {
  readonly menu: string
  /** The property that holds the script, or the name of one. */
  readonly script: string
  /** The variables, each with the property that supplies its default value. Undefined: the list is unknown. */
  readonly variables: Readonly<Record<string, string | undefined>> | undefined
  /** The policies of the script; undefined: all. */
  readonly policies?: readonly Policy[]
  /** Values that the row shows after the event. */
  readonly rowValues?: Readonly<Record<string, string>>
}

const none = (...names: readonly string[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(names.map((name) => [name, undefined] as const))
const same = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name] as const))

/** Source: the manual's page on PPP AAA, `on-up`; `interface` is the id of an interface there, not its name. */
const session = none('user', 'local-address', 'remote-address', 'caller-id', 'called-id', 'interface')

/** Source: the manual's page on Netwatch: properties of the probe and of its last result; the scripts have four policies. */
const probe = {
  menu: '/tool/netwatch',
  variables: same(
    ...['host', 'name', 'comment', 'type', 'interval', 'timeout', 'status', 'since', 'done-tests', 'failed-tests', 'sent-count'],
    ...['response-count', 'loss-count', 'loss-percent', 'rtt-avg', 'rtt-min', 'rtt-max', 'rtt-jitter', 'rtt-stdev'],
    ...['tcp-connect-time', 'http-status-code', 'http-resp-time'],
  ),
  policies: netwatchPolicies,
} as const

/** The events by the word behind `event` in a test. Sources: the manual's pages on DHCP, PPP AAA, hotspot, Netwatch and VRRP. */
export const events = {
  'dhcp-lease': {
    menu: '/ip/dhcp-server',
    script: 'lease-script',
    variables: { leaseServerName: 'name', ...none('leaseBound', 'leaseActMAC', 'leaseActIP', 'lease-hostname', 'lease-options') },
  },
  'dhcp-alert': { menu: '/ip/dhcp-server/alert', script: 'on-alert', variables: undefined },
  'dhcp-client': {
    menu: '/ip/dhcp-client',
    script: 'script',
    variables: {
      interface: 'interface',
      ...none('bound', 'server-address', 'lease-address', 'gateway-address', 'vendor-specific', 'lease-options'),
    },
  },
  'dhcpv6-client': {
    menu: '/ipv6/dhcp-client',
    script: 'script',
    variables: none('pd-valid', 'pd-prefix', 'na-valid', 'na-address', 'options'),
  },
  'dhcpv6-binding': {
    menu: '/ipv6/dhcp-server',
    script: 'binding-script',
    variables: { bindingServerName: 'name', ...none('bindingBound', 'bindingDUID', 'bindingAddress', 'bindingPrefix') },
  },
  'ppp-up': { menu: '/ppp/profile', script: 'on-up', variables: session },
  'ppp-down': { menu: '/ppp/profile', script: 'on-down', variables: session },
  'hotspot-login': { menu: '/ip/hotspot/user/profile', script: 'on-login', variables: undefined },
  'hotspot-logout': { menu: '/ip/hotspot/user/profile', script: 'on-logout', variables: undefined },
  'netwatch-up': { ...probe, script: 'up-script', rowValues: { status: 'up' } },
  'netwatch-down': { ...probe, script: 'down-script', rowValues: { status: 'down' } },
  'netwatch-test': { ...probe, script: 'test-script' },
  'traffic-monitor': { menu: '/tool/traffic-monitor', script: 'on-event', variables: undefined },
  'vrrp-master': { menu: '/interface/vrrp', script: 'on-master', variables: undefined },
  'vrrp-backup': { menu: '/interface/vrrp', script: 'on-backup', variables: undefined },
  'vrrp-fail': { menu: '/interface/vrrp', script: 'on-fail', variables: undefined },
  // Not a hook: a script of the device, started with variables like a hook that names it.
  script: { menu: '/system/script', script: 'name', variables: undefined },
} as const satisfies Readonly<Record<string, DeviceEvent>>

/** The name of an event that a test can cause. */
export type EventName = keyof typeof events

/** Whether a word is the name of an event. */
export const isEvent = (word: string): word is EventName => Object.hasOwn(events, word)
