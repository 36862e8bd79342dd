// Owns computing the policies that a script needs, with the commands that need them.
import { argumentNeeds, needsOf, policyIn } from '../schema/needs.ts'
import { notedOf } from '../schema/noted.ts'
import type { Need, Policy } from '../schema/policy.ts'
import { policies } from '../schema/policy.ts'
import type { Release } from '../schema/release.ts'
import { descend } from '../syntax/descent.ts'
import type { Body, Invocation } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'

/** A place in a script that needs a policy; `what` is the command's path, or the declaration of a global variable. */
export interface PolicyReason extends Span {
  readonly policy: Policy
  readonly what: string
}

/**
 * The commands of a body that need a policy, in the order of the text; language commands need none. Reading a global variable that another
 * user set needs `policy` and `test` (the manual's page on users): a declaration without a value counts, if nothing in the body assigns the
 * variable.
 */
export function neededBy(body: Body, release: Release): readonly PolicyReason[] {
  const reasons: PolicyReason[] = []
  const set = new Set<string>()
  const asked: { readonly name: string; readonly span: Span }[] = []
  descend(body, (part) => {
    if (part.kind !== 'invocation') return
    const { command, given } = part
    const span = { from: part.head.from, to: part.to }
    const names = given.find(({ value }) => value?.kind === 'names')?.value
    if (command.menu.parent === undefined && names?.kind === 'names') {
      const isGiven = given.some(({ argument }) => argument.name === 'value' || argument.name === 'do')
      for (const { name } of names.variables) {
        if (isGiven) set.add(name)
        else if (command.name === 'global') asked.push({ name, span })
      }
    }
    for (const need of needsIn(part)) {
      const policy = policyIn(need, release)
      if (policy !== undefined) reasons.push({ ...span, policy, what: command.path })
    }
  })
  for (const { name, span } of asked)
    if (!set.has(name)) for (const policy of ['policy', 'test'] as const) reasons.push({ ...span, policy, what: `:global ${name}` })
  return reasons.sort((a, b) => a.from - b.from)
}

function needsIn({ command, given }: Invocation): readonly Need[] {
  const names = given.map(({ argument }) => argument.name)
  const own =
    command.menu.parent === undefined ? (notedOf('/', ({ needs }) => needs, command.name) ?? []) : needsOf(command.menu.path, command.name)
  return [...own, ...argumentNeeds(command.name, names)]
}

/** The policies of some reasons, in the order in which a device prints them. */
export const policiesIn = (reasons: readonly PolicyReason[]): readonly Policy[] =>
  policies.filter((one) => reasons.some(({ policy }) => policy === one))
