// Owns the policies of RouterOS users and scripts: their names, sets of them, and parsing such sets.

/** All policies, in the order in which a device prints them (the manual's page on users). */
export const policies = [
  'local',
  'telnet',
  'ssh',
  'ftp',
  'reboot',
  'read',
  'write',
  'policy',
  'test',
  'winbox',
  'password',
  'web',
  'sniff',
  'sensitive',
  'api',
  'romon',
  'rest-api',
] as const
/** A policy of /user/group. */
export type Policy = (typeof policies)[number]

/** The policies of scripts and schedulers. */
export const scriptPolicies = [
  'ftp',
  'reboot',
  'read',
  'write',
  'policy',
  'test',
  'password',
  'sniff',
  'sensitive',
  'romon',
] as const satisfies readonly Policy[]

/** The policies of scripts in rows of netwatch, whoever added the row (the manual's page on Netwatch, 7.x). */
export const netwatchPolicies = ['read', 'write', 'test', 'reboot'] as const satisfies readonly Policy[]

/** A user's policies; undefined: all. */
export type AllowedPolicies = ReadonlySet<Policy> | undefined

/** Returns the policies among words; unknown words and `!word` are ignored. */
export const policiesOf = (words: Iterable<string>): ReadonlySet<Policy> => {
  const named = new Set(words)
  return new Set(policies.filter((policy) => named.has(policy)))
}

/** Parses `read,write,test`, or a list of such words; `all` are all policies. Returns the first unknown word instead, if there is one. */
export function readPolicies(given: string | readonly string[]): { readonly allowed: AllowedPolicies } | { readonly unknown: string } {
  const words = (typeof given === 'string' ? given.split(',') : given).map((word) => word.trim()).filter((word) => word !== '')
  if (words.length === 1 && words[0] === 'all') return { allowed: undefined }
  const known: readonly string[] = policies
  const unknown = words.find((word) => !known.includes(word.replace(/^!/, '')))
  return unknown === undefined ? { allowed: policiesOf(words) } : { unknown }
}

/** Whether a policy is among those that are allowed; `undefined` allows all. */
export const allows = (allowed: AllowedPolicies, policy: Policy): boolean => allowed === undefined || allowed.has(policy)

/** Whether `allowed` includes all of the other policies. */
export const covers = (allowed: AllowedPolicies, other: Iterable<Policy>): boolean =>
  allowed === undefined || [...other].every((policy) => allowed.has(policy))

/** A policy that a command needs, in all or some releases. */
export type Need = Policy | { readonly policy: Policy; readonly releases: string }
