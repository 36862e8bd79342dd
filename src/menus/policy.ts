// Owns the policies that scripts and schedulers carry.
import { setOf, type PropertyType } from '../schema/property.ts'
import { ArrayValue } from '../value/value.ts'

/** In the order that a device prints them. */
const policies = ['ftp', 'reboot', 'read', 'write', 'policy', 'test', 'password', 'sniff', 'sensitive', 'romon'] as const

export const policyType: PropertyType = setOf(policies)

/** A fresh array of all of them: what a script has where nobody says otherwise. */
export const allPolicies = (): ArrayValue => new ArrayValue([...policies])
