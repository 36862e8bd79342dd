// Owns the rules about address lists and address ranges: wrong address families, empty ranges, private addresses in block lists.
import { readIp, readIp6, readIp6Prefix } from '../../../value/address.ts'
import { parseAddress, isReserved } from '../public.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse, ConstantArgument } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'wrong-family',
    severity: 'late',
    about: 'an address list entry that is neither an IPv4 address nor a valid name',
    why: `A device reads anything but an IPv4 address as a name, and a name contains neither ':' nor blanks: 'failure: 2001:db8::1 is not \
a valid dns name'. IPv6 addresses belong in /ipv6/firewall/address-list.`,
    wrong: '/ip firewall address-list add address=2001:db8::1 list=a',
    right: '/ipv6 firewall address-list add address=2001:db8::1 list=a',
  },
  {
    code: 'reversed-range',
    severity: 'hint',
    about: 'an address range that ends before it starts',
    why: 'The range is empty. How a device reacts is not known.',
    wrong: '/ip pool add name=a ranges=192.0.2.200-192.0.2.100',
    right: '/ip pool add name=a ranges=192.0.2.100-192.0.2.200',
  },
  {
    code: 'private-entry',
    severity: 'hint',
    about: 'a private or reserved range in a list of blocked addresses',
    why: `Lists from public sources sometimes contain 10.0.0.0/8, 127.0.0.0/8, 0.0.0.0/0 and the like: a rule that drops the list then \
drops your own networks. Reported if the other entries of the list are public.`,
    wrong: '/ip firewall address-list\nadd address=1.1.1.1 list=blocklist\nadd address=192.168.0.0/16 list=blocklist',
    right: '/ip firewall address-list\nadd address=1.1.1.1 list=blocklist\nadd address=192.168.0.0/16 list=own',
  },
]

/** Names of lists of blocked addresses. */
const keptOut = /block|black|\bban|banned|deny|drop|malware|spam|threat|attack|abuse|firehol|bad/i

/** The checked property of each menu. */
const addressProperties: Readonly<Record<string, string>> = {
  '/ip/firewall/address-list': 'address',
  '/ipv6/firewall/address-list': 'address',
  '/ip/pool': 'ranges',
  '/ipv6/pool': 'ranges',
}

/** Checks entries of address lists, and ranges. */
export const addressListRules: RuleFamily = {
  rules,
  concerns: ({ name, menu: { path } }, argument) => (name === 'add' || name === 'set') && argument?.name === addressProperties[path],
  written(written, use, checked) {
    if (written.argument.name === 'address') entry(written, use, checked)
    else range(written, checked)
  },
}

function entry(written: ConstantArgument, use: CommandUse, checked: CheckedText): void {
  const { text, node } = written
  const value = parseAddress(text)
  // Most entries are one IPv4 address or prefix.
  if ((value === undefined || text.includes('-')) && use.menu.path === '/ip/firewall/address-list') {
    const is6 = (readIp6(text) ?? readIp6Prefix(text)) !== undefined
    if (is6 || /\s/.test(text.trim())) {
      checked.report('wrong-family', node, {
        message: `${text} is not a valid dns name`,
        help: is6
          ? 'IPv6 addresses belong into /ipv6/firewall/address-list'
          : 'an entry is one address, range or name: write a line for each',
        ...(use.menu.sure ? {} : { severity: 'hint' }),
      })
      return
    }
  }
  range(written, checked)
  if (value === undefined || !isReserved(value)) return
  const list = use.text('list')
  if (list === undefined) return
  if (checked.definitions.isPublic(list) && keptOut.test(list) && !/bogon|private|rfc|local|own|lan/i.test(list))
    checked.report('private-entry', node, {
      message: `${text} is not a public address, but '${list}' is a list of public addresses`,
      help: 'leave it out: a rule for the list would meet your own networks',
    })
}

function range({ argument, text, node }: ConstantArgument, checked: CheckedText): void {
  if (!text.includes('-')) return
  for (const part of text.split(',')) {
    const [from = '', to = ''] = part.split('-')
    const [low, high] = [readIp(from) ?? readIp6(from), readIp(to) ?? readIp6(to)]
    if (low === undefined || high === undefined || typeof low !== typeof high || low <= high) continue
    checked.report('reversed-range', node, { message: `${argument.name}: ${part} ends before it starts`, help: `write ${to}-${from}` })
    return
  }
}
