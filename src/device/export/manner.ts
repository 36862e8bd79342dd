// Owns which menus say more in an export than what differs from the defaults, and defaults that the facts lack or have otherwise.

/**
 * Menus of the newer kind, which export whatever they were given (`disabled=no distance=1 ... scope=30` of routes): routing, wifi,
 * containers. Source: compact exports of 7.x.
 */
const sayGiven: readonly string[] = [
  '/container',
  '/disk',
  '/interface/wifi',
  '/interface/wifiwave2',
  '/iot',
  '/ip/hotspot/walled-garden/ip',
  '/ip/route',
  '/ipv6/route',
  '/mpls',
  '/routing',
]

/** Whether a menu exports everything that its rows were given. */
export const saysGiven = (path: string): boolean => sayGiven.some((start) => path === start || path.startsWith(`${start}/`))

/**
 * Properties that exports name whatever they are: in every export with a script, a scheduler,
 * a watched host or a tunnel of WireGuard (7.x).
 */
const always: Readonly<Record<string, readonly string[]>> = {
  '/interface/wireguard': ['listen-port', 'mtu'],
  '/system/scheduler': ['policy'],
  '/system/script': ['dont-require-permissions', 'owner', 'policy', 'source'],
  '/tool/netwatch': ['disabled', 'http-codes', 'test-script', 'type'],
}

/** Whether exports name a property of a row that was added, whatever its value. */
export const isAlwaysSaid = (path: string, name: string): boolean => Object.hasOwn(always, path) && always[path]!.includes(name)

/**
 * Defaults by menu, as a script writes them. Source: `export verbose` of 7.24.4 and 7.17.2; `disabled=yes` of rows that come disabled:
 * their compact exports always have `disabled=no`.
 */
const written = `
/console/settings log-script-errors=yes sanitize-names=no tab-width=4
/disk/settings auto-media-interface=none auto-media-sharing=no auto-smb-sharing=no auto-smb-user=guest default-mount-point-template=[slot]
/interface/bridge ageing-time=5m arp=enabled arp-timeout=auto auto-mac=yes dhcp-snooping=no fast-forward=yes forward-delay=15s \
igmp-snooping=no max-message-age=20s mtu=auto priority=0x8000 protocol-mode=rstp transmit-hold-count=6 vlan-filtering=no \
port-cost-mode=long
/interface/detect-internet detect-interface-list=none internet-interface-list=none lan-interface-list=none wan-interface-list=none \
request-interval=2m
/interface/lte/settings esim-channel=auto firmware-path=firmware mode=auto link-recovery-timer=120
/interface/wifi/cap enabled=no
/interface/wifi/capsman enabled=no
/interface/wireguard mtu=1420
/interface/wireless mode=station ssid=MikroTik
/ip/dhcp-server lease-time=30m
/ip/hotspot disabled=yes
/ip/media/settings thumbnails=
/ip/nat-pmp enabled=no
/ip/neighbor/discovery-settings discover-interface-list=static discover-interval=30s lldp-mac-phy-config=no lldp-max-frame-size=no \
lldp-vlan-info=no mode=tx-and-rx
/ip/smb enabled=auto
/mpls/settings allow-fast-path=yes dynamic-label-range=16-1048575 propagate-ttl=yes
/routing/settings single-process=no
/system/console channel=0 disabled=no term=linux
/system/console/screen blank-interval=10min line-count=25
/system/health state-after-reboot=enabled
/system/package/local-update/mirror check-interval=1d enabled=no user=
/system/resource/hardware/usb-settings authorization=no
/tool/e-mail vrf=main
/tool/mac-server allowed-interface-list=all
/tool/mac-server/mac-winbox allowed-interface-list=all
/tool/netwatch disabled=no http-codes= test-script= type=simple
/tool/sms polling=no sms-storage=sim
/tool/traffic-generator measure-out-of-order=no
/user/settings minimum-categories=0 minimum-password-length=0
`

const defaults: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  written
    .trim()
    .split('\n')
    .map((line) => {
      const [path = '', ...settings] = line.split(' ')
      return [
        path,
        new Map(
          settings.map((setting): [string, string] => [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)]),
        ),
      ]
    }),
)

/** Menus whose rows came disabled in 6.x: their exports have `disabled=no`. */
export const cameDisabled = (path: string): boolean => path === '/ip/dhcp-server'

/** The default of a property, as a script writes it, where this page knows it better than the facts; undefined elsewhere. */
export const usualOf = (path: string, name: string): string | undefined => defaults.get(path)?.get(name)
