// Owns the rows that a new device has in menus without a declaration, as data.
//
// Source: `export verbose` of a hAP ac2 on 7.24.4 and of an x86 on 7.17.2 (public exports), which write these rows as `set`; what only such
// an export of 6.49.7 has says so. Names of services and profiles are the same on all of them.

/** The rows of one menu, as `add` would write them (names without an argument, like `default`, are what the device sets). */
export interface FactoryRows {
  /** How exports name them; see `Menu.selects`. */
  readonly selects: string
  readonly rows: readonly string[]
}

const profile =
  'address-list="" bridge-learning=default change-tcp-mss=yes on-down="" on-up="" only-one=default use-compression=default use-ipv6=yes ' +
  'use-mpls=default use-upnp=default'
const sfq = 'kind=sfq sfq-allot=1514 sfq-perturb=5'
const pcq =
  'kind=pcq pcq-burst-rate=0 pcq-burst-threshold=0 pcq-burst-time=10s pcq-dst-address-mask=32 pcq-dst-address6-mask=128 pcq-limit=50KiB ' +
  'pcq-rate=0 pcq-src-address-mask=32 pcq-src-address6-mask=128 pcq-total-limit=2000KiB'

const table: Readonly<Record<string, FactoryRows>> = {
  '/interface/list': {
    selects: 'name=',
    rows: ['all', 'none', 'dynamic', 'static'].map((name) => {
      const what = { all: 'contains all interfaces', none: 'contains no interfaces', dynamic: 'contains dynamic interfaces' }
      return `name=${name} builtin=yes comment="${what[name as keyof typeof what] ?? 'contains static interfaces'}" exclude="" include=""`
    }),
  },
  '/interface/lte/apn': {
    selects: 'default',
    rows: [
      'default=yes add-default-route=yes apn=internet authentication=none default-route-distance=2 ip-type=auto name=default ' +
        'use-network-apn=yes use-peer-dns=yes',
    ],
  },
  '/interface/macsec/profile': { selects: 'default-name', rows: ['default=yes default-name=default name=default server-priority=10'] },
  // 6.49.7 and every compact export of a device with the wireless package.
  '/interface/wireless/security-profiles': { selects: 'default', rows: ['default=yes name=default supplicant-identity=MikroTik'] },
  '/ip/dhcp-client/option': {
    selects: 'name',
    rows: [
      'default=yes code=61 name=clientid_duid value="0xff\\$(CLIENT_DUID)"',
      'default=yes code=61 name=clientid value="0x01\\$(CLIENT_MAC)"',
      'default=yes code=12 name=hostname value="\\$(HOSTNAME)"',
    ],
  },
  '/ip/firewall/service-port': {
    selects: 'name',
    rows: [
      'name=ftp disabled=no ports=21',
      'name=tftp disabled=no ports=69',
      'name=irc disabled=yes ports=6667',
      'name=h323 disabled=no',
      'name=sip disabled=no ports=5060,5061 sip-direct-media=yes sip-timeout=1h',
      'name=pptp disabled=no',
      'name=rtsp disabled=yes ports=554',
      'name=udplite disabled=no',
      'name=dccp disabled=no',
      'name=sctp disabled=no',
    ],
  },
  '/ip/hotspot/profile': {
    selects: 'default',
    rows: [
      'default=yes dns-name="" hotspot-address=0.0.0.0 html-directory=hotspot html-directory-override="" http-cookie-lifetime=3d ' +
        'http-proxy=0.0.0.0:0 install-hotspot-queue=no login-by=cookie,http-chap name=default smtp-server=0.0.0.0 ' +
        'split-user-domain=no use-radius=no',
    ],
  },
  '/ip/hotspot/service-port': { selects: 'name', rows: ['name=ftp disabled=no ports=21'] },
  '/ip/hotspot/user': {
    selects: 'default',
    rows: ['default=yes comment="counters and limits for trial users" disabled=no name=default-trial'],
  },
  '/ip/hotspot/user/profile': {
    selects: 'default',
    rows: [
      'default=yes add-mac-cookie=yes address-list="" idle-timeout=none keepalive-timeout=2m mac-cookie-timeout=3d name=default ' +
        'shared-users=1 status-autorefresh=1m transparent-proxy=no',
    ],
  },
  '/ip/ipsec/mode-config': { selects: 'default', rows: ['default=yes name=request-only responder=no use-responder-dns=exclusively'] },
  '/ip/ipsec/policy': {
    selects: 'number',
    rows: ['default=yes disabled=no dst-address=::/0 group=default proposal=default protocol=all src-address=::/0 template=yes'],
  },
  '/ip/ipsec/policy/group': { selects: 'default', rows: ['default=yes name=default'] },
  '/ip/ipsec/profile': {
    selects: 'default',
    rows: [
      'default=yes dh-group=modp2048,modp1024 dpd-interval=8s dpd-maximum-failures=4 enc-algorithm=aes-128,3des hash-algorithm=sha1 ' +
        'lifetime=1d name=default nat-traversal=yes proposal-check=obey',
    ],
  },
  '/ip/ipsec/proposal': {
    selects: 'default',
    rows: [
      'default=yes auth-algorithms=sha1 disabled=no enc-algorithms=aes-256-cbc,aes-192-cbc,aes-128-cbc lifetime=30m ' +
        'name=default pfs-group=modp1024',
    ],
  },
  '/ip/smb/shares': {
    selects: 'default',
    rows: ['default=yes directory=pub disabled=yes invalid-users="" name=pub read-only=no require-encryption=no valid-users=""'],
  },
  '/ip/smb/users': { selects: 'default', rows: ['default=yes disabled=no name=guest password="" read-only=yes'] },
  '/ip/vrf': { selects: 'name', rows: ['builtin=yes name=main interfaces=all'] },
  '/ipv6/dhcp-relay/option': {
    selects: 'name',
    rows: ['default=yes code=79 name=client_mac only-if-mac-available=yes value="0x0001\\$(CLIENT_MAC)"'],
  },
  '/ipv6/nd': {
    selects: 'default',
    rows: [
      'default=yes advertise-dns=yes advertise-mac-address=yes disabled=no hop-limit=unspecified interface=all ' +
        'managed-address-configuration=no ' +
        'mtu=unspecified other-configuration=no ra-delay=3s ra-interval=3m20s-10m ra-lifetime=30m ra-preference=medium ' +
        'reachable-time=unspecified retransmit-interval=unspecified',
    ],
  },
  '/port': { selects: 'number', rows: ['name=serial0 baud-rate=auto data-bits=8 flow-control=none parity=none stop-bits=1'] },
  // `*FFFFFFFE` is the last row of the listing, whatever was added.
  '/ppp/profile': {
    selects: 'id',
    rows: [
      `.id=*0 default=yes ${profile} name=default use-encryption=default`,
      `.id=*FFFFFFFE default=yes ${profile} name=default-encryption use-encryption=yes`,
    ],
  },
  '/queue/type': {
    selects: 'number',
    rows: [
      'default=yes kind=pfifo name=default pfifo-limit=50',
      'default=yes kind=pfifo name=ethernet-default pfifo-limit=50',
      `default=yes ${sfq} name=wireless-default`,
      'default=yes kind=red name=synchronous-default red-avg-packet=1000 red-burst=20 red-limit=60 red-max-threshold=50 ' +
        'red-min-threshold=10',
      `default=yes ${sfq} name=hotspot-default`,
      `default=yes ${pcq} name=pcq-upload-default pcq-classifier=src-address`,
      `default=yes ${pcq} name=pcq-download-default pcq-classifier=dst-address`,
      'default=yes kind=none name=only-hardware-queue',
      'default=yes kind=mq-pfifo mq-pfifo-limit=50 name=multi-queue-ethernet-default',
      'default=yes kind=pfifo name=default-small pfifo-limit=10',
    ],
  },
  '/routing/bgp/template': { selects: 'name', rows: ['default=yes name=default'] },
  '/routing/table': { selects: 'name', rows: ['dynamic=yes fib=yes name=main'] },
  '/snmp/community': {
    selects: 'default',
    rows: [
      'default=yes addresses=::/0 authentication-password="" authentication-protocol=MD5 disabled=no encryption-password="" ' +
        'encryption-protocol=DES name=public read-access=yes security=none write-access=no',
    ],
  },
  '/system/logging': {
    selects: 'number',
    rows: ['info', 'error', 'warning', 'critical'].map(
      (topic) => `default=yes action=${topic === 'critical' ? 'echo' : 'memory'} disabled=no prefix="" topics=${topic}`,
    ),
  },
  '/system/logging/action': {
    selects: 'number',
    rows: [
      'default=yes memory-lines=1000 memory-stop-on-full=no name=memory target=memory',
      'default=yes disk-file-count=2 disk-file-name=log disk-lines-per-file=1000 disk-stop-on-full=no name=disk target=disk',
      'default=yes name=echo remember=yes target=echo',
      'default=yes name=remote remote=0.0.0.0 remote-port=514 src-address=0.0.0.0 syslog-facility=daemon syslog-severity=auto ' +
        'syslog-time-format=bsd-syslog target=remote',
    ],
  },
  '/tool/romon/port': { selects: 'default', rows: ['default=yes cost=100 disabled=no forbid=no interface=all secrets=""'] },
}

/** The rows that a new device has in a menu; undefined where it has none, or none that are known. */
export const factoryRows = (path: string): FactoryRows | undefined => (Object.hasOwn(table, path) ? table[path] : undefined)

const assignment = /([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g

/** The names and values of a row of the table. */
export const assignments = (row: string): readonly (readonly [name: string, value: string])[] =>
  [...row.matchAll(assignment)].map(([, name = '', quoted, plain = '']) => [name, quoted?.replace(/\\(.)/g, '$1') ?? plain])

/**
 * Menus whose rows every device has and the facts do not know: they are hardware, software or counters of one device.
 * Printing them as empty would be a lie.
 */
export const hasUnknownRows = (path: string): boolean =>
  unknownRows.includes(path) || path.startsWith('/dude/') || path.startsWith('/routing/stats/')

const unknownRows: readonly string[] = [
  '/certificate/builtin',
  '/routing/nexthop',
  '/routing/route',
  '/system/history',
  '/system/keymat-provider',
  '/system/package',
  '/system/resource/cpu',
  '/system/resource/hardware',
  '/user/active',
  '/user/ssh-keys/private',
]
