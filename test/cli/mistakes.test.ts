// Owns the tests of the help for usual mistakes, as `run` prints it with carets.
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

it.each([
  [':local i 1\n$i = $i + 1', 'help: a variable gets its value by a command: :set i ($i + 1)'],
  [':global foo do={:put 1}\nfoo', "help: a function in a variable is called with '$': $foo"],
  ['/ip dns set servers=1.1.1.1;8.8.8.8', 'servers=1.1.1.1,8.8.8.8'],
  [':put ("a" + "b")', "help: '+' adds numbers and times: texts are joined with '.'"],
  ['/interface/list/member/add interface=ether1 list=WNA', "help: list=: /interface/list has no item named 'WNA'"],
  [
    '/interface/bridge/add name=wan\n/ip/firewall/filter/add chain=input in-interface=wam action=drop',
    ' in-interface=wam action=drop\n  |                                                  ^^^\n' +
      "help: in-interface=: neither /interface nor /ip/vrf has an item named 'wam': did you mean 'wan'?",
  ],
  [
    '/interface list member add comment="move to list=LAN later" interface=ether1 list=WNA',
    '--> <stdin>:1:83\n1 | /interface list member add comment="move to list=LAN later" interface=ether1 list=WNA\n' +
      `  | ${' '.repeat(82)}^^^\nhelp: list=:`,
  ],
  [
    '/ip pool add comment="ranges=10.0.0.1" name=a ranges=\\\n    10.0.0.1-10.0.0.300',
    '    10.0.0.1-10.0.0.300\n  |     ^^^^^^^^^^^^^^^^^^^\n',
  ],
  [
    '/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes',
    'help: hw-offload of /ip/firewall/filter/add: boards have it, virtual machines only until 7.20; choose a board with --board',
  ],
  [
    '/interface vlan add name=v vlan-id=2 interface=ether1 l3-hw-offloading=no',
    'help: l3-hw-offloading of /interface/vlan/add: boards have it, virtual machines do not; choose a board with --board',
  ],
  [
    '/interface ovpn-server server set enabled=yes',
    'help: enabled of /interface/ovpn-server/server/set: RouterOS has it until 7.16; since 7.17 each server is a row: add name=NAME',
  ],
  ['/ip dhcp-server add name=d interface=ether1 lease-time=10mm', 'help: write 10m: a time is a number with a unit'],
  ['/interface set comment="wam" wam', 'set comment="wam" wam\n  |                              ^^^\n'],
])('%j', (script, help) => {
  expect(offbox(place.path, ['run', '-'], script).err).toContain(help)
})
