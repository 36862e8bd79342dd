// Owns the rules about addresses: DHCP networks, the device's own addresses, gateways.
import { anyInterface, interfaceIn } from '../../../schema/gateway.ts'
import { allInterfaces } from '../../../schema/interfaces.ts'
import { mayExist } from '../../../schema/references.ts'
import { ipMask, readIpPrefix } from '../../../value/address.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'
import { respelt } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'

const rules: readonly Rule[] = [
  {
    code: 'host-bits',
    severity: 'late',
    about: 'the network of a DHCP server has host bits set',
    why: "The device refuses it: 'failure: invalid network'. It expects the first address of the network: 192.168.88.0/24.",
    wrong: '/ip dhcp-server network add address=192.168.88.1/24 gateway=192.168.88.1',
    right: '/ip dhcp-server network add address=192.168.88.0/24 gateway=192.168.88.1',
  },
  {
    code: 'same-address',
    severity: 'hint',
    about: 'two interfaces have the same address',
    why: `A device refuses the same address twice on one interface; how it reacts on two is not known. Packets to the network of the \
address then have two routes.`,
    wrong: '/ip address\nadd address=192.0.2.1/24 interface=ether1\nadd address=192.0.2.1/24 interface=ether2',
    right: '/ip address\nadd address=192.0.2.1/24 interface=ether1\nadd address=198.51.100.1/24 interface=ether2',
  },
  {
    code: 'unknown-gateway',
    severity: 'warning',
    about: 'the gateway of a route is neither an address nor an interface of this export',
    why: `The device refuses the route: 'invalid or unexpected argument base'. Reported in exports, which should be complete; ports and \
interfaces that appear by themselves may exist.`,
    wrong: '# 2024-05-01 10:00:00 by RouterOS 7.22\n/ip route add dst-address=198.51.100.0/24 gateway=wan2',
    right: '# 2024-05-01 10:00:00 by RouterOS 7.22\n/ip route add dst-address=198.51.100.0/24 gateway=192.0.2.1',
  },
]

const checkedMenus: ReadonlySet<string> = new Set(['/ip/dhcp-server/network', '/ip/route', '/ipv6/route', '/ip/address'])

/** The rules of addresses. */
export const addressRules: RuleFamily = {
  rules,
  concerns: ({ name, menu }) => (name === 'add' || name === 'set') && checkedMenus.has(menu.path),
  across: (use) => use.command.name === 'add' && use.alwaysRuns && use.menu.path === '/ip/address',
  use(use, checked) {
    const { command, menu, alwaysRuns } = use
    if (menu.path === '/ip/dhcp-server/network') network(use, checked)
    if (menu.path === '/ip/route' || menu.path === '/ipv6/route') gateway(use, checked)
    if (menu.path === '/ip/address' && command.name === 'add' && alwaysRuns && !checked.definitions.removes(menu.path)) own(use, checked)
  },
}

function network({ find, text, menu }: CommandUse, { report }: CheckedText): void {
  const node = find('address')?.value
  const prefix = readIpPrefix(text('address') ?? '')
  if (node === undefined || prefix === undefined) return
  const mask = ipMask(prefix.length)
  if ((prefix.address & ~mask) === 0) return
  const first = prefix.address & mask
  const written = [24, 16, 8, 0].map((bits) => (first >>> bits) & 255).join('.')
  report('host-bits', node, {
    message: `${text('address') ?? ''} is not a network: it has host bits`,
    help: `write ${written}/${prefix.length}; a device says: failure: invalid network`,
    ...(menu.sure ? {} : { severity: 'hint' }),
  })
}

function own({ find, text, menu }: CommandUse, { definitions, lineOf, report }: CheckedText): void {
  const node = find('address')?.value
  const [address, on] = [text('address')?.split('/')[0], text('interface')]
  if (node === undefined || address === undefined || on === undefined || text('disabled') === 'yes') return
  const line = lineOf(node)
  // The same address on the same interface has a finding of its own.
  const again = definitions.claim(`${menu.path} own`, `${address}\n${on}`, line)
  const first = definitions.claim(`${menu.path} anywhere`, address, line)
  if (first === undefined || again !== undefined) return
  report('same-address', node, { message: `${address} is the address of two interfaces`, help: `the first is in line ${first}` })
}

function gateway({ find, text }: CommandUse, { definitions, exportedBy, knowledge, report }: CheckedText): void {
  const node = find('gateway')?.value
  const given = text('gateway')
  if (node === undefined || given === undefined || exportedBy === undefined) return
  for (const one of given.split(',')) {
    const name = interfaceIn(one)
    if (mayExist(anyInterface, name, { isListed: definitions.covers('/interface/bridge') }) || definitions.has(allInterfaces, name))
      continue
    const names = [...definitions.names(allInterfaces)]
    report('unknown-gateway', node, {
      message: `gateway: '${name}' is neither an address nor an interface of this export`,
      help: didYouMean(name, names) ?? 'a device says: invalid or unexpected argument base',
      fixes: respelt(node, name, similar(name, names)),
      ...(knowledge.sure ? {} : { severity: 'hint' }),
    })
    return
  }
}
