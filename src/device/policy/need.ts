// Owns checking the policies that a command needs.
import type { Command } from '../../../grammar/names.ts'
import { argumentNeeds, needsOf, policyIn } from '../../schema/needs.ts'
import { notPermitted } from '../../schema/refusal.ts'
import { allows, type AllowedPolicies } from '../../schema/policy.ts'
import type { Value } from '../../value/value.ts'
import type { Router } from '../router.ts'

/** Throws `not enough permissions (9)` where a policy that the command needs is missing. */
export function requirePolicies(device: Router, allowed: AllowedPolicies, command: Command, given: ReadonlyMap<string, Value>): void {
  if (allowed === undefined) return
  const needs = [...needsOf(command.menu.path, command.name), ...argumentNeeds(command.name, given.keys())]
  for (const need of needs) {
    const policy = policyIn(need, device.release)
    if (policy !== undefined && !allows(allowed, policy)) throw notPermitted()
  }
}
