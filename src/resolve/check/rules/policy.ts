// Owns the rule about scripts and events that lack a policy which their code needs.
import { parseText } from '../../../../grammar/parse.ts'
import { Refusal } from '../../../../grammar/refusal.ts'
import { allows, netwatchPolicies, readPolicies, type Policy } from '../../../schema/policy.ts'
import { Source } from '../../../text/source.ts'
import { neededBy, type PolicyReason } from '../../needed.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'
import { policiesOfScript } from '../script-policies.ts'
import { isScriptName } from './script-name.ts'

const rule: Rule = {
  code: 'missing-policy',
  severity: 'warning',
  about: 'a script or an event lacks a policy that its code needs',
  why: `The code runs with the policies of its row: a command that needs another one fails with 'not enough permissions (9)'. Globals of \
other users are only visible with policy and test; otherwise they are nothing. Scripts of netwatch have read, write, test and reboot, and \
none can be added. A row that names a script of /system/script needs all policies of that script, or the script is not run. 'offbox \
policies FILE' lists the policies that a script needs, and why.`,
  wrong: '/system scheduler add interval=1d name=nightly on-event="/system reboot" policy=read,write',
  right: '/system scheduler add interval=1d name=nightly on-event="/system reboot" policy=reboot',
}

/** Properties with code that runs with the same policies on every device. */
const fixed: Readonly<Record<string, readonly string[]>> = { '/tool/netwatch': ['up-script', 'down-script', 'test-script'] }

/** The property that holds the code of a row with policies. */
const code: Readonly<Record<string, string>> = { '/system/script': 'source', '/system/scheduler': 'on-event' }

/** Checks rows with policies. */
export const policyRules: RuleFamily = {
  rules: [rule],
  concerns: ({ name, menu }) => (name === 'add' || name === 'set') && (Object.hasOwn(code, menu.path) || Object.hasOwn(fixed, menu.path)),
  use(use, checked) {
    const { menu, find, text } = use
    for (const argument of fixed[menu.path] ?? []) {
      ofNetwatch(argument, use, checked)
      ofNamedScript(argument, new Set(netwatchPolicies), use, checked)
    }
    const argument = code[menu.path]
    if (argument === undefined) return
    const held = text('policy')
    const node = find('policy')?.value
    if (held === undefined || node === undefined || text('dont-require-permissions') === 'yes') return
    const read = readPolicies(held)
    if ('unknown' in read) return
    if (menu.path === '/system/scheduler' && read.allowed !== undefined) ofNamedScript(argument, read.allowed, use, checked)
    const missing = missingIn(argument, use, checked, (policy) => allows(read.allowed, policy))
    if (missing.length === 0) return
    const lacking = namesOf(missing)
    checked.report(rule.code, node, {
      message: `${argument} needs ${lacking.join(',')}: ${reasonsOf(missing)}`,
      help: `write policy=${[...held.split(','), ...lacking].filter((word) => word !== '').join(',')}`,
      ...(isOfGlobals(missing) || !menu.sure ? { severity: 'hint' } : {}),
    })
  },
}

/** Reports code of netwatch that needs more policies than netwatch has. */
function ofNetwatch(argument: string, use: CommandUse, checked: CheckedText): void {
  const node = use.find(argument)?.value
  // The manual of 7.x has the list.
  if (node === undefined || !use.menu.sure) return
  const missing = missingIn(argument, use, checked, (policy) => netwatchPolicies.some((one) => one === policy))
  if (missing.length === 0) return
  checked.report(rule.code, node, {
    message: `${argument} needs ${namesOf(missing).join(',')}: ${reasonsOf(missing)}`,
    help: `scripts of netwatch have ${netwatchPolicies.join(',')} and no other policy: run a script of /system/script with \
dont-require-permissions=yes`,
    ...(isOfGlobals(missing) ? { severity: 'hint' } : {}),
  })
}

/** Reports a row that names a script with policies which the row lacks: the device does not run it. */
function ofNamedScript(argument: string, held: ReadonlySet<Policy>, use: CommandUse, { definitions, report }: CheckedText): void {
  const node = use.find(argument)?.value
  const called = use.text(argument)?.trim() ?? ''
  if (node === undefined || !use.menu.sure || !isScriptName(called)) return
  const own = policiesOfScript(called, definitions)
  const lacking = [...(own ?? [])].filter((policy) => ![...held].some((one) => one === policy))
  if (own === undefined || lacking.length === 0) return
  const rest = [...own].filter((policy) => !lacking.includes(policy))
  report(rule.code, node, {
    message: `the script '${called}' has policies that ${use.menu.path} lacks here, and is not run: ${lacking.join(',')}`,
    help: `give the script policy=${rest.join(',')} or dont-require-permissions=yes`,
  })
}

/** The policies that the code of an argument needs and does not have, with the commands that need them. */
function missingIn(
  argument: string,
  { find, text }: CommandUse,
  { knowledge }: CheckedText,
  holds: (policy: Policy) => boolean,
): readonly PolicyReason[] {
  const value = find(argument)?.value
  const written = value?.kind === 'raw' ? value.text : text(argument)
  if (written === undefined || isScriptName(written)) return []
  const parsed = parseText(new Source(written), { root: knowledge.catalog.root })
  return parsed instanceof Refusal ? [] : neededBy(parsed.script.body, knowledge.catalog.release).filter(({ policy }) => !holds(policy))
}

const namesOf = (missing: readonly PolicyReason[]): readonly Policy[] => [...new Set(missing.map(({ policy }) => policy))]

const isOfGlobals = (missing: readonly PolicyReason[]): boolean => missing.every(({ what }) => what.startsWith(':global'))

/** Lists each missing policy with the first command that needs it. */
const reasonsOf = (missing: readonly PolicyReason[]): string =>
  [...new Map(missing.toReversed().map(({ policy, what }) => [policy, what]))]
    .reverse()
    .map(([policy, what]) => `${what} (${policy})`)
    .join(', ')
