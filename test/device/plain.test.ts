// Owns tests of menus without a declaration: types, default rows, error messages, exports.
import { describe, expect, it } from 'vitest'
import { show } from '../../src/value/show.ts'
import { typeOf } from '../../src/value/value.ts'
import { testConsole } from './console.ts'
import { continued } from '../harness/expected.ts'

describe('values', () => {
  it('have the types of the facts, however they are given', () => {
    const { run, value } = testConsole()
    run('/ip/dhcp-server/add name=d interface=ether2 lease-time=90m disabled=yes')
    expect(typeOf(value('/ip/dhcp-server/get d lease-time'))).toBe('time')
    expect(typeOf(value('/ip/dhcp-server/get d disabled'))).toBe('bool')
    expect(run(':put [/ip/dhcp-server/get d lease-time]')).toBe('01:30:00\n')
    expect(run(':local t 5400s; :put [:len [/ip/dhcp-server/find lease-time=$t]]')).toBe('1\n')
    expect(run('/ip/dhcp-server/print detail')).toMatchInlineSnapshot(`
      "Flags: D - DYNAMIC; X - DISABLED, I - INVALID 
       0  X name="d" interface=ether2 lease-time=1h30m address-pool=static-only 
            bootp-lease-time=forever authoritative=yes use-radius=no lease-script="" 
      "
    `)
    expect(run('/ip/dhcp-server/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip dhcp-server add disabled=yes interface=ether2 lease-time=1h30m name=d
      "
    `)
  })

  it('are read as defaults if they were not set, and can be reset', () => {
    const { run } = testConsole()
    run('/interface/bridge/add name=b')
    expect(
      run(
        ':put [/interface/bridge/get b protocol-mode]; /interface/bridge/set b protocol-mode=none; :put ' +
          '[/interface/bridge/get b protocol-mode]',
      ),
    ).toBe('rstp\nnone\n')
    expect(run('/interface/bridge/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /interface bridge add name=b protocol-mode=none
      "
    `)
    expect(
      run(
        '/interface/bridge/set b !protocol-mode; :put [/interface/bridge/get b protocol-mode]; :put [/interface/bridge/find ' +
          'protocol-mode=rstp]',
      ),
    ).toBe('rstp\n*1\n')
  })

  it('may be abbreviated words, and unknown words are reported', () => {
    const { run, fails } = testConsole()
    run('/ip/firewall/filter/add chain=input action=acc connection-state=est,rel')
    expect(run('/ip/firewall/filter/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip firewall filter add action=accept chain=input connection-state=established,related
      "
    `)
    expect(fails('/ip/firewall/filter/add chain=input action="nothing"')).toBe('input does not match any value of action')
    expect(fails('/ip/firewall/filter/add chain=input action="a"')).toBe(
      'ambiguous value of action, more than one possible value matches input',
    )
    expect(fails(':local x perhaps; /ip/dhcp-server/add name=x interface=ether1 disabled=$x')).toBe(
      'input does not match any value of disabled',
    )
    expect(fails('/ip/dhcp-server/add name=x interface=ether1 lease-time=":::"')).toBe('invalid time value for argument lease-time')
    expect(fails('/ip/arp/add address=10.0.0.1 interface=ether1 mac-address="12"')).toBe(
      'invalid value for argument mac-address\ninvalid value of mac-address, mac address required',
    )
  })

  it('may be several where the argument accepts a list', () => {
    const { run, value } = testConsole()
    run('/ip/dns/set servers=1.1.1.1,8.8.8.8')
    expect(show(value('/ip/dns/get servers'))).toBe('1.1.1.1;8.8.8.8')
    expect(run('/ip/dns/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip dns set servers=1.1.1.1,8.8.8.8
      "
    `)
  })
})

describe('add', () => {
  it('names the missing properties, in the order of the device', () => {
    const { fails } = testConsole()
    expect(fails('/ip/address/add')).toBe('missing value(s) of argument(s) address interface')
    expect(fails('/interface/bridge/host/add')).toBe('missing value(s) of argument(s) mac-address interface bridge')
    expect(fails('/interface/bonding/add')).toBe('failure: need at least one slave interface')
  })

  it('gives interfaces unique names', () => {
    const { run, fails } = testConsole()
    run('/interface/bridge/add; /interface/bridge/add; /interface/vlan/add interface=ether1 vlan-id=5')
    expect(run(':foreach i in=[/interface/bridge/find] do={:put [/interface/bridge/get $i name]}; :put [/interface/vlan/get 0 name]')).toBe(
      'bridge1\nbridge2\nvlan1\n',
    )
    expect(fails('/interface/vlan/add name=bridge1 interface=ether1 vlan-id=6')).toBe('failure: already have interface with name bridge1')
    expect(fails('/interface/bridge/set bridge1 name=ether1')).toBe('failure: already have interface with name ether1')
    expect(run('/interface/bridge/set bridge1 name=bridge1')).toBe('')
    expect(testConsole({ release: '7.16' }).fails('/interface/bridge/add name=b; /interface/bridge/add name=b')).toBe(
      'failure: already have interface with such name',
    )
  })

  it('resets properties that have the names of switches', () => {
    const { run } = testConsole()
    expect(run('/interface/bridge/add name=b comment=x; /interface/bridge/reset b comment; :put [/interface/bridge/get b comment]')).toBe(
      '\n',
    )
    expect(
      run('/certificate/settings/set crl-use=yes; /certificate/settings/reset crl-use; :put [/certificate/settings/get crl-use]'),
    ).toBe('false\n')
  })

  it('refuses a value that only one row may have', () => {
    const { run, fails } = testConsole()
    run(
      '/ip/pool/add name=p ranges=10.0.0.1; /ip/firewall/address-list/add list=l address=10.0.0.1; /interface/bridge/add ' +
        'name=b; /interface/bridge/port/add bridge=b interface=ether2',
    )
    expect(fails('/ip/pool/add name=p ranges=10.0.0.2')).toBe('failure: pool with such name exists')
    expect(fails('/ip/firewall/address-list/add list=l address=10.0.0.1')).toBe('failure: already have such entry')
    expect(run('/ip/firewall/address-list/add list=m address=10.0.0.1')).toBe('')
    expect(fails('/interface/bridge/port/add bridge=b interface=ether2')).toBe('failure: device already added as bridge port')
  })

  it('places a row at the requested position', () => {
    const { run } = testConsole()
    run(
      '/ip/firewall/filter; add chain=input comment=a; add chain=input comment=b; add chain=input comment=c place-before=0; ' +
        'move [find comment=b] 0',
    )
    expect(run(':foreach i in=[find] do={:put [get $i comment]}')).toBe('b\nc\na\n')
  })
})

describe('rows of a new device', () => {
  it('exist, and exports refer to them as a device does', () => {
    const { run } = testConsole()
    run('/ppp/profile/set default use-ipv6=no; /ppp/profile/set default-encryption rate-limit=1M/1M')
    run('/user/group/set full skin=x; /interface/ethernet/set [find default-name=ether3] name=wan; /queue/type/set default pfifo-limit=60')
    run('/ip/ipsec/profile/set [find default=yes] dh-group=modp2048; /system/logging/set 0 topics=info,!dhcp; /interface/list/add name=LAN')
    expect(run('/export terse').split('\n').slice(3)).toEqual([
      '/interface ethernet set [ find default-name=ether3 ] name=wan',
      '/interface list add name=LAN',
      '/ip ipsec profile set [ find default=yes ] dh-group=modp2048',
      '/ppp profile set *0 use-ipv6=no',
      '/ppp profile set *FFFFFFFE rate-limit=1M/1M',
      '/queue type set 0 pfifo-limit=60',
      '/user group set full skin=x',
      '/system logging set 0 topics=info,!dhcp',
      '',
    ])
    expect(run('/ppp/profile/add name=x; :put [/ppp/profile/find name=x]')).toBe('*1\n')
  })

  it('stay if the command fails that first reads them', () => {
    const { run } = testConsole()
    expect(run('/ppp/profile/set nobody use-ipv6=no')).toBe('! no such item\n')
    expect(run(':put [/ppp/profile/find]')).toBe('*0;*fffffffe\n'.toUpperCase())
  })

  it('are reported if they are specific to one device', () => {
    const { fails } = testConsole()
    expect(fails('/routing/nexthop/print')).toBe('/routing/nexthop/print is not modelled')
    expect(fails('/routing/stats/process/print')).toMatchInlineSnapshot(`"/routing/stats/process/print is not modelled"`)
  })
})

describe('export', () => {
  it('selects rows and menus', () => {
    const { run } = testConsole()
    run(
      '/ip/firewall/address-list; add list=a address=10.0.0.1; add list=b address=10.0.0.2; /ip/firewall/nat/add ' +
        'chain=srcnat action=masquerade; /ip/pool/add name=p ranges=10.0.0.1',
    )
    const body = (text: string): string => text.split('\n').slice(3).join('\n')
    expect(body(run('/ip/firewall/address-list/export where list=b'))).toBe('/ip firewall address-list\nadd address=10.0.0.2 list=b\n')
    expect(body(run('/ip/firewall/export'))).toBe(
      '/ip firewall address-list\nadd address=10.0.0.1 list=a\nadd address=10.0.0.2 list=b\n/ip firewall nat\n' +
        'add action=masquerade chain=srcnat\n',
    )
    expect(body(run('/export path=/ip/firewall,!/ip/firewall/nat'))).toBe(
      '/ip firewall address-list\nadd address=10.0.0.1 list=a\nadd address=10.0.0.2 list=b\n',
    )
    expect(body(run('/ip export terse path=/ip/pool'))).toBe('/ip pool add name=p ranges=10.0.0.1\n')
  })

  it('hides secrets in 7.x, shows them in 6.x', () => {
    const add = '/ppp/secret/add name=a password=b'
    expect(testConsole().run(`${add}; /ppp/secret/export terse`)).not.toContain('password')
    expect(testConsole().run(`${add}; /ppp/secret/export terse show-sensitive`)).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ppp secret add name=a password=b
      "
    `)
    expect(testConsole({ release: '6.49' }).run(`/ppp secret add name=a password=b; /ppp secret export terse`)).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.49
      # software id = 
      #
      /ppp secret add name=a password=b
      "
    `)
  })

  it('writes a file, eighty columns wide', () => {
    const { run, host } = testConsole({ width: 200 })
    run(`/ip/pool/add name=p comment="${'long '.repeat(30)}" ranges=10.0.0.1; /export file=all`)
    const text = Buffer.from(host.files.read('all.rsc') ?? []).toString()
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(80)
    expect(text).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip pool
      add comment="long long long long long long long long long long long long long \\
          long long long long long long long long long long long long long long long\\
          \\_long long " name=p ranges=10.0.0.1
      "
    `)
  })

  it('includes defaults if it is verbose', () => {
    const { run } = testConsole()
    run('/ip/pool/add name=p ranges=10.0.0.1')
    expect(run('/ip/pool/export verbose')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip pool
      add name=p ranges=10.0.0.1
      "
    `)
    expect(continued(run('/ip/settings/export verbose terse'))).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip settings set accept-redirects=no accept-source-route=no allow-fast-path=yes arp-timeout=30s \\
          icmp-rate-limit=10 icmp-rate-mask=0x1818 ip-forward=yes max-neighbor-entries=8192 rp-filter=no \\
          secure-redirects=yes send-redirects=yes tcp-syncookies=no
      "
    `)
    expect(run('/ppp/profile/export verbose')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ppp profile
      set *0 address-list="" !bridge !bridge-horizon bridge-learning=default \\
          !bridge-path-cost !bridge-port-priority change-tcp-mss=yes !dns-server \\
          !idle-timeout !incoming-filter !insert-queue-before !interface-list \\
          !local-address name=default on-down="" on-up="" only-one=default \\
          !outgoing-filter !parent-queue !queue-type !rate-limit !remote-address \\
          !session-timeout use-compression=default use-encryption=default use-ipv6=\\
          yes use-mpls=default use-upnp=default !wins-server
      set *FFFFFFFE address-list="" !bridge !bridge-horizon bridge-learning=default \\
          !bridge-path-cost !bridge-port-priority change-tcp-mss=yes !dns-server \\
          !idle-timeout !incoming-filter !insert-queue-before !interface-list \\
          !local-address name=default-encryption on-down="" on-up="" only-one=\\
          default !outgoing-filter !parent-queue !queue-type !rate-limit \\
          !remote-address !session-timeout use-compression=default use-encryption=\\
          yes use-ipv6=yes use-mpls=default use-upnp=default !wins-server
      "
    `)
  })
})

describe('words of 6.x', () => {
  it('are accepted and exported', () => {
    const { run } = testConsole({ release: '6.48', width: 120 })
    run('/ip route add dst-address=10.0.0.0/8 gateway=192.168.1.1 routing-mark=wan2 type=unicast')
    run('/ip route add dst-address=11.0.0.0/8 gateway=192.168.1.1')
    // A route without a mark counts as having another mark.
    expect(run(':put [:len [/ip route find where routing-mark!=x]]; :put [:len [/ip route find where routing-mark=wan2]]')).toBe('2\n1\n')
    expect(run('/ip route export')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.48
      # software id = 
      #
      /ip route
      add dst-address=10.0.0.0/8 gateway=192.168.1.1 routing-mark=wan2 type=unicast
      add dst-address=11.0.0.0/8 gateway=192.168.1.1
      "
    `)
    run('/certificate add name=c common-name=c')
    run('/interface dot1x client add interface=ether1 eap-methods=eap-tls identity=i client-certificate=c')
    run('/certificate set c name=d')
    expect(run('/interface dot1x client export')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.48
      # software id = 
      #
      /interface dot1x client
      add client-certificate=d eap-methods=eap-tls identity=i interface=ether1
      "
    `)
    expect(testConsole().fails('/ip route add dst-address=10.0.0.0/8 gateway=192.168.1.1 routing-mark=x')).toBe(
      'bad parameter routing-mark (line 1 column 70)',
    )
  })

  it('lack later ones: scripts of 6.37 have no dont-require-permissions', () => {
    const of = (release: string): string => testConsole({ release }).run('/system script add name=a source=x; /system script export')
    expect(of('6.37.4')).not.toContain('dont-require-permissions')
    expect(of('6.49')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.49
      # software id = 
      #
      /system script
      add dont-require-permissions=no name=a owner=admin policy=\\
          ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon source=x
      "
    `)
  })
})
