// Owns the rules about contradictory firewall rules.
import type { CheckedText, RuleFamily, Rule, CommandUse } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'ports-without-protocol',
    severity: 'late',
    about: 'a rule has ports, but no protocol with ports',
    why: `The device refuses the rule: 'failure: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp'. Name the protocol, one \
per rule.`,
    wrong: '/ip firewall filter add action=accept chain=input dst-port=22',
    right: '/ip firewall filter add action=accept chain=input dst-port=22 protocol=tcp',
  },
  {
    code: 'doubtful-chain',
    severity: 'hint',
    about: 'destination NAT in srcnat, or source NAT in dstnat',
    why: `The route of a packet is chosen between dstnat and srcnat: dst-nat and redirect belong in dstnat (or a chain that it jumps to), \
src-nat and masquerade in srcnat. How a device reacts to the reverse is not known.`,
    wrong: '/ip firewall nat add action=dst-nat chain=srcnat to-addresses=192.0.2.10',
    right: '/ip firewall nat add action=dst-nat chain=dstnat to-addresses=192.0.2.10',
  },
  {
    code: 'impossible-matcher',
    severity: 'warning',
    about: 'a rule asks for an interface that packets of its chain do not have',
    why: `Packets of input and prerouting (dstnat) have no outgoing interface yet; those of output and postrouting (srcnat) have no \
incoming one and no source MAC address. The rule matches nothing. A device may refuse it while it is enabled: 6.49 says 'source mac \
address matching not possible in output and postrouting chains'. offbox runs it, since that is recorded for one release only. Chains that \
others jump to are not examined.`,
    wrong: '/ip firewall filter add action=drop chain=input out-interface=ether1',
    right: '/ip firewall filter add action=drop chain=input in-interface=ether1',
  },
]

/** Chains before a route is chosen or without one, and chains of packets that leave, by table; the others have both interfaces. */
const arriving: Readonly<Record<string, string>> = { filter: 'input', nat: 'dstnat input', mangle: 'prerouting input', raw: 'prerouting' }
const leaving: Readonly<Record<string, string>> = { filter: 'output', nat: 'srcnat output', mangle: 'output postrouting', raw: 'output' }
const incoming = ['in-interface', 'in-interface-list', 'in-bridge-port', 'in-bridge-port-list', 'src-mac-address']
const outgoing = ['out-interface', 'out-interface-list', 'out-bridge-port', 'out-bridge-port-list']

const tables = /^\/(ip|ipv6)\/firewall\/(filter|nat|mangle|raw)$/
/** Protocols with ports, by name and by number. */
const withPorts = new Set(['tcp', 'udp', 'udp-lite', 'dccp', 'sctp', '6', '17', '136', '33', '132'])
const ports = ['dst-port', 'src-port', 'port']
const wrongChain: Readonly<Record<string, string>> = {
  'dst-nat': 'srcnat',
  redirect: 'srcnat',
  'src-nat': 'dstnat',
  masquerade: 'dstnat',
}

/** Checks firewall rules in `add`. */
export const firewallRules: RuleFamily = {
  rules,
  concerns: ({ name, menu }) => name === 'add' && tables.test(menu.path),
  use(use, { report }) {
    const { menu, find, text } = use
    const given = ports.map((name) => find(name)).find((one) => one !== undefined && !one.unset)
    if (given !== undefined && find('copy-from') === undefined && lacksPorts(use)) {
      const protocol = text('protocol')
      report(
        'ports-without-protocol',
        { from: given.from, to: given.to },
        {
          message: `${given.argument.name} without a protocol that has ports${protocol === undefined ? '' : `: ${protocol} has none`}`,
          help: 'write protocol=tcp or protocol=udp; a device says: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp',
          ...(menu.sure ? {} : { severity: 'hint' }),
        },
      )
    }
    impossible(use, report)
    const action = find('action')?.value
    const chain = text('chain')
    const name = text('action')
    if (action === undefined || chain === undefined || name === undefined || !Object.hasOwn(wrongChain, name)) return
    if (wrongChain[name] === chain)
      report('doubtful-chain', action, {
        message: `${name} in the chain ${chain}`,
        help: `${name} belongs into ${chain === 'srcnat' ? 'dstnat' : 'srcnat'}`,
      })
  },
}

/** Reports the first matcher of an enabled rule that packets of its chain cannot have. */
function impossible({ menu, find, text }: CommandUse, report: CheckedText['report']): void {
  const chain = text('chain') ?? ''
  const table = menu.path.slice(menu.path.lastIndexOf('/') + 1)
  const isIn = (chains: Readonly<Record<string, string>>): boolean => chains[table]?.split(' ').includes(chain) === true
  const matchers = isIn(arriving) ? outgoing : isIn(leaving) ? incoming : []
  const given = matchers.map((name) => find(name)).find((one) => one !== undefined && !one.unset)
  if (given === undefined || (find('disabled') !== undefined && text('disabled') !== 'no')) return
  const isMac = given.argument.name === 'src-mac-address'
  const lacks = isMac ? 'source MAC address' : matchers === outgoing ? 'outgoing interface' : 'incoming interface'
  report(
    'impossible-matcher',
    { from: given.from, to: given.to },
    {
      message: `packets of the chain ${chain} have no ${lacks}`,
      help: isMac
        ? 'match it in a chain of packets that arrive'
        : `write ${matchers === outgoing ? 'in' : 'out'}-interface, or another chain`,
      ...(menu.sure ? {} : { severity: 'hint' as const }),
    },
  )
}

/** Whether a rule certainly matches no protocol with ports; of a word that is no protocol, only that is reported. */
function lacksPorts({ menu, find, text }: CommandUse): boolean {
  const given = find('protocol')
  if (given === undefined || given.unset) return true
  const protocol = text('protocol')
  if (protocol === undefined || !/^[a-z0-9-]+$/.test(protocol) || withPorts.has(protocol) || isBeginning(protocol)) return false
  return menu.validatingKindOf('protocol').fault(protocol, 'protocol') === undefined
}

/** Whether a text is a protocol with ports, or an abbreviation of one. */
const isBeginning = (protocol: string): boolean => protocol !== '' && [...withPorts].some((name) => name.startsWith(protocol))
