// Owns the tests of the help for usual mistakes, as `run` prints it with carets.
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

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
  expect(scripts.map((script) => offbox(place.path, ['run', '-'], script).err).join('\n')).toMatchInlineSnapshot()
})
