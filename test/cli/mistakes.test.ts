// Owns the tests of the help for usual mistakes, as `run` prints it with carets.
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'

const place = scratch()
afterAll(() => place.remove())

it('are reported with carets and what to do instead', () => {
  const scripts = [
    ':local i 1\n$i = $i + 1',
    ':global foo do={:put 1}\nfoo',
    '/ip dns set servers=1.1.1.1;8.8.8.8',
    ':put ("a" + "b")',
    '/interface/list/member/add interface=ether1 list=WNA',
    '/interface/bridge/add name=wan\n/ip/firewall/filter/add chain=input in-interface=wam action=drop',
    '/interface list member add comment="move to list=LAN later" interface=ether1 list=WNA',
    '/ip pool add comment="ranges=10.0.0.1" name=a ranges=\\\n    10.0.0.1-10.0.0.300',
    '/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes',
    '/interface vlan add name=v vlan-id=2 interface=ether1 l3-hw-offloading=no',
    '/interface ovpn-server server set enabled=yes',
    '/ip dhcp-server add name=d interface=ether1 lease-time=10mm',
    '/interface set comment="wam" wam',
  ]
  expect(continued(scripts.map((script) => offbox(place.path, ['run', '-'], script).err).join('\n'))).toMatchInlineSnapshot(`
    "error: syntax error
     --> <stdin>:2:4
    2 | $i = $i + 1
      |    ^
    help: a variable gets its value by a command: :set i ($i + 1)

    error: bad command name foo
     --> <stdin>:2:1
    2 | foo
      | ^^^
    help: a function in a variable is called with '$': $foo

    error: bad command name 8.8.8.8
     --> <stdin>:1:29
    1 | /ip dns set servers=1.1.1.1;8.8.8.8
      |                             ^^^^^^^
    help: ';' ends the command: a list is written with ',': servers=1.1.1.1,8.8.8.8

    error: cannot add string to string (:put)
     --> <stdin>:1:1
    1 | :put ("a" + "b")
      | ^^^^
    help: '+' adds numbers and times: texts are joined with '.', ("a" . $b)

    error: input does not match any value of list (/interface/list/member/add (list))
     --> <stdin>:1:50
    1 | /interface/list/member/add interface=ether1 list=WNA
      |                                                  ^^^
    help: list=: /interface/list has no item named 'WNA': there is 'all', 'none', 'dynamic' or \\
        'static'

    error: input does not match any value of interface (/ip/firewall/filter/add (interface))
     --> <stdin>:2:50
    2 | /ip/firewall/filter/add chain=input in-interface=wam action=drop
      |                                                  ^^^
    help: in-interface=: neither /interface nor /ip/vrf has an item named 'wam': did you mean 'wan'?

    error: \\
        input does not match any value of list (/interface/list/member/add (list))
     --> <stdin>:1:83
    1 | /interface list member add comment="move to list=LAN later" interface=ether1 list=WNA
      |                                                                                   ^^^
    help: list=: /interface/list has no item named 'WNA': there is 'all', 'none', 'dynamic' or \\
        'static'

    error: invalid value for argument ranges
    value of range expects range of ip addresses (/ip/pool/add (ranges); line 1)
     --> <stdin>:2:5
    2 |     10.0.0.1-10.0.0.300
      |     ^^^^^^^^^^^^^^^^^^^
    help: an address has four numbers up to 255

    error: bad parameter hw-offload (device: line 1 column 77)
     --> <stdin>:1:67
    1 | /ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes
      |                                                                   ^^^^^^^^^^
    help: hw-offload of /ip/firewall/filter/add: boards have it, virtual machines only until 7.20;\\
         choose a board with --board, as --board RB5009UG+S+

    error: bad parameter l3-hw-offloading (device: line 1 column 71)
     --> <stdin>:1:55
    1 | /interface vlan add name=v vlan-id=2 interface=ether1 l3-hw-offloading=no
      |                                                       ^^^^^^^^^^^^^^^^
    help: l3-hw-offloading of /interface/vlan/add: boards have it, virtual machines do not; choose \\
        a board with --board, as --board RB5009UG+S+

    error: expected end of command
     --> <stdin>:1:42
    1 | /interface ovpn-server server set enabled=yes
      |                                          ^
    help: enabled of /interface/ovpn-server/server/set: RouterOS has it until 7.16; since 7.17 \\
        each server is a row: add name=NAME certificate=NAME disabled=no, or set [find name=NAME] disabled=no

    error: \\
        invalid time value for argument lease-time (/ip/dhcp-server/add (lease-time))
     --> <stdin>:1:56
    1 | /ip dhcp-server add name=d interface=ether1 lease-time=10mm
      |                                                        ^^^^
    help: write 10m: a time is a number with a unit (s, m, h, d, w), as 10m or 1h30m, or a clock,\\
         as 00:10:00

    error: no such item (/interface/set)
     --> <stdin>:1:30
    1 | /interface set comment="wam" wam
      |                              ^^^
    help: /interface has no item named 'wam': it has none with a name
    "
  `)
})

it('a text that ends too early is blamed on the same sign by each verb: that whose block is not indented like its end', () => {
  const script = ':foreach i in=[/interface find] do={\n  :if ([/interface get $i running]) do={\n    :put $i\n}\n'
  const shown = [
    ' --> <stdin>:2:40',
    '2 |   :if ([/interface get $i running]) do={',
    `  |${' '.repeat(40)}^`,
    'help: the { of line 2 is not closed',
  ]
  const blamed = (message: string): string => [`error: ${message}`, ...shown, ''].join('\n')
  const said = (verb: string): string => {
    const { code, out, err } = offbox(place.path, [verb, '-'], script)
    return `${code} ${err === '' ? out : err}`
  }
  const refused = blamed('expected closing brace (line 5 column 1)')
  expect(['run', 'export', 'fmt', 'policies', 'fuzz'].map(said)).toEqual(Array.from({ length: 5 }, () => `2 ${refused}`))
  expect(offbox(place.path, ['check', '--quiet', '-'], script).out.trimEnd()).toBe(
    blamed('expected closing brace (device: line 5 column 1) [missing-closing-brace]').trimEnd(),
  )
})

it('one mistake is one finding, and of a list the wrong element is named', () => {
  const script = `/ip firewall filter add chain=forward protocol=tpc dst-port=80
/ip firewall filter add chain=forward protocol=icmp dst-port=80
/certificate add name=a common-name=a key-usage=tls-server,nothing
/interface ethernet set ether3 master-port=ether2
/ip firewall filter add chain=forward connection-state=new,none
`
  expect(continued(offbox(place.path, ['check', '--format', 'oneline', '-'], script).out)).toMatchInlineSnapshot(`
    "<stdin>:1:48: fails when reached: input does not match any value of protocol; did you mean \\
        'tcp'? [unknown-value]
    <stdin>:2:53: fails when reached: dst-port without a protocol that has ports: icmp has none;\\
         write protocol=tcp or protocol=udp; a device says: ports can be specified if proto is tcp,\\
        udp,udp-lite,dccp,sctp [ports-without-protocol]
    <stdin>:3:49: fails when reached: input does not match any value of key-usage; 'nothing' is \\
        not one: key-usage is 'digital-signature', 'content-commitment', 'key-encipherment', 'data-encipherment',\\
         'key-agreement', 'key-cert-sign', 'crl-sign', 'encipher-only', 'decipher-only', 'tls-server',\\
         'tls-client', 'code-sign', 'email-protect', 'timestamp', 'ocsp-sign' or 'dvcs' [unknown-value]
    <stdin>:4:32: \\
        fails when reached: bad parameter master-port (device: line 4 column 43); 6.x has it; in 7.x \\
        it is /interface/bridge/port add bridge=BRIDGE interface=PORT (since 6.41) [bad-parameter]
    <stdin>:5:56: \\
        fails when reached: input does not match any value of connection-state; 'none' is not one: \\
        connection-state is 'invalid', 'established', 'related', 'new' or 'untracked' [unknown-value]
    "
  `)
  expect(offbox(place.path, ['check', '--release', '6.40.9', '--format', 'oneline', '-'], script.split('\n')[3]).out).toBe('')
})
