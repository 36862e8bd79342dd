// Owns the rules about values of arguments: unknown keywords, numbers and times out of range, invalid addresses, texts too long.
import type { Fault } from '../../../schema/fault.ts'
import type { Kind } from '../../../schema/kind.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse, ConstantArgument } from '../rule.ts'
import { respelt } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'
import { choices } from '../advice.ts'

const rules: readonly Rule[] = [
  {
    code: 'unknown-value',
    severity: 'late',
    about: 'the argument only accepts certain words, and this is not one of them',
    why: "The script is accepted and fails here: 'input does not match any value of ...'. A unique prefix of a word is accepted.",
    wrong: '/ip firewall filter add chain=input action="acept"',
    right: '/ip firewall filter add chain=input action="accept"',
  },
  {
    code: 'out-of-range',
    severity: 'late',
    about: 'the number or time is outside the range of the argument',
    why: `The script is accepted and fails here: 'value of ... out of range (a..b)'.`,
    wrong: '/interface dot1x server add interface=ether1 auth-timeout=1ms',
    right: '/interface dot1x server add interface=ether1 auth-timeout=1m',
  },
  {
    code: 'wrong-type',
    severity: 'late',
    about: 'the argument expects an address, number or time, and the value is not one',
    why: `The script is accepted and fails here: 'invalid value for argument ...'. An IPv4 address has four numbers up to 255, a prefix \
length is at most 32.`,
    wrong: '/ip address add address=192.168.88.256/24 interface=ether1',
    right: '/ip address add address=192.168.88.255/24 interface=ether1',
  },
  {
    code: 'too-long',
    severity: 'late',
    about: 'the text is longer than the argument accepts',
    why: 'The device counts bytes, not characters: a non-ASCII character takes several bytes.',
    wrong: `/interface wifi configuration add name=a ssid=${'s'.repeat(33)}`,
    right: `/interface wifi configuration add name=a ssid=${'s'.repeat(32)}`,
  },
]

/** Checks values of arguments against the facts. */
export const valueRules: RuleFamily = {
  rules,
  written(written, use, checked) {
    const { text, argument, node } = written
    // Ids, empty values and abbreviated commands are not checked.
    if (text === '' || text.startsWith('*')) return
    const kind = sets(use) ? use.menu.validatingKindOf(argument.name) : argument.kind
    const fault = judged.has(kind.name) && !sets(use) ? undefined : kind.fault(text, argument.name)
    // For releases without facts the keywords are unknown, and the exports of such a release are correct.
    if (fault === undefined || (fault.code === 'unknown-value' && !use.menu.sure && checked.exportedBy !== undefined)) return
    checked.report(fault.code, node, {
      message: fault.why?.startsWith('invalid value') === true ? fault.why : fault.message,
      help: helpFor(fault, kind, written, use, checked),
      fixes: fault.word === undefined ? [] : respelt(node, fault.word, similar(fault.word, kind.words)),
      ...(use.menu.sure ? {} : { severity: 'hint' }),
    })
  },
}

/** How a time is written: `10min` is `10m`. */
function helpForTime(text: string): string {
  const [, number, unit = ''] = /^(\d+)\s*(ms|[smhdw])[a-z]*$/i.exec(text) ?? []
  const meant = number === undefined ? '' : `write ${number}${unit.toLowerCase()}: `
  return `${meant}a time is a number with a unit (s, m, h, d, w), as 10m or 1h30m, or a clock, as 00:10:00`
}

/** Kinds that are checked in all commands. Other kinds are only checked in some: `/ping` accepts both address families. */
const judged: ReadonlySet<Kind['name']> = new Set(['mac', 'ip', 'ip-prefix', 'ip-range'])

const sets = ({ command: { name } }: CommandUse): boolean => name === 'add' || name === 'set'

function helpFor(
  { code, word, why }: Fault,
  kind: Kind,
  { argument: { name }, text }: ConstantArgument,
  { menu, command }: CommandUse,
  { knowledge }: CheckedText,
): string | undefined {
  if (word !== undefined) {
    const otherReleases = knowledge.otherReleases(knowledge.history.word(menu.path, command.name, name, word), command.path)
    if (otherReleases !== undefined) return `${name}=${word}: ${otherReleases}`
    const known = choices(name, kind.words)
    return didYouMean(word, kind.words) ?? (known === undefined || word === text ? known : `'${word}' is not one: ${known}`)
  }
  if (code === 'too-long') return `it is ${text.length} bytes long: ${why ?? ''}`
  if (kind.name === 'time' && code === 'wrong-type') return helpForTime(text)
  const long = /^\d+\.[\d.]+\/(\d+)$/.exec(text)
  if (long !== null && Number(long[1]) > 32) return 'a prefix length goes up to 32'
  return code === 'wrong-type' && /^[\d.,!/-]+$/.test(text) && text.includes('.') ? 'an address has four numbers up to 255' : undefined
}
