// Owns the tests of the help for usual mistakes, as `run` prints it with carets.
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

it('are told with what to do instead', () => {
  const scripts = [
    ':local i 1\n$i = $i + 1',
    ':global foo do={:put 1}\nfoo',
    '/ip dns set servers=1.1.1.1;8.8.8.8',
    ':put ("a" + "b")',
    '/interface/list/member/add interface=ether1 list=WNA',
    '/interface/bridge/add name=wan\n/ip/firewall/filter/add chain=input in-interface=wam action=drop',
  ]
  expect(scripts.map((script) => offbox(place.path, ['run', '-'], script).err).join('\n')).toMatchInlineSnapshot()
})
