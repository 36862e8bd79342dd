// Owns the rule about missing required arguments of `add`.
import type { KnownMenu } from '../../../schema/known-menu.ts'
import type { Invocation } from '../../../syntax/tree.ts'
import type { Span } from '../../../text/source.ts'
import { inserted } from '../fixes.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'

const rule: Rule = {
  code: 'missing-argument',
  severity: 'late',
  about: 'a required argument is missing',
  why: `A console prompts for a missing argument; a script fails: 'missing value(s) of argument(s) ...'. The required arguments were \
recorded on a device of 7.23. The finding is only a hint for releases before 7.20, for values that an export hides, and if offbox knows a \
default.`,
  wrong: '/ip address add address=192.0.2.1/24',
  right: '/ip address add address=192.0.2.1/24 interface=ether1',
}

/** Properties that exports omit unless requested. */
const hidden = /(^|[-.])(password|passphrase|secret|key|key-val|psk)$/

/** Checks `add` for the arguments that its menu requires. */
export const requiredRules: RuleFamily = {
  rules: [rule],
  concerns: ({ name }) => name === 'add',
  use(use, checked) {
    const { invocation, menu } = use
    if (invocation.late !== undefined || !menu.sure) return
    if (menu.required.length > 0) missing(menu, use, checked)
    else if (menu.addRefusal?.startsWith('failure: ') === true && givesNothing(use))
      checked.report(rule.code, wordOf(invocation), { message: menu.addRefusal })
  },
}

function missing(menu: KnownMenu, use: CommandUse, checked: CheckedText): void {
  const { command, invocation, find } = use
  if (find('copy-from') !== undefined) return
  const names = menu.required.filter((name) => command.exact(name) !== undefined && find(name)?.value === undefined)
  const [first] = names
  if (first === undefined) return
  const isDoubtful = names.every(
    (name) => menu.propertyFacts.get(name)?.default !== undefined || (checked.exportedBy !== undefined && hidden.test(name)),
  )
  const { major, minor } = checked.knowledge.catalog.release
  const old = major < 7 || (major === 7 && minor < 20)
  checked.report(rule.code, wordOf(invocation), {
    message: `missing value(s) of argument(s) ${names.join(' ')}`,
    fixes: inserted(`write ${names.map((name) => `${name}=`).join(' ')}`, invocation.to, names.map((name) => ` ${name}=`).join('')),
    ...(isDoubtful || old ? { severity: 'hint' } : {}),
  })
}

/** The range of the command's own word: its arguments are correct. */
const wordOf = (invocation: Invocation): Span => invocation.head.words.at(-1) ?? invocation

/** Whether only properties that every row has are given. */
const givesNothing = ({ invocation: { given } }: CommandUse): boolean =>
  given.every(({ argument: { name } }) => name === 'comment' || name === 'disabled' || name === 'place-before')
