// Owns the rules about contradictory firewall rules.
import type { RuleFamily, Rule, CommandUse } from '../rule.ts'

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
]

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

/** Whether a rule certainly matches no protocol with ports. */
function lacksPorts({ find, text }: CommandUse): boolean {
  const given = find('protocol')
  if (given === undefined || given.unset) return true
  const protocol = text('protocol')
  return protocol !== undefined && /^[a-z0-9-]+$/.test(protocol) && !withPorts.has(protocol) && !isBeginning(protocol)
}

/** Whether a text is a protocol with ports, or an abbreviation of one. */
const isBeginning = (protocol: string): boolean => protocol !== '' && [...withPorts].some((name) => name.startsWith(protocol))
