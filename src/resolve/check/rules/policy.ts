// Owns the rule of scripts and events that lack a policy which their code needs.
import { parseText } from '../../../../grammar/parse.ts'
import { Refusal } from '../../../../grammar/refusal.ts'
import { allows, readPolicies } from '../../../schema/policy.ts'
import { Source } from '../../../text/source.ts'
import { neededBy, type PolicyReason } from '../../needed.ts'
import type { RuleFamily, Rule } from '../rule.ts'
import { isScriptName } from './script-name.ts'

const rule: Rule = {
  code: 'missing-policy',
  severity: 'warning',
  about: 'a script or an event lacks a policy that its code needs',
  why: `The code runs with the policies of its row: a command that needs another one fails with 'not enough permissions (9)'. Globals of \
other users are only visible with policy and test; otherwise they are nothing. 'offbox policies FILE' lists the policies that a script \
needs, and why.`,
  wrong: '/system scheduler add interval=1d name=nightly on-event="/system reboot" policy=read,write',
  right: '/system scheduler add interval=1d name=nightly on-event="/system reboot" policy=reboot',
}

/** The property that holds the code of a row with policies. */
const code: Readonly<Record<string, string>> = { '/system/script': 'source', '/system/scheduler': 'on-event' }

/** Checks rows with policies. */
export const policies: RuleFamily = {
  rules: [rule],
  concerns: ({ name, menu }) => (name === 'add' || name === 'set') && Object.hasOwn(code, menu.path),
  use({ menu, find, text }, { knowledge, report }) {
    const argument = code[menu.path]
    if (argument === undefined) return
    const held = text('policy')
    const node = find('policy')?.value
    const value = find(argument)?.value
    const written = value?.kind === 'raw' ? value.text : text(argument)
    if (held === undefined || node === undefined || written === undefined || isScriptName(written)) return
    if (text('dont-require-permissions') === 'yes') return
    const read = readPolicies(held)
    if ('unknown' in read) return
    const source = new Source(written)
    const parsed = parseText(source, { root: knowledge.catalog.root })
    if (parsed instanceof Refusal) return
    const missing = neededBy(parsed.script.body, knowledge.catalog.release).filter(({ policy }) => !allows(read.allowed, policy))
    const first = missing[0]
    if (first === undefined) return
    const lacking = [...new Set(missing.map(({ policy }) => policy))]
    const ofGlobals = missing.every(({ what }) => what.startsWith(':global'))
    report(rule.code, node, {
      message: `${argument} needs ${lacking.join(',')}: ${reasonsOf(missing)}`,
      help: `write policy=${[...held.split(','), ...lacking].filter((word) => word !== '').join(',')}`,
      ...(ofGlobals || !menu.sure ? { severity: 'hint' } : {}),
    })
  },
}

/** Lists each missing policy with the first command that needs it. */
const reasonsOf = (missing: readonly PolicyReason[]): string =>
  [...new Map(missing.toReversed().map(({ policy, what }) => [policy, what]))]
    .reverse()
    .map(([policy, what]) => `${what} (${policy})`)
    .join(', ')
